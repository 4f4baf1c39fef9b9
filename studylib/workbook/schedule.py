"""Read the schedule: breaks, weeks, extensions, swaps, excuses."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from studylib.season import weeks
from studylib.season.study import Break, Excuse, Member, Problem, Tier, Topic, Week
from studylib.text.message import sentence
from studylib.workbook import links, moments, values
from studylib.workbook.members import Roster
from studylib.workbook.tables import Record, Table


def read_breaks(table: Table, people: Roster) -> tuple[Break, ...]:
    found = []
    for record in table.records():
        starts_on = table.demand(record, "starts_on", moments.parse_day)
        ends_on = table.demand(record, "ends_on", moments.parse_day)
        personal = not values.is_blank(record.cell("member"))
        member = table.read(record, "member", people.named)
        if starts_on is None or ends_on is None or (personal and member is None):
            continue
        if ends_on < starts_on:
            table.report(
                record, "ends_on", sentence("The break ends before it starts. Fix one of the two days.")
            )
            continue
        found.append(Break(starts_on, ends_on, record.text("reason"), member.name if member else None))
    return tuple(found)


Extension = tuple[Table, Record, datetime]
"""A due moment of a week's own, and where it is written."""
Swap = tuple[Table, Record, Member]
"""Who is named to write the team blog, and where."""


def read_topics(
    table: Table, people: Roster, zone: ZoneInfo
) -> tuple[dict[int, Topic], dict[int, Extension], dict[int, Swap]]:
    """What each week is about, which weeks have a due moment of their own, and which a writer, by their numbers."""
    topics: dict[int, Topic] = {}
    extensions: dict[int, Extension] = {}
    swaps: dict[int, Swap] = {}
    for record in table.records():
        number = table.demand(record, "week", values.parse_week)
        if number is None:
            continue
        if number in topics:
            table.report(
                record,
                "week",
                sentence("Week {week} is there twice; the first row counts. Delete one.", week=number),
            )
            continue
        topics[number] = _topic(table, record)
        if writer := table.read(record, "writer", people.named):
            swaps[number] = table, record, writer
        if due_at := table.read(record, "due_at", partial(moments.parse_moment, zone=zone)):
            extensions[number] = table, record, due_at
    for number in set(range(1, max(topics, default=0))) - set(topics):
        why = sentence("Week {week} has no row, so nobody answers for it. Add one.", week=number)
        table.problems.append(Problem(table.title, None, None, why))
    return topics, extensions, swaps


def schedule_season(
    starts_on: date,
    breaks: tuple[Break, ...],
    tiers: tuple[Tier, ...],
    zone: ZoneInfo,
    topics: Mapping[int, Topic],
    extensions: Mapping[int, Extension],
) -> tuple[Week, ...]:
    """The weeks of the season, those with a due moment of their own moved."""
    return tuple(
        _extended(week, *extensions[week.number], tiers) if week.number in extensions else week
        for week in weeks.schedule_weeks(starts_on, breaks, tiers, zone, topics)
    )


def _extended(week: Week, table: Table, record: Record, due_at: datetime, tiers: tuple[Tier, ...]) -> Week:
    if weeks.to_milliseconds(due_at) > weeks.to_milliseconds(week.opens_at):
        return weeks.extend_week(week, due_at, tiers)
    why = sentence("Week {week} would be due before it opens. Write a later moment.", week=week.number)
    table.report(record, "due_at", why)
    return week


def swap_writer(week: Week, table: Table, record: Record, writer: Member) -> Week:
    """The week with the writer who is named for it; one who is not there on any of its days cannot write."""
    if writer.overlaps(*week.days):
        return replace(week, topic=replace(week.topic, writer=writer.name))
    why = sentence(
        "{member} is not in the group in week {week}. Write somebody who is, or empty the cell.",
        member=writer.name,
        week=week.number,
    )
    table.report(record, "writer", why)
    return week


def _topic(table: Table, record: Record) -> Topic:
    return Topic(
        title=record.text("title"),
        lecture=table.read(record, "lecture", links.parse_references) or (),
        lab=table.read(record, "lab", links.parse_references) or (),
        reading=table.read(record, "reading", links.parse_references) or (),
        post=table.read(record, "post", links.parse_references) or (),
    )


def read_excuses(table: Table, people: Roster, numbers: frozenset[int] | None) -> tuple[Excuse, ...]:
    found = []
    for record in table.records():
        number = table.demand(record, "week", partial(values.parse_week, among=numbers))
        member = table.demand(record, "member", people.named)
        if number is not None and member is not None:
            found.append(Excuse(number, member.name, record.text("reason")))
    return tuple(found)

"""A workbook's cells -> the study and every problem. The one reader for all stores."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from studylib import answers, roster, settings, tables, values, weeks
from studylib.cells import Workbook
from studylib.roster import Roster
from studylib.sentence import Sentence, sentence
from studylib.study import (
    DEFAULT_TIERS,
    Audience,
    Break,
    Closed,
    Excuse,
    Member,
    Payment,
    Pot,
    Problem,
    Study,
    Tier,
    Topic,
    Week,
)
from studylib.tables import Record, Table

DEFAULT_ZONE = ZoneInfo("Asia/Seoul")
LATE, ABSENT = ("late", "지각"), ("absent", "결석")


def read(workbook: Workbook) -> tuple[Study, list[Problem]]:
    """The study that the workbook describes, and all in it that could not be read, in the order of its cells.

    No address stands in it but the members' own, each in its ``email``: in every other text they are masked.
    What is unreadable does not count until it is mended. Without a readable start or zone the study has no weeks,
    so nothing is judged.
    """
    problems: list[Problem] = []
    given = settings.settings(tables.titled(tables.SETTINGS, workbook, problems, needed=True))
    zone = given.read("timezone", values.zone, DEFAULT_ZONE)
    starts_on = given.demand("starts_on", values.day)
    members = roster.members(tables.titled(tables.MEMBERS, workbook, problems, needed=True))
    people = Roster(members)
    tiers = _tiers(tables.titled(tables.TIERS, workbook, problems))
    breaks = _breaks(tables.titled(tables.BREAKS, workbook, problems), people)
    topics, extensions, swaps = _topics(
        tables.titled(tables.WEEKS, workbook, problems, needed=True), people, zone or DEFAULT_ZONE
    )
    numbers = frozenset(topics) or None
    known = len(problems)
    closed = _settlements(tables.titled(tables.SETTLEMENTS, workbook, problems), people, zone or DEFAULT_ZONE)
    settlements_read = len(problems) == known
    study = Study(
        name=given.read("name", values.shown, "") or "",
        timezone=zone or DEFAULT_ZONE,
        language=given.read("language", settings.one_of(settings.LANGUAGES), "ko") or "ko",
        starts_on=starts_on,
        pot=given.read("pot", settings.one_of(settings.POTS), Pot.EQUAL_EXCEPT_LAST) or Pot.EQUAL_EXCEPT_LAST,
        form=settings.form(given),
        repository=given.read("repository", values.shown_link, None),
        curriculum_url=given.read("curriculum_url", values.shown_link, None),
        audience=given.read("access", settings.one_of(settings.AUDIENCES), Audience.MEMBERS)
        or Audience.MEMBERS,
        public_money=bool(given.read("public_money", settings.one_of(settings.YES_OR_NO), False)),
        short_names=given.read("short_names", settings.one_of(settings.YES_OR_NO), False) is not False,
        sample=bool(given.read("sample", settings.one_of(settings.YES_OR_NO), False)),
        remind_hours=settings.remind_hours(given),
        members=members,
        weeks=tuple(
            _swapped(week, *swaps[week.number]) if week.number in swaps else week
            for week in _season(starts_on, breaks, tiers, zone, topics, extensions)
        )
        if starts_on and zone
        else (),
        tiers=tiers,
        breaks=breaks,
        excuses=_excuses(tables.titled(tables.EXCUSES, workbook, problems), people, numbers),
        payments=_payments(tables.titled(tables.PAYMENTS, workbook, problems), _payers(members, closed)),
        settlements=closed,
        settlements_read=settlements_read,
        submissions=answers.submissions(workbook, people, numbers, zone or DEFAULT_ZONE, problems),
    )
    return study, sorted(problems, key=_place_in(workbook))


def _place_in(workbook: Workbook) -> Callable[[Problem], tuple[int, int]]:
    """Problems in the order in which their cells stand in the workbook; those of missing tabs first."""
    places = {tab.title: at for at, tab in enumerate(workbook.tabs)}
    return lambda problem: (places.get(problem.tab, -1), problem.row or 0)


def _tiers(table: Table) -> tuple[Tier, ...]:
    """The tiers by rising limit, the absence last; the default tiers where the workbook names none.

    A tier whose amount is unreadable keeps its hours and costs 0 until it is mended.
    """
    found: list[Tier] = []
    named = False
    for record in table.records():
        named = True
        if (tier := _tier(table, record)) is None:
            continue
        if any(tier.hours == other.hours for other in found):
            table.report(
                record, "hours", sentence("Another tier has the same limit; the first counts. Delete one.")
            )
            continue
        found.append(tier)
    if not named:
        return DEFAULT_TIERS
    if all(tier.hours is not None for tier in found):
        why = sentence("No tier is without a limit, so an absence costs nothing. Add one with empty hours.")
        table.problems.append(Problem(table.title, None, None, why))
        found.append(Tier(ABSENT[0], None, 0))
    return tuple(sorted(found, key=lambda tier: float("inf") if tier.hours is None else tier.hours))


def _tier(table: Table, record: Record) -> Tier | None:
    label = table.demand(record, "status", values.shown)
    limited = not values.is_blank(record.cell("hours"))
    hours = table.read(record, "hours", values.hours)
    amount = table.demand(record, "amount", values.amount)
    if label is None or (limited and hours is None):
        return None
    if values.folded(label) in ABSENT and limited:
        table.report(
            record,
            "hours",
            sentence("An absence has no limit. Empty this cell, or give the tier another name."),
        )
        return None
    if values.folded(label) in LATE and not limited:
        table.report(
            record,
            "hours",
            sentence("This tier needs the hours after due until which it lasts. Write a number, such as 12."),
        )
        return None
    known = {name: names[0] for names in (LATE, ABSENT) for name in names}
    return Tier(known.get(values.folded(label), label), hours, amount or 0)


def _breaks(table: Table, people: Roster) -> tuple[Break, ...]:
    found = []
    for record in table.records():
        starts_on = table.demand(record, "starts_on", values.day)
        ends_on = table.demand(record, "ends_on", values.day)
        personal = not values.is_blank(record.cell("member"))
        member = table.read(record, "member", people.named)
        if starts_on is None or ends_on is None or (personal and member is None):
            continue
        if ends_on < starts_on:
            table.report(
                record, "ends_on", sentence("The break ends before it starts. Mend one of the two days.")
            )
            continue
        found.append(Break(starts_on, ends_on, record.text("reason"), member.name if member else None))
    return tuple(found)


Extension = tuple[Table, Record, datetime]
"""A due moment of a week's own, and where it is written."""
Swap = tuple[Table, Record, Member]
"""Who is named to write the team blog, and where."""


def _topics(
    table: Table, people: Roster, zone: ZoneInfo
) -> tuple[dict[int, Topic], dict[int, Extension], dict[int, Swap]]:
    """What each week is about, which weeks have a due moment of their own, and which a writer, by their numbers."""
    topics: dict[int, Topic] = {}
    extensions: dict[int, Extension] = {}
    swaps: dict[int, Swap] = {}
    for record in table.records():
        number = table.demand(record, "week", values.week)
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
        if due_at := table.read(record, "due_at", partial(values.moment, zone=zone)):
            extensions[number] = table, record, due_at
    for number in set(range(1, max(topics, default=0))) - set(topics):
        why = sentence("Week {week} has no row, so nobody answers for it. Add one.", week=number)
        table.problems.append(Problem(table.title, None, None, why))
    return topics, extensions, swaps


def _season(
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
        for week in weeks.schedule(starts_on, breaks, tiers, zone, topics)
    )


def _extended(week: Week, table: Table, record: Record, due_at: datetime, tiers: tuple[Tier, ...]) -> Week:
    if weeks.milliseconds(due_at) > weeks.milliseconds(week.opens_at):
        return weeks.extended(week, due_at, tiers)
    why = sentence("Week {week} would be due before it opens. Write a later moment.", week=week.number)
    table.report(record, "due_at", why)
    return week


def _swapped(week: Week, table: Table, record: Record, writer: Member) -> Week:
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
        lecture=table.read(record, "lecture", values.references) or (),
        lab=table.read(record, "lab", values.references) or (),
        reading=table.read(record, "reading", values.references) or (),
        post=table.read(record, "post", values.references) or (),
    )


def _excuses(table: Table, people: Roster, numbers: frozenset[int] | None) -> tuple[Excuse, ...]:
    found = []
    for record in table.records():
        number = table.demand(record, "week", partial(values.week, among=numbers))
        member = table.demand(record, "member", people.named)
        if number is not None and member is not None:
            found.append(Excuse(number, member.name, record.text("reason")))
    return tuple(found)


def _payments(table: Table, people: Roster) -> tuple[Payment, ...]:
    found = []
    for record in table.records():
        paid_on = table.demand(record, "paid_on", values.day)
        month = table.demand(record, "month", values.month)
        member = table.demand(record, "member", people.named)
        amount = table.demand(record, "amount", partial(values.amount, negative=True))
        if paid_on and month and member and amount is not None:
            found.append(Payment(paid_on, month, member.name, amount, record.text("note")))
    return tuple(found)


def _payers(members: Sequence[Member], closed: Sequence[Closed]) -> Roster:
    """Who may pay: the roster, and whoever took part in a closed month and is no longer on it."""
    return Roster([*(Member(row.member) for row in closed), *members])


def _settlements(table: Table, people: Roster, zone: ZoneInfo) -> tuple[Closed, ...]:
    """The rows of the closed months that can be read whole.

    A month with a row that cannot be read, or with rows that contradict each other, is not taken as closed until it
    is mended: what is left of its rows is not what was closed. A row without a readable month may belong to any of
    them, so then none is.
    """
    months: dict[str | None, list[tuple[Record, Closed | None]]] = {}
    for record in table.records():
        month = table.demand(record, "month", values.month)
        months.setdefault(month, []).append((record, _closed(table, record, month, people, zone)))
    whole = [_whole(table, rows) for rows in months.values()]
    return () if None in months else tuple(row for rows in whole for row in rows)


def _closed(table: Table, record: Record, month: str | None, people: Roster, zone: ZoneInfo) -> Closed | None:
    """The record as one participant's row. A name that the roster does not know is read as it is written: a closed
    month adds up whoever has left since."""
    member = table.demand(record, "member", values.shown)
    fine, share, carried_out = (
        table.demand(record, column, values.amount) for column in ("fine", "share", "carried_out")
    )
    closed_at = table.read(record, "closed_at", partial(values.moment, zone=zone))
    if month is None or member is None or fine is None or share is None or carried_out is None:
        return None
    known = people.by_name.get(values.folded(member))
    return Closed(month, known.name if known else member, fine, share, carried_out, closed_at)


Read = tuple[Record, Closed]
Contradiction = tuple[Record, str | None, Sentence]
"""The record and the column that disagree with what stands before them, and how to mend it."""


def _whole(table: Table, rows: Sequence[tuple[Record, Closed | None]]) -> list[Closed]:
    """The rows of one month; none of them where one cannot be read or they contradict each other."""
    read = [(record, row) for record, row in rows if row is not None]
    found = [*_doubled(read), *_carried_apart(read)]
    if len(read) == len(rows) and not found:
        found = _short(read)
    for record, column, why in found:
        table.report(record, column, why)
    return [row for _, row in read] if len(read) == len(rows) and not found else []


def _doubled(rows: Sequence[Read]) -> Iterator[Contradiction]:
    there: set[str] = set()
    for record, row in rows:
        if (name := values.folded(row.member)) in there:
            why = sentence(
                "{member} has two rows in {month}. Delete one.", member=row.member, month=row.month
            )
            yield record, "member", why
        there.add(name)


def _carried_apart(rows: Sequence[Read]) -> Iterator[Contradiction]:
    for record, row in rows[1:]:
        first, carried = rows[0][0].number, rows[0][1].carried_out
        if row.carried_out != carried:
            why = sentence(
                "Row {row} carries {carried} out of {month}. A month carries one amount; mend one of the two.",
                row=first,
                carried=carried,
                month=row.month,
            )
            yield record, "carried_out", why


def _short(rows: Sequence[Read]) -> list[Contradiction]:
    """A pot holds the fines at least. That it holds more is what was carried in."""
    fines, shares = sum(row.fine for _, row in rows), sum(row.share for _, row in rows)
    if not rows or fines <= shares + rows[0][1].carried_out:
        return []
    why = sentence(
        "The fines of {month} are {fines}, its shares and what it carries out only {out}. Mend the amounts.",
        month=rows[0][1].month,
        fines=fines,
        out=shares + rows[0][1].carried_out,
    )
    return [(rows[0][0], None, why)]

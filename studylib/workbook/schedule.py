"""Read the schedule: breaks, weeks and excuses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from studylib.season import weeks
from studylib.season.study import Break, Excuse, Member, Tier, Topic, Week
from studylib.season.tasks import Due, Task
from studylib.text.message import Sentence, sentence
from studylib.workbook import bounded, deadlines, orders, references, sizes, values
from studylib.workbook.members import Roster
from studylib.workbook.tables import Record, Table
from studylib.workbook.task_names import TaskNames
from studylib.workbook.tasks import explain_early, explain_unfit


def read_breaks(table: Table, people: Roster) -> tuple[Break, ...]:
    """Read the days off, in the order of their rows. A break with an unreadable cell does not count."""
    breaks = []
    for record in bounded.list_first(table, sizes.MOST_BREAKS):
        starts_on, ends_on = (
            table.demand(record, column, orders.make_day_reader(table, column))
            for column in ("starts_on", "ends_on")
        )
        personal = not values.is_blank(record.cell("member"))
        member = table.read(record, "member", people.parse_name)
        if starts_on is None or ends_on is None or (personal and member is None):
            continue
        if ends_on < starts_on:
            why = sentence("The break ends before it starts. Fix one of the two days.")
            table.report(record, "ends_on", why)
            continue
        breaks.append(Break(starts_on, ends_on, record.text("reason"), member.name if member else None))
    return tuple(breaks)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What places the weeks: first day, days off, cycle and due time."""

    starts_on: date
    breaks: tuple[Break, ...]
    zone: ZoneInfo
    cycle: int = 7
    due: Due | None = None

    def list_first_days(self, numbers: Iterable[int]) -> dict[int, date]:
        """List the first days of the weeks of these numbers."""
        wanted = sorted(numbers)
        free = weeks.list_free_weeks(self.starts_on, self.breaks, self.cycle)
        days = dict(zip(range(1, max(wanted, default=0) + 1), free, strict=False))
        return {number: days[number] for number in wanted}


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One row of the weeks tab. ``due_at`` extends the week and ``writer`` swaps its turn, if they are not ``None``.

    A ``Due`` lies in the week's own cycle.
    """

    record: Record
    topic: Topic
    due_at: datetime | Due | None
    writer: Member | None


def read_weeks(table: Table, people: Roster, tasks: Sequence[Task], zone: ZoneInfo) -> dict[int, WeekRow]:
    """Read the weeks by their numbers. Of two rows of one week the first counts.

    Read the first ones, as many as a study of so many ``people`` and ``tasks`` can have. Report each week without a
    row, from 1 up to the last.
    """
    rows: dict[int, WeekRow] = {}
    for record in table.records():
        number = table.demand(record, "week", values.parse_week)
        if number in rows:
            why = sentence("Week {week} has two rows. The first one counts. Delete the other.", week=number)
            table.report(record, "week", why)
        elif number is not None:
            rows[number] = WeekRow(
                record,
                topic=_read_topic(table, record),
                writer=table.read(record, "writer", people.parse_name),
                due_at=deadlines.read_due(record, zone),
            )
    numbers, count = sorted(rows), len(people.by_name)
    most = sizes.count_weeks(count, [_count_tasks(tasks, number) for number in numbers])
    beyond = numbers[most:]
    if beyond:
        why = sizes.explain_weeks(len(rows), count, most, len(tasks))
        table.report(rows[beyond[0]].record, "week", why)
        rows = {number: row for number, row in rows.items() if number < beyond[0]}
    for number in set(range(1, max(rows, default=0))) - set(rows):
        table.report_whole(
            sentence("Week {week} has no row, so no member is judged for it. Add one.", week=number)
        )
    return rows


def _count_tasks(tasks: Sequence[Task], week: int) -> int:
    """Count the tasks of a week. A season without tasks has one."""
    return sum(task.takes_place_in(week) for task in tasks) if tasks else 1


def _read_topic(table: Table, record: Record) -> Topic:
    return Topic(
        title=record.text("title"),
        lecture=table.read(record, "lecture", references.parse_references) or (),
        lab=table.read(record, "lab", references.parse_references) or (),
        reading=table.read(record, "reading", references.parse_references) or (),
        post=table.read(record, "post", references.parse_references) or (),
    )


def schedule_season(
    calendar: Calendar, tiers: tuple[Tier, ...], tasks: Sequence[Task], rows: Mapping[int, WeekRow]
) -> tuple[Week, ...]:
    """Schedule the weeks of the season, rising, with their extensions and swaps."""
    topics = {number: row.topic for number, row in rows.items()}
    scheduled = weeks.schedule_weeks(
        calendar.starts_on,
        calendar.breaks,
        tiers,
        calendar.zone,
        topics,
        cycle=calendar.cycle,
        due=calendar.due,
        tasks=tasks,
    )
    return tuple(
        _swap_writer(_extend_week(week, rows[week.number], tiers, calendar.cycle), rows[week.number])
        for week in scheduled
    )


def _extend_week(week: Week, row: WeekRow, tiers: tuple[Tier, ...], cycle: int) -> Week:
    """Move the due moment to the row's own. Report it if it is not after the opening, tell it if it is unlikely."""
    if row.due_at is None:
        return week
    table, due_at = row.record.table, _place_due(week, row.due_at, cycle)
    if not isinstance(due_at, datetime):
        table.report(row.record, "due_at", due_at)
        return week
    extended = weeks.extend_week(week, due_at, tiers)
    if why := _explain_early(extended):
        table.report(row.record, "due_at", why)
        return week
    if unlikely := deadlines.explain_length(extended, week, cycle):
        table.notice(row.record, "due_at", unlikely)
    return extended


def _place_due(week: Week, due: datetime | Due, cycle: int) -> datetime | Sentence:
    """Place a due time in the week's cycle, or explain why it cannot be there."""
    if isinstance(due, datetime):
        return due
    zone, first_day = week.opens_at.tzinfo, week.opens_at.date()
    assert isinstance(zone, ZoneInfo)
    due_at = weeks.find_due(due, first_day, cycle, zone)
    return explain_unfit(due, week.number, first_day, cycle) if due_at is None else due_at


def _explain_early(week: Week) -> Sentence | None:
    """Explain what of a week would be due before it opens. ``None`` if nothing would."""
    opens_at = weeks.to_milliseconds(week.opens_at)
    if weeks.to_milliseconds(week.due_at) <= opens_at:
        return explain_early(week.number)
    early = [duty.task for duty in week.duties if weeks.to_milliseconds(duty.due_at) <= opens_at]
    if not early:
        return None
    return sentence(
        "With this deadline {task} of week {week} would be due before it opens. Write a later moment.",
        task=early[0].name,
        week=week.number,
    )


def _swap_writer(week: Week, row: WeekRow) -> Week:
    """Name the row's own writer. Report writers who are not in the group on any day of the week."""
    if row.writer is None:
        return week
    if row.writer.overlaps(*week.days):
        return replace(week, topic=replace(week.topic, writer=row.writer.name))
    why = sentence(
        "{member} is not in the group in week {week}. Name another member, or empty the cell.",
        member=row.writer.name,
        week=week.number,
    )
    row.record.table.report(row.record, "writer", why)
    return week


def read_excuses(
    table: Table, people: Roster, numbers: frozenset[int] | None, tasks: TaskNames
) -> tuple[Excuse, ...]:
    """Read the excuses. ``numbers`` are the season's weeks, ``None`` if the workbook names none.

    Without tasks, a column of that name is the group's own.
    """
    if not tasks.by_name:
        table.forget("task")
    excuses = []
    for record in table.records():
        number = table.demand(record, "week", partial(values.parse_week, among=numbers))
        member = table.demand(record, "member", people.parse_name)
        is_sure, task = (False, None) if number is None else tasks.read_part(table, record, number)
        if number is not None and member is not None and is_sure:
            excuses.append(Excuse(number, member.name, record.text("reason"), task))
    return tuple(excuses)

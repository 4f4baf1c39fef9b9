"""Read the attendance tab: who came to a meeting, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from studylib.season.kinds import Status, TaskKind
from studylib.season.records import Arrival
from studylib.season.study import Tier, Week
from studylib.season.tasks import Duty
from studylib.season.weeks import add_time, place_due, take_tiers, to_milliseconds
from studylib.text.message import sentence
from studylib.workbook import dues, moments, orders, values
from studylib.workbook.cells import Cell
from studylib.workbook.dates import DateOrder
from studylib.workbook.members import Roster
from studylib.workbook.tables import Dated, Record, Table
from studylib.workbook.task_names import TaskNames

STATUSES = {
    "출석": Status.ON_TIME,
    "on time": Status.ON_TIME,
    "on_time": Status.ON_TIME,
    "지각": Status.LATE,
    "late": Status.LATE,
    "결석": Status.ABSENT,
    "absent": Status.ABSENT,
    "면제": Status.EXCUSED,
    "excused": Status.EXCUSED,
}
"""What a row says of a member, folded. The label of a tier says it as well."""

EARLIEST = timedelta(hours=6)
"""How long before its meeting an arrival may lie, inclusive. ``7:12`` is no time before one at 19:00."""

LATEST = timedelta(hours=12)
"""How long after the start of its meeting a time alone may lie, inclusive."""

_HALF_DAY = timedelta(hours=12)


class WrittenStatus(NamedTuple):
    """What was written of a member: a status, and perhaps the label of a tier."""

    status: Status
    tier: str | None = None


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of the season by week and task, with its tiers."""

    duties: Mapping[tuple[int, str | None], Duty]
    tiers: Sequence[Tier]

    def find(self, week: int, task: str | None) -> Duty | None:
        """Find a meeting. ``None`` if the weeks are not scheduled."""
        return self.duties.get((week, task))


def list_meetings(weeks: Sequence[Week], tiers: Sequence[Tier]) -> Meetings:
    """List the meetings of the weeks."""
    duties = (duty for week in weeks for duty in week.duties if duty.task.kind is TaskKind.ATTENDANCE)
    return Meetings({(duty.week, duty.task.name): duty for duty in duties}, tiers)


def read_arrivals(
    table: Table,
    people: Roster,
    numbers: frozenset[int] | None,
    tasks: TaskNames,
    meetings: Meetings,
    zone: ZoneInfo,
) -> tuple[Arrival, ...]:
    """Read what is recorded of the members, in the order of the rows. A row that says nothing is no record.

    ``numbers`` are the season's weeks, ``None`` if the workbook names none. Of two rows of one member and meeting the
    first counts.
    """
    if not any(task.kind is TaskKind.ATTENDANCE for task in tasks.by_name.values()):
        _notice_no_meetings(table)
        return ()
    found: dict[tuple[int, str | None, str], Arrival] = {}
    for record in table.records():
        arrival = _read_arrival(table, record, people, numbers, tasks, meetings, zone)
        if arrival is None:
            continue
        key = (arrival.week, arrival.task, arrival.member)
        if key in found:
            why = sentence(
                "{member} has two rows for {task} in week {week}. The first one counts. Delete the other.",
                member=arrival.member,
                task=arrival.task,
                week=arrival.week,
            )
            table.report(record, "member", why)
            continue
        found[key] = arrival
        if arrival.arrived_at:
            table.dated.append(Dated(record, "arrived_at", arrival.arrived_at, arrival.member))
    return tuple(found.values())


def _notice_no_meetings(table: Table) -> None:
    if any(True for _ in table.records()):
        table.notice_whole(
            sentence(
                "No task is a meeting, so this tab is not used. Add a task of the kind attendance / 출석 to the tasks "
                "tab."
            )
        )
    table.places.clear()


def _read_arrival(
    table: Table,
    record: Record,
    people: Roster,
    numbers: frozenset[int] | None,
    tasks: TaskNames,
    meetings: Meetings,
    zone: ZoneInfo,
) -> Arrival | None:
    """Read one row. ``None`` if it says nothing, or a cell of it is unreadable."""
    if not (record.list_filled("status") or record.list_filled("arrived_at")):
        return None
    before = len(table.problems)
    week = table.demand(record, "week", partial(values.parse_week, among=numbers))
    member = table.demand(record, "member", people.parse_name)
    is_sure, task = (False, None) if week is None else tasks.read(table, record, week, TaskKind.ATTENDANCE)
    if week is None or member is None or not is_sure:
        return None
    duty = meetings.find(week, task)
    tiers = take_tiers(meetings.tiers, duty) if duty else []
    mark = table.read(record, "status", partial(_parse_status, tiers=tiers))
    order = orders.find_order(table, "arrived_at")
    arrived_at = table.read(record, "arrived_at", partial(parse_arrival, duty=duty, zone=zone, order=order))
    if len(table.problems) > before or (mark is None and arrived_at is None):
        return None
    if duty and arrived_at and _measure(arrived_at, duty) < -EARLIEST:
        why = sentence("This is long before the meeting began. Check the day and the hour.")
        table.notice(record, "arrived_at", why)
    status, tier = mark or (None, None)
    return Arrival(week, task, member.name, arrived_at, status, tier, record.text("note"))


def _parse_status(cell: Cell, tiers: Sequence[Tier]) -> WrittenStatus:
    """Parse what a row says of a member. ``tiers`` are those of the meeting."""
    folded = values.fold(cell)
    status = STATUSES.get(folded)
    if status is Status.LATE and tiers and tiers[0].status is not Status.LATE:
        raise values.CellError(
            sentence("No tier of this meeting is for being late. Write another word, or add such a tier.")
        )
    if status:
        return WrittenStatus(status)
    labelled = next((tier for tier in tiers if values.fold(tier.label) == folded), None)
    if labelled:
        return WrittenStatus(labelled.status, labelled.label)
    listed = ", ".join(("출석", "지각", "결석", "면제", *(tier.label for tier in tiers)))
    raise values.CellError(
        sentence("“{cell}” is none of {choices}.", cell=values.show_text(cell), choices=listed)
    )


def parse_arrival(
    cell: Cell, duty: Duty | None, zone: ZoneInfo, order: DateOrder = DateOrder.UNKNOWN
) -> datetime:
    """Parse a moment. A time alone is on the day of the meeting.

    Raises a CellError also for a time alone that is far from the meeting.
    """
    try:
        return moments.parse_moment(cell, zone, order)
    except values.CellError as unreadable:
        try:
            due = dues.parse_due(cell)
        except dues.TwoTimesError:
            raise
        except values.CellError:
            raise unreadable from None
    if duty is None or due.weekday is not None:
        raise _refuse_time(cell)
    arrived_at = place_due(dues.drop_through(due), duty.last_second.date(), zone)
    if -EARLIEST <= _measure(arrived_at, duty) <= LATEST:
        return arrived_at
    later = add_time(arrived_at, _HALF_DAY)
    if arrived_at.hour < 12 and -EARLIEST <= _measure(later, duty) <= LATEST:
        raise _refuse_half(cell, arrived_at, later)
    raise _refuse_time(cell)


def _measure(arrived_at: datetime, duty: Duty) -> timedelta:
    """Measure how long after the start of its meeting an arrival lies, below 0 before it."""
    return timedelta(milliseconds=to_milliseconds(arrived_at) - to_milliseconds(duty.due_at))


def _refuse_half(cell: Cell, earlier: datetime, later: datetime) -> values.CellError:
    """Make the error for a time that is probably of the other half of the day."""
    return values.CellError(
        sentence(
            "“{cell}” is long before the meeting. Write {later}, or with its day {earlier}.",
            cell=values.show_text(cell),
            later=f"{later:%H:%M}",
            earlier=f"{earlier:%Y-%m-%d %H:%M}",
        )
    )


def _refuse_time(cell: Cell) -> values.CellError:
    """Make the error for a time alone that is far from its meeting."""
    return values.CellError(
        sentence(
            "“{cell}” is far from the start of the meeting. Write the day, too, such as 2022-04-06 19:12.",
            cell=values.show_text(cell),
        )
    )

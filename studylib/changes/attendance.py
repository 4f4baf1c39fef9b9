"""Record who came to a meeting: one change for all its members."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from studylib.changes.draft import Cells, Change, Draft, make_change
from studylib.season.assigned import find_assigned
from studylib.season.kinds import TaskKind
from studylib.season.study import Study
from studylib.season.tasks import Duty
from studylib.season.weeks import take_tiers, to_milliseconds
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.workbook import moments, tables, values
from studylib.workbook.attendance import STATUSES, parse_arrival
from studylib.workbook.cells import Cell, Workbook
from studylib.workbook.layouts import ATTENDANCE
from studylib.workbook.members import Roster
from studylib.workbook.tables import Record
from studylib.workbook.task_names import TaskNames


@dataclass(frozen=True, slots=True)
class Marked:
    """What is recorded of a member. The cell is as people type it. ``None`` and ``""``: nothing."""

    member: str
    number: int | None = None
    said: str = ""


def list_meetings(study: Study) -> list[Duty]:
    """List the meetings of the season in their order."""
    return [duty for duty in study.duties if duty.task.kind is TaskKind.ATTENDANCE]


def find_last_begun(study: Study, now: datetime) -> Duty | None:
    """Find the last meeting that has begun by ``now`` (aware), else the first one. ``None`` without meetings."""
    meetings = list_meetings(study)
    begun = [duty for duty in meetings if to_milliseconds(duty.due_at) <= to_milliseconds(now)]
    return max(begun, key=lambda duty: to_milliseconds(duty.due_at)) if begun else next(iter(meetings), None)


def list_marked(workbook: Workbook, study: Study, meeting: Duty) -> list[Marked]:
    """List the members who are judged for a meeting, in roster order. Say what is recorded of each."""
    place = study.duties.index(meeting)
    judged = find_assigned(study)[:, place]
    rows = _list_rows(workbook, study, meeting)
    return [
        _mark(member.name, rows.get(member.name), study, meeting)
        for member, is_judged in zip(study.members, judged, strict=True)
        if is_judged
    ]


def _list_rows(workbook: Workbook, study: Study, meeting: Duty) -> Mapping[str, Record]:
    """List the first row of each member for a meeting. Rows that cannot be read are left out."""
    people, tasks = Roster(study.members), TaskNames(study.tasks)
    found: dict[str, Record] = {}
    for record in tables.find_table(ATTENDANCE, workbook).records():
        try:
            week = values.require(record.cell("week"), values.parse_week)
            task = tasks.find_of_kind(record.cell("task"), week, TaskKind.ATTENDANCE)
            member = values.require(record.cell("member"), people.parse_name)
        except values.CellError:
            continue
        if (week, task) == (meeting.week, meeting.task.name):
            found.setdefault(member.name, record)
    return found


def _mark(member: str, record: Record | None, study: Study, meeting: Duty) -> Marked:
    if record is None:
        return Marked(member)
    arrival = next(
        (
            each
            for each in study.arrivals
            if (each.week, each.task, each.member) == (meeting.week, meeting.task.name, member)
        ),
        None,
    )
    if arrival and arrival.arrived_at:
        return Marked(member, record.number, write_time(arrival.arrived_at, meeting))
    return Marked(member, record.number, record.text("status") or record.text("arrived_at"))


def write_time(arrived_at: datetime, meeting: Duty) -> str:
    """Write a time as people type it: ``19:12`` on the day of the meeting, else with the day."""
    local = arrived_at.astimezone(meeting.due_at.tzinfo)
    clock = f"{local:%H:%M:%S}".removesuffix(":00")
    return clock if local.date() == meeting.last_second.date() else f"{local:%Y-%m-%d} {clock}"


def record_attendance(
    base: Workbook, now: Workbook, study: Study, of: tuple[int, str | None], typed: Mapping[str, str]
) -> Change:
    """Make the one change that records a meeting. What is typed is a time, or a status.

    ``base`` is the workbook that was drawn. ``study`` is that of ``now``. ``of`` are the week and the task. Members
    who are not in ``typed`` stay as they are. An empty text takes back what was recorded. Raises the errors of
    ``make_change``. Raises a ChangeError if the meeting is gone. Raises it for an unreadable time.
    """
    meeting = next((duty for duty in list_meetings(study) if (duty.week, duty.task.name) == of), None)
    if meeting is None:
        raise ChangeError(sentence("This meeting is no longer in the season. Nothing was written."))
    rows = _list_rows(base, study, meeting)
    changed: dict[int, Cells] = {}
    added: list[Cells] = []
    deleted: set[int] = set()
    for member, said in typed.items():
        written, record = said.strip(), rows.get(member)
        if record is None:
            if written:
                of_all: Cells = {"week": meeting.week, "task": meeting.task.name, "member": member}
                added.append({**of_all, **_write_said(written, study, meeting)})
        elif written or record.text("note"):
            changed[record.number] = _write_said(written, study, meeting)
        else:
            deleted.add(record.number)
    what = sentence(
        "Attendance of {task} in week {week} recorded ({count})",
        task=meeting.task.name,
        week=meeting.week,
        count=len(typed),
    )
    draft = Draft(ATTENDANCE, changed=changed, added=tuple(added), deleted=frozenset(deleted))
    return make_change(base, now, draft, what, study.language)


def _write_said(written: str, study: Study, meeting: Duty) -> dict[str, Cell]:
    """Write what is typed. A time goes into its column. Anything else is a status."""
    labels = {values.fold(tier.label) for tier in take_tiers(study.tiers, meeting)}
    is_label = values.fold(written) in labels or values.fold(written) in STATUSES
    if is_label or not any(char.isdigit() for char in written):
        return {"status": written or None, "arrived_at": None}
    try:
        arrived_at = parse_arrival(written, meeting, study.timezone)
    except values.CellError as unreadable:
        raise ChangeError(unreadable.why) from None
    return {"status": None, "arrived_at": moments.write_moment(arrived_at, study.timezone)}

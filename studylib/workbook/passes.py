"""Read the passes tab, and tell which passes have no effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from studylib.season.passes import find_asking_end
from studylib.season.records import Pass
from studylib.season.study import Study
from studylib.season.weeks import to_milliseconds
from studylib.text.message import Sentence, sentence
from studylib.workbook import orders, values
from studylib.workbook.members import Roster
from studylib.workbook.tables import Dated, Record, Table
from studylib.workbook.task_names import TaskNames


@dataclass(frozen=True, slots=True)
class PassRow:
    """One row of the passes tab, and its pass."""

    record: Record
    granted: Pass


def read_passes(
    table: Table, people: Roster, numbers: frozenset[int] | None, tasks: TaskNames, zone: ZoneInfo
) -> list[PassRow]:
    """Read the passes in the order of asking. One with an unreadable cell does not count.

    ``numbers`` are the season's weeks, ``None`` if the workbook names none.
    """
    rows = []
    for record in table.records():
        asked_at = table.demand(record, "asked_at", orders.make_moment_reader(table, "asked_at", zone))
        week = table.demand(record, "week", partial(values.parse_week, among=numbers))
        member = table.demand(record, "member", people.parse_name)
        is_sure, task = (False, None) if week is None else tasks.read_part(table, record, week)
        if asked_at is not None and week is not None and member is not None and is_sure:
            granted = Pass(asked_at, week, member.name, task, record.text("reason"))
            rows.append(PassRow(record, granted))
            table.dated.append(Dated(record, "asked_at", asked_at, member.name))
    return sorted(rows, key=lambda row: to_milliseconds(row.granted.asked_at))


def notice_idle(rows: Sequence[PassRow], study: Study) -> None:
    """Notice the passes without effect. Notice a second one for the same week."""
    spent: dict[str, list[Pass]] = {}
    for row in rows:
        of_member = spent.setdefault(row.granted.member, [])
        why = _explain_late(row.granted, study) or _explain_number(len(of_member) + 1, row.granted, study)
        if why is None:
            if any(_covers(each, row.granted) for each in of_member):
                why = sentence(
                    "{member} has a pass for week {week} already, so this is one more. Delete one of the rows.",
                    member=row.granted.member,
                    week=row.granted.week,
                )
            of_member.append(row.granted)
        if why:
            row.record.table.notice(row.record, None, why)


def _covers(one: Pass, other: Pass) -> bool:
    return one.week == other.week and one.task in (None, other.task)


def _explain_late(granted: Pass, study: Study) -> Sentence | None:
    """Explain that a pass was asked for too late. ``None`` if it was not, or nobody knows."""
    ends_at = find_asking_end(study, granted.week, granted.task)
    if ends_at is None or to_milliseconds(granted.asked_at) < to_milliseconds(ends_at):
        return None
    return sentence(
        "This pass of {member} has no effect. It was asked for at {asked}, but had to be before {end}.",
        member=granted.member,
        asked=f"{granted.asked_at:%Y-%m-%d %H:%M:%S}",
        end=f"{ends_at:%Y-%m-%d %H:%M:%S}",
    )


def _explain_number(number: int, granted: Pass, study: Study) -> Sentence | None:
    """Explain that a member has no pass left. ``None`` if one is left."""
    if number <= study.pass_count:
        return None
    if not study.pass_count:
        return sentence(
            "This pass of {member} has no effect, because nobody has any. Write how many each member has into the "
            "setting passes / 패스권.",
            member=granted.member,
        )
    return sentence(
        "This pass of {member} has no effect. It would be number {number} of {most}.",
        member=granted.member,
        number=number,
        most=study.pass_count,
    )

"""Guard the borders of closed periods. A change may move no week over one."""

from collections.abc import Iterator, Sequence, Set
from datetime import date

from studylib.changes.check import apply_edits
from studylib.money.record import find_closed_at
from studylib.season.kinds import Account
from studylib.season.periods import name_period
from studylib.season.settled import list_moved_in, list_moved_out
from studylib.season.study import Study, Week
from studylib.text.errors import ChangeError
from studylib.text.message import Sentence, sentence
from studylib.workbook import reader, tables, values
from studylib.workbook.cells import Edit, Workbook
from studylib.workbook.layouts import BREAKS, SETTINGS, TASKS, WEEKS

CALENDAR = (SETTINGS, WEEKS, BREAKS, TASKS)
"""The tabs that decide when something is due."""


class SettledWeekError(ChangeError):
    """The change would move a week into a closed period or out of it. Nothing was written.

    ``month`` is the closed period to reopen first.
    """

    def __init__(self, why: Sentence, month: str) -> None:
        super().__init__(why)
        self.month = month


def check_settled(workbook: Workbook, study: Study, edits: Sequence[Edit]) -> None:
    """Check that the edits move no week over the border of a closed period. Raises a SettledWeekError.

    ``study`` is that of the workbook. A week that lies beyond the border already may come back. A period that the edits
    reopen has no border any more.
    """
    if not study.settlements or not _may_move_weeks(workbook, edits):
        return
    cells = apply_edits(workbook, edits)
    after, _ = reader.read(cells)
    if not after.weeks and any(tables.find_table(WEEKS, cells).records()):
        return  # the start or the zone has become unreadable, which is refused by itself
    for refusal in _list_moves(study, after):
        raise refusal


def _may_move_weeks(workbook: Workbook, edits: Sequence[Edit]) -> bool:
    """Tell whether the edits are about a tab that the calendar is made of."""
    titles = {tables.find_table(layout, workbook).title for layout in CALENDAR}
    of_tabs = {title for layout in CALENDAR for title in layout.titles}
    return any(edit.title in titles or values.fold(edit.title) in of_tabs for edit in edits)


def _list_moves(old: Study, new: Study) -> Iterator[SettledWeekError]:
    """Explain what moves over the border of a period that is closed before and after."""
    still = {row.month for row in old.settlements} & {row.month for row in new.settlements}
    listed = {row.month for row in new.settlements if row.is_listed}
    if old.settle is not new.settle:
        yield from _explain_other_period(sorted(still))
    if old.fines_from is not new.fines_from:
        yield from _explain_other_source(new, sorted(still))
    for number in sorted({*old.week_of, *new.week_of}):
        yield from _list_week_moves(old.week_of.get(number), new.week_of.get(number), still, listed)
    moved_out = {duty.week for duty in list_moved_out(old)}
    for duty in list_moved_out(new):
        if duty.week not in moved_out and duty.settled_in in still:
            yield _explain_out(duty.week, str(duty.settled_in), duty.due_month)
    moved_in = {duty.week for duty, _ in list_moved_in(old)}
    for duty, period in list_moved_in(new):
        if duty.week not in moved_in and period in still:
            yield _explain_in(duty.week, period)


def _list_week_moves(
    before: Week | None, after: Week | None, still: Set[str], listed: Set[str]
) -> Iterator[SettledWeekError]:
    """Explain that a settled week would be gone, or cross the border of a month that was closed without a list.

    ``still`` are the periods that stay closed. ``listed`` are those with a list, which tells them by itself.
    """
    settled = {duty.task.name: duty.settled_in for duty in before.duties} if before else {}
    kept = sorted(each for each in settled.values() if each and each in still)
    if before and kept and not (after and after.duties):
        yield _explain_gone(before.number, kept[0])
    for duty in after.duties if after else ():
        was = settled.get(duty.task.name, None if None in settled.values() else next(iter(kept), None))
        if was and was in still - listed and duty.settled_in is None:
            yield _explain_out(duty.week, was, duty.due_month)
        if was is None and duty.settled_in and duty.settled_in in still - listed:
            yield _explain_in(duty.week, duty.settled_in)


def _explain_gone(week: int, month: str) -> SettledWeekError:
    why = sentence(
        "Week {week} was settled in {month} and would be gone. Reopen {month} first, on the desk or with the command "
        "reopen.",
        week=week,
        month=name_period(month),
    )
    return SettledWeekError(why, month)


def _explain_out(week: int, month: str, due: str) -> SettledWeekError:
    why = sentence(
        "Week {week} was settled in {month} and would be due in {due}. Reopen {month} first, on the desk or with the "
        "command reopen.",
        week=week,
        month=name_period(month),
        due=due,
    )
    return SettledWeekError(why, month)


def _explain_in(week: int, month: str) -> SettledWeekError:
    why = sentence(
        "Week {week} would be due in {month}, which is closed without it. Reopen {month} first, on the desk or with "
        "the command reopen.",
        week=week,
        month=name_period(month),
    )
    return SettledWeekError(why, month)


def _explain_other_period(closed: Sequence[str]) -> Iterator[SettledWeekError]:
    """Explain that a season with closed periods cannot be settled by others."""
    for month in closed[:1]:
        why = sentence(
            "{month} is closed, so months and the whole season would be settled side by side. Reopen {month} first, "
            "on the desk or with the command reopen.",
            month=name_period(month),
        )
        yield SettledWeekError(why, month)


def _explain_other_source(study: Study, closed: Sequence[str]) -> Iterator[SettledWeekError]:
    """Explain that closed periods would take other fines out of the deposits that were paid in up to their closing."""
    for month in closed:
        closed_at = find_closed_at(study, month)
        last = closed_at.astimezone(study.timezone).date() if closed_at else date.max
        if any(each.account is Account.DEPOSIT and each.paid_on <= last for each in study.payments):
            why = sentence(
                "{month} is closed, and what came out of the deposits in it would change. Reopen {month} first, on "
                "the desk or with the command reopen.",
                month=name_period(month),
            )
            yield SettledWeekError(why, month)

"""Guard the borders of closed months. A change may move no week over one."""

from collections.abc import Mapping, Sequence

from studylib.changes.check import apply_edits
from studylib.season.study import Study
from studylib.season.tasks import Duty
from studylib.text.errors import ChangeError
from studylib.text.message import Sentence, sentence
from studylib.workbook import reader, tables, values
from studylib.workbook.cells import Edit, Workbook
from studylib.workbook.layouts import BREAKS, SETTINGS, WEEKS


class SettledWeekError(ChangeError):
    """The change would move a week into a closed month or out of it. Nothing was written."""

    @property
    def month(self) -> str:
        """The closed month to reopen first, ``YYYY-MM``."""
        return str(self.why.values["month"])


def check_settled(workbook: Workbook, study: Study, edits: Sequence[Edit]) -> None:
    """Check that the edits move no week over the border of a closed month. Raises a SettledWeekError.

    ``study`` is that of the workbook. A week that lies beyond the border already may come back. A month that the edits
    reopen has no border any more.
    """
    if not study.settlements or not _may_move_weeks(workbook, edits):
        return
    cells = apply_edits(workbook, edits)
    after, _ = reader.read(cells)
    if not after.weeks and any(tables.find_table(WEEKS, cells).records()):
        return  # the start or the zone has become unreadable, which is refused by itself
    still = {row.month: row.weeks for row in study.settlements}
    still = {row.month: still[row.month] for row in after.settlements if row.month in still}
    old, new = ({(duty.week, duty.task.name): duty for duty in each.duties} for each in (study, after))
    for key in {**old, **new}:
        if why := _explain_move(old.get(key), new.get(key), still):
            raise SettledWeekError(why)


def _may_move_weeks(workbook: Workbook, edits: Sequence[Edit]) -> bool:
    """Tell whether the edits are about a tab that the calendar is made of."""
    titles = {tables.find_table(layout, workbook).title for layout in (SETTINGS, WEEKS, BREAKS)}
    of_tabs = {title for layout in (SETTINGS, WEEKS, BREAKS) for title in layout.titles}
    return any(edit.title in titles or values.fold(edit.title) in of_tabs for edit in edits)


def _explain_move(old: Duty | None, new: Duty | None, closed: Mapping[str, Sequence[int]]) -> Sentence | None:
    """Explain how a duty moves over a border. ``closed`` are the months that stay closed, with the weeks recorded."""
    settled_in = old.settled_in if old and old.settled_in in closed else None
    if settled_in and old and new is None:
        return sentence(
            "Week {week} was settled in {month} and would be gone. Reopen {month} first, on the desk or with the "
            "command reopen.",
            week=old.week,
            month=settled_in,
        )
    if new is None or (old and old.due_month == new.due_month):
        return None
    if settled_in and old and old.due_month == settled_in:
        return sentence(
            "Week {week} was settled in {month} and would be due in {due}. Reopen {month} first, on the desk or with "
            "the command reopen.",
            week=new.week,
            month=settled_in,
            due=new.due_month,
        )
    due = new.due_month
    if due in closed and due != settled_in and new.week not in closed[due]:
        return sentence(
            "Week {week} would be due in {month}, which is closed without it. Reopen {month} first, on the desk or "
            "with the command reopen.",
            week=new.week,
            month=due,
        )
    return None

"""Keep the form's own tab at a service: only why an answer is void is written there."""

from collections.abc import Sequence

from studylib.changes.check import apply_edits
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.workbook import layouts, tables
from studylib.workbook.cells import Edit, Row, Workbook, is_same_row


class FormTabError(ChangeError):
    """The change would write to the form's own tab. Nothing was written. ``edits`` are those of that tab."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        super().__init__(
            sentence(
                "The form fills the tab {tab}, so Studyboard does not change its answers. Nothing was written. First "
                "change these cells in the sheet, then do this again.",
                tab=edits[0].title,
            )
        )
        self.edits = tuple(edits)


def check_form_tabs(workbook: Workbook, edits: Sequence[Edit]) -> None:
    """Raise a FormTabError if an edit changes a cell of a form's tab other than why an answer is void."""
    titles = {edit.title for edit in edits if layouts.is_form_title(edit.title)}
    if not titles:
        return
    after = {table.title: table for table in tables.find_answer_tables(apply_edits(workbook, edits))}
    free = {(title, at) for title in titles & after.keys() for at in after[title].places.get("voided", ())}
    owned = [edit for edit in edits if edit.title in titles and not is_same_row(*_leave_out(edit, free))]
    if owned:
        raise FormTabError(owned)


def _leave_out(edit: Edit, free: set[tuple[str, int]]) -> tuple[Row, Row]:
    """Return both rows of an edit without the cells that may be written."""
    before, after = (
        tuple(None if (edit.title, at) in free else cell for at, cell in enumerate(row))
        for row in (edit.before or (), edit.after)
    )
    return before, after

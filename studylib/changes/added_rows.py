"""List the rows that a change adds, for people to paste into a workbook that is only read."""

from studylib.changes.draft import Change
from studylib.workbook.cells import Row, Workbook, trim_row
from studylib.workbook.entries import NewRows


def list_added_rows(cells: Workbook, change: Change) -> NewRows:
    """List the rows that a change adds to its tab, under the headers of ``cells``.

    The tab and its header may be missing in ``cells``. A cell without a header in ``cells`` is left out.
    """
    title = change.edits[0].title
    rows = next((tab.rows for tab in cells.tabs if tab.title == title), ())
    header = next((trim_row(row) for row in rows if trim_row(row)), change.edits[0].after)
    return NewRows(title, header, tuple(_fit(row, len(header)) for row in change.added))


def _fit(row: Row, width: int) -> Row:
    return (*row, *(None for _ in range(width - len(row))))[:width]

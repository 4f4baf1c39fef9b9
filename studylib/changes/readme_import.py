"""Import a README: the change that writes all planned rows and swaps at once."""

from collections.abc import Iterable, Iterator

from studylib.changes import actions
from studylib.changes.check import apply_edits
from studylib.changes.draft import Change
from studylib.readme.plan import ImportPlan
from studylib.season.study import Study
from studylib.stores.store import HeaderChangedError
from studylib.text.message import sentence
from studylib.workbook.cells import Edit, Workbook, trim_row
from studylib.workbook.entries import NewRows


def make_import_change(plan: ImportPlan, study: Study, file: str) -> Change:
    """Turn the plan into one change of ``plan.base``, whose study is ``study``.

    ``file`` names the README in the history. Raise a ChangeError if a swap cannot be written. Raise a
    HeaderChangedError if a tab has other columns than the plan's.
    """
    edits: list[Edit] = []
    after = plan.base
    for rows in plan.rows:
        new = tuple(_list_row_edits(after, rows))
        edits += new
        after = apply_edits(after, new)
    for week, writer in plan.swaps.items():
        swap = actions.swap_turn(after, after, study, week, writer)
        edits += swap.edits
        after = apply_edits(after, swap.edits)
    return Change(sentence("Imported from {file}", file=file), _merge_edits(edits), incomplete=True)


def _list_row_edits(cells: Workbook, rows: NewRows) -> Iterator[Edit]:
    """List the new rows, after a header if the tab has none yet. Raise a HeaderChangedError if it has another."""
    present = next((tab.rows for tab in cells.tabs if tab.title == rows.title), ())
    header = next((trim_row(row) for row in present if trim_row(row)), ())
    if header and header != trim_row(rows.header):
        raise HeaderChangedError.of_tab(rows.title)
    written = rows.rows if header else (rows.header, *rows.rows)
    return (Edit(rows.title, number, None, row) for number, row in enumerate(written, len(present) + 1))


def _merge_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Keep one edit a row: what the first one found, what the last one wrote."""
    merged: dict[tuple[str, int], Edit] = {}
    for edit in edits:
        first = merged.get((edit.title, edit.number), edit)
        merged[edit.title, edit.number] = Edit(edit.title, edit.number, first.before, edit.after)
    return tuple(merged.values())

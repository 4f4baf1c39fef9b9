"""Cells to change by hand in a workbook that Studyboard does not write."""

from typing import NamedTuple

from studylib.changes.draft import Change
from studylib.text.masking import mask_addresses
from studylib.workbook import tables, values
from studylib.workbook.cells import Workbook
from studylib.workbook.columns import name_column


class Place(NamedTuple):
    """One cell to change by hand, with its new text. ``row`` is as seen in the sheet."""

    tab: str
    row: int
    column: str
    text: str


def list_places(workbook: Workbook, change: Change) -> tuple[Place, ...]:
    """List the cells of a change, for a workbook that is changed by hand."""
    places = []
    tabs = {tab.title: tab for tab in workbook.tabs}
    for edit in change.edits:
        tab = tabs.get(edit.title)
        header = tables.open_any(tab, workbook).header if tab else ()
        width = max(len(edit.before or ()), len(edit.after))
        for at in range(width):
            old, new = (row[at] if at < len(row) else None for row in (edit.before or (), edit.after))
            if values.show_text(old) != values.show_text(new):
                written = values.show_masked(header[at]) if at < len(header) else ""
                column = written or name_column(at + 1)
                places.append(Place(mask_addresses(edit.title), edit.number, column, values.show_masked(new)))
    return tuple(places)

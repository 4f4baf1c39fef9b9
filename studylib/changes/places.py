"""Cells to change by hand in a workbook, or a tab of it, that Studyboard does not write."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from studylib.changes.tabs import row_at
from studylib.text.masking import mask_addresses
from studylib.workbook import tables, values
from studylib.workbook.cells import Edit, Tab, Workbook
from studylib.workbook.columns import name_column

FindAddress = Callable[[str], str | None]
"""Finds the address of a tab by its title. ``None`` if it has none."""


class Place(NamedTuple):
    """One cell to change by hand, with its new text. ``row`` is as seen in the sheet."""

    tab: str
    row: int
    column: str
    text: str
    address: str = ""
    """The page that shows the cell. Empty if there is none."""


def list_places(workbook: Workbook, edits: Sequence[Edit], find_address: FindAddress) -> tuple[Place, ...]:
    """List the cells of edits, for a workbook that is changed by hand."""
    places = []
    tabs = {tab.title: tab for tab in workbook.tabs}
    for edit in edits:
        tab = tabs.get(edit.title)
        header = tables.open_any(tab, workbook).header if tab else ()
        address = find_address(edit.title)
        width = max(len(edit.before or ()), len(edit.after))
        for at in range(width):
            old, new = (row[at] if at < len(row) else None for row in (edit.before or (), edit.after))
            if values.show_text(old) != values.show_text(new):
                letters = name_column(at + 1)
                written = values.show_masked(header[at]) if at < len(header) else ""
                places.append(
                    Place(
                        mask_addresses(edit.title),
                        edit.number,
                        written or letters,
                        values.show_masked(new),
                        f"{address}&range={letters}{edit.number}" if address else "",
                    )
                )
    return tuple(places)


def find_left(workbook: Workbook, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Find what of the edits is still to be made. Only cells that the edits change are compared."""
    tabs = {tab.title: tab for tab in workbook.tabs}
    left = []
    for edit in edits:
        present = row_at(tabs.get(edit.title, Tab(edit.title, ())), edit.number)
        rows = list(zip_longest(edit.before or (), edit.after, present))
        before = tuple(now if old != new else None for old, new, now in rows)
        after = tuple(new if old != new else None for old, new, _ in rows)
        left.append(replace(edit, before=before, after=after))
    return tuple(left)

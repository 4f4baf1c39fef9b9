"""A tab for editing: cells as text, typed text as cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from studylib.changes.draft import iterate_records
from studylib.changes.masks import mask_cell, mask_under
from studylib.changes.tabs import find_tab, title_language
from studylib.text.masking import mask_addresses
from studylib.workbook import tables, template, values
from studylib.workbook.cells import Cell, Edit, Tab, Workbook
from studylib.workbook.layouts import Layout


@dataclass(frozen=True, slots=True)
class EditableTab:
    """A tab for editing: known columns, one row a record. Cells are text, with addresses masked.

    ``language`` is that of its title. ``headers`` are as written in the tab, or as they would be made. ``rows`` are
    by their numbers as seen in the sheet.
    """

    title: str
    language: str
    headers: Mapping[str, str]
    rows: Mapping[int, Mapping[str, str]]


def open_tab(workbook: Workbook, layout: Layout, language: str, title: str | None = None) -> EditableTab:
    """Open a tab with all columns of its layout. ``title`` names a tab of answers, opened with its own columns.

    ``language`` is for a tab that is missing.
    """
    tab = find_tab(workbook, layout, title) or Tab(template.choose_word(layout.titles, language), ())
    table = tables.open_table(layout, tab, workbook)
    spoken = title_language(tab, layout, language)
    wanted = {column: template.choose_word(names, spoken) for column, names in layout.columns.items()}
    present = {column: table.header_of(column) for column in table.places}
    rows = {
        record.number: {column: mask_cell(column, record.cell(column)) for column in layout.columns}
        for record in iterate_records(table)
    }
    lacking = {column: name for column, name in wanted.items() if column not in present and title is None}
    return EditableTab(tab.title, spoken, {**present, **lacking}, rows)


_TYPED = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?|\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d{3,6})?)?", re.ASCII)


def parse_cell(typed: str | None) -> Cell:
    """Turn typed text into a cell.

    A number, a day or a moment must be shown exactly as typed. Else the cell is the text. Blank text becomes ``None``.
    """
    written = values.show_text(typed)
    if _TYPED.fullmatch(written):
        for reader in (int, float, date.fromisoformat, datetime.fromisoformat):
            try:
                cell: Cell = reader(written)
            except ValueError:
                continue
            if values.show_text(cell) == written:
                return cell
    return written or None


# ---- a change as people see it ----


def list_differences(workbook: Workbook, edit: Edit) -> tuple[tuple[str, str, str], ...]:
    """List the cells that an edit changes, as shown: header, before, after.

    The headers are those of the workbook. A cell without one has an empty header.
    """
    tab = next((tab for tab in workbook.tabs if tab.title == edit.title), Tab(edit.title, ()))
    header = tables.open_any(tab, workbook).header
    rows = zip_longest(map(values.show_text, header), edit.before or (), edit.after)
    return tuple(
        (mask_addresses(header or ""), mask_under(header, before), mask_under(header, after))
        for header, before, after in rows
        if values.show_text(before) != values.show_text(after)
    )

"""Keep what is typed into a tab's table until it is saved."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from studylib.changes import draft, editing
from studylib.changes.draft import Draft
from studylib.changes.editing import EditableTab
from studylib.season.problems import Problem
from studylib.text.masking import mask_addresses
from studylib.views.desk import typed as typing
from studylib.views.desk.choices import is_idle, list_choices
from studylib.views.desk.typed import Offered
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit
from studylib.web.writing import Outcome
from studylib.workbook import layouts
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import Layout
from studylib.workbook.tables import Table


@dataclass(frozen=True)
class Editor:
    """A tab to edit as a table."""

    name: str
    """The place of its outcomes, and part of the keys of its widgets."""
    layout: Layout
    title: str | None = None
    """The tab's own title, if the layout has several tabs."""
    only: Set[int] | None = None
    """The numbers of the rows to edit, without new ones. ``None`` edits all rows."""
    still: Set[str] = frozenset()
    """Columns that cannot be edited."""
    first: tuple[str, ...] = ()
    """Columns to begin with. The others follow in the order of the tab."""


@dataclass(frozen=True)
class TypedTable:
    """A table and the workbook it was drawn from. Streamlit keeps typed text under ``key``."""

    editor: Editor
    base: Workbook
    grid: EditableTab
    key: str


def make_fixer(table: Table, problems: Sequence[Problem], rows: Set[int]) -> Editor:
    """Make the editor of a tab's unreadable rows. The time of an answer is editable only if it is unreadable."""
    layout, title = table.layout, table.title
    unread = {problem.column for problem in problems}
    broken = tuple(column for column in table.places if table.header_of(column) in unread)
    if layout is not layouts.ANSWERS:
        return Editor(f"mend_{layout.titles[0]}", layout, only=rows, first=broken)
    still = {"submitted_at"} - set(broken)
    return Editor(f"mend_{mask_addresses(title)}", layout, title, only=rows, first=broken, still=still)


def open_editor(visit: Visit, editor: Editor) -> TypedTable:
    """Open a table on the workbook from when typing began, or else on the present one.

    Each workbook gets its own key. Text typed into some rows thus never meets other rows. What the table never
    offered is dropped with its key, and told.
    """
    fields, name = visit.fields, f"desk_{editor.name}"
    base, count = fields.get(name, (None, 0))
    if base is not None:
        typed = open_grid(visit, editor, base, count)
        pending = read_pending(typed.key)
        try:
            typing.check_typed(pending, list_offers(visit, typed))
        except ForgedError as refused:
            fields["desk_said"] = Outcome(editor.name, why=refused.why)
        else:
            if pending or base is visit.season.cells:
                return typed
    fields[name] = visit.season.cells, count + 1
    return open_grid(visit, editor, visit.season.cells, count + 1)


def open_grid(visit: Visit, editor: Editor, base: Workbook, count: int) -> TypedTable:
    """Open a table on a workbook. ``count`` tells its workbooks apart."""
    grid = editing.open_tab(base, editor.layout, visit.study.language, editor.title)
    rows = {number: row for number, row in grid.rows.items() if editor.only is None or number in editor.only}
    headers = {
        column: header
        for column, header in grid.headers.items()
        if not is_idle(visit.study, editor.layout, column) or any(row[column] for row in rows.values())
    }
    key = visit.fields.key(f"desk_{editor.name}_{count}")
    return TypedTable(editor, base, replace(grid, headers=headers, rows=rows), key)


def list_offers(visit: Visit, typed: TypedTable) -> Offered:
    """List what the table offers to type."""
    editor, choices = typed.editor, list_choices(visit.study, typed.editor.layout, typed.grid)
    columns = {column: choices.get(column) for column in typed.grid.headers if column not in editor.still}
    return Offered(len(typed.grid.rows), editor.only is None, columns)


def read_draft(typed: TypedTable) -> Draft:
    """Read what is typed as a draft on the base."""
    pending, numbers = read_pending(typed.key), list(typed.grid.rows)
    return Draft(
        typed.editor.layout,
        typed.editor.title,
        changed={numbers[at]: parse_cells(row) for at, row in pending.get("edited_rows", {}).items()},
        added=tuple(map(parse_cells, pending.get("added_rows", []))),
        deleted=frozenset(numbers[at] for at in pending.get("deleted_rows", [])),
    )


def read_pending(key: str) -> dict[str, Any]:
    """Read the unsaved changes of the table with that key, as Streamlit keeps them. Empty kinds are left out."""
    try:
        delta = st.session_state.get(key) or {}
    except (AttributeError, RecursionError, TypeError, ValueError):  # no table sends this
        return {"edited_rows": None}
    return {kind: delta[kind] for kind in ("edited_rows", "added_rows", "deleted_rows") if delta.get(kind)}


def parse_cells(row: Mapping[str, str | None]) -> draft.Cells:
    return {column: editing.parse_cell(text) for column, text in row.items()}


def forget_typed(visit: Visit, typed: TypedTable) -> None:
    """Drop what was typed. The next drawing opens the present workbook."""
    name = f"desk_{typed.editor.name}"
    count = visit.fields[name][1]
    visit.fields[name] = visit.season.cells, count + 1

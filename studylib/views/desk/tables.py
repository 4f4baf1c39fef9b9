"""Draw a tab as a table to type into."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib.changes import draft as drafts
from studylib.changes import editing, masks
from studylib.changes.draft import Clash, Draft, OvertakenError
from studylib.changes.editing import EditableTab
from studylib.season.study import Problem
from studylib.text.masking import mask_addresses
from studylib.text.message import sentence
from studylib.views.desk.outcome import draw_outcome, draw_problems, save_at
from studylib.web import banners, markup
from studylib.web.visit import Visit
from studylib.workbook import layouts, settings, tables, template, values
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import Layout

# ---- a tab as a table ----


class Editor(NamedTuple):
    """A tab as a table to type into. ``only``: these rows alone, and no new ones."""

    name: str
    layout: Layout
    title: str | None = None
    only: Set[int] | None = None
    still: Set[str] | None = None
    """Columns that stay as they are."""
    first: tuple[str, ...] = ()
    """The columns to begin with, where they are not those that the tab begins with."""


class TypedTable(NamedTuple):
    """What stands in a table: the workbook it was drawn from, its rows, and where Streamlit keeps what is typed."""

    editor: Editor
    base: Workbook
    grid: EditableTab
    key: str


def read_draft(typed: TypedTable) -> Draft:
    """What has been typed until now, as a draft on the base."""
    delta, numbers = read_pending(typed.key), list(typed.grid.rows)
    return Draft(
        typed.editor.layout,
        typed.editor.title,
        changed={numbers[at]: parse_cells(row) for at, row in delta.get("edited_rows", {}).items()},
        added=tuple(map(parse_cells, delta.get("added_rows", []))),
        deleted=frozenset(numbers[at] for at in delta.get("deleted_rows", [])),
    )


def read_pending(key: str) -> dict[str, Any]:
    """What was typed into the table of that key, as Streamlit has it; nothing where nothing was."""
    delta = st.session_state.get(key) or {}
    return {kind: delta[kind] for kind in ("edited_rows", "added_rows", "deleted_rows") if delta.get(kind)}


def parse_cells(row: Mapping[str, object]) -> drafts.Cells:
    return {
        column: editing.parse_cell(text)
        for column, text in row.items()
        if text is None or isinstance(text, str)
    }


def open_editor(visit: Visit, editor: Editor) -> TypedTable:
    """The table as it is drawn: of the workbook as it was when somebody began to type into it, else as it is now.

    It gets another key with each workbook, so that what was typed into some rows never meets others.
    """
    state, name = st.session_state, f"desk_{editor.name}"
    base, count = state.get(name, (None, 0))
    if base is None or (base is not visit.season.cells and not read_pending(f"{name}_{count}")):
        base, count = state[name] = visit.season.cells, count + 1
    grid = editing.open_tab(base, editor.layout, visit.study.language, editor.title)
    rows = {number: row for number, row in grid.rows.items() if editor.only is None or number in editor.only}
    return TypedTable(editor, base, replace(grid, rows=rows), f"{name}_{count}")


def forget_typed(typed: TypedTable) -> None:
    """Drop what was typed; the table is drawn anew, of the workbook as it is then."""
    name = f"desk_{typed.editor.name}"
    st.session_state[name] = None, st.session_state[name][1]


def save_table(visit: Visit, typed: TypedTable, insist: bool) -> None:
    """Save what was typed. ``insist``: also over what others have changed in its rows, which was shown with them."""
    base, draft = typed.base, read_draft(typed)
    if insist:
        base, draft = visit.season.cells, drafts.insist(base, visit.season.cells, draft)
    what = sentence("Tab {tab} edited", tab=typed.grid.title)
    language = visit.study.language
    if save_at(
        visit, typed.editor.name, lambda now: drafts.make_change(base, now.cells, draft, what, language)
    ):
        forget_typed(typed)


def draw_table(visit: Visit, editor: Editor) -> None:
    """A table to type into, what has come of the last save, and its two buttons."""
    say, typed = visit.language.say, open_editor(visit, editor)
    headers = typed.grid.headers
    lists = list_choices(visit, typed.grid, editor.layout)
    frame = pd.DataFrame(
        [[number, *(row[column] or None for column in headers)] for number, row in typed.grid.rows.items()],
        columns=["row", *headers],
    ).astype({"row": "Int64"} | dict.fromkeys(headers, "str"))
    if editor.only is None:
        how = say("Type into a cell. A new row goes to the end; to delete one, tick it at its left edge.")
    else:
        how = say("Type into a cell, or tick a row at its left edge to delete it.")
    if any("***" in row.get("email", "") for row in typed.grid.rows.values()):
        how += " " + say("Addresses are not shown whole; one that you leave stays as it is.")
    st.html(Markup('<div class="sb"><p class="aside">{}</p></div>').format(how))
    st.data_editor(
        frame,
        key=typed.key,
        hide_index=True,
        num_rows="dynamic" if editor.only is None else "delete",
        column_order=list(dict.fromkeys(["row", *editor.first, *headers])),
        column_config={
            "row": st.column_config.NumberColumn(say("Row"), disabled=True, alignment="left"),
            **{
                column: st.column_config.SelectboxColumn(header, options=lists[column])
                if column in lists
                else st.column_config.TextColumn(header, disabled=column in (editor.still or ()))
                for column, header in headers.items()
            },
        },
        placeholder="",
        alt=say("The tab {tab} as a table to edit", tab=mask_addresses(typed.grid.title)),
    )
    draft = read_draft(typed)
    overtaken = drafts.find_clashes(typed.base, visit.season.cells, draft)
    told = draw_outcome(visit, editor.name)
    if overtaken:
        if not told:
            banners.draw_strip(visit, OvertakenError(overtaken).why, alert=True)
        st.html(draw_versions(visit, typed, draft, overtaken))
    with st.container(horizontal=True):
        st.button(
            say("Save mine over theirs") if overtaken else say("Save"),
            key=f"{editor.name}_save",
            on_click=save_table,
            args=(visit, typed, bool(overtaken)),
            type="primary",
            disabled=not draft,
        )
        st.button(
            say("Discard what I typed"),
            key=f"{editor.name}_forget",
            on_click=forget_typed,
            args=(typed,),
            disabled=not draft,
        )


def list_choices(visit: Visit, grid: EditableTab, layout: Layout) -> dict[str, list[str]]:
    """What a cell is chosen from, by column: members, settings; and whatever else stands there already."""
    names = [member.name for member in visit.study.members]
    known = {"member": names, "writer": names}
    if layout is layouts.SETTINGS:
        known = {"key": [template.choose_word(each, grid.language) for each in settings.KEYS.values()]}
    return {
        column: list(dict.fromkeys([*options, *(row[column] for row in grid.rows.values() if row[column])]))
        for column, options in known.items()
        if column in grid.headers
    }


def describe_cells(headers: Mapping[str, str], row: Mapping[str, str], columns: Iterable[str]) -> str:
    """Some cells of a row in one line, each with its header."""
    return " · ".join(f"{headers[column]}: {row.get(column) or '–'}" for column in columns)


def draw_versions(visit: Visit, typed: TypedTable, draft: Draft, clashes: Sequence[Clash]) -> Markup:
    """Each row that somebody else has changed: as it was, as it is now, and as it was typed."""
    say, headers = visit.language.say, typed.grid.headers
    editor = typed.editor
    there = editing.open_tab(visit.season.cells, editor.layout, visit.study.language, editor.title).rows
    cards = []
    for clash in clashes:
        seen, now = typed.grid.rows[clash.number], there.get(clash.number, {})
        mine = {
            column: masks.mask_cell(column, cell)
            for column, cell in draft.changed.get(clash.number, {}).items()
        }
        theirs = drafts.differing_columns(typed.base, visit.season.cells, draft, clash.number)
        shown = [column for column in headers if column in mine or column in theirs]
        versions = [
            (say("When you began"), describe_cells(headers, seen, shown)),
            (say("Now"), describe_cells(headers, now, shown) if now else say("deleted")),
            (say("Yours"), describe_cells(headers, mine, mine) or say("deleted")),
        ]
        card = Markup('<div class="card"><h2>{} · {}</h2>{}</div>')
        row = say("row {row}", row=clash.number)
        cards.append(card.format(mask_addresses(clash.title), row, markup.draw_terms(versions)))
    return Markup('<div class="sb">{}</div>').format(Markup("").join(cards))


# ---- what could not be read ----


def draw_fixes(visit: Visit) -> None:
    """Each tab with rows that could not be read: what is wrong with them, and those rows as a table to fix."""
    problems = visit.season.problems
    if not problems:
        banners.draw_strip(visit, sentence("Everything in the workbook could be read."), quiet=True)
    for title in dict.fromkeys(problem.tab for problem in problems):
        here = [problem for problem in problems if problem.tab == title]
        lines = Markup("<br>").join(draw_problems(visit, here, tab=False))
        st.html(Markup('<div class="sb"><h2>{}</h2><p>{}</p></div>').format(mask_addresses(title), lines))
        rows = {problem.row for problem in here if problem.row}
        if any(tab.title == title for tab in visit.season.cells.tabs) and rows:
            draw_table(visit, make_fixer(title, here, rows))


def make_fixer(title: str, problems: Sequence[Problem], rows: Set[int]) -> Editor:
    """The rows of a tab that could not be read. The time of an answer stays, unless it is what cannot be read."""
    layout = next((each for each in layouts.TITLED if values.fold(title) in each.titles), layouts.ANSWERS)
    broken = tuple(layouts.find_columns(layout, tuple(problem.column for problem in problems)))
    if layout is not layouts.ANSWERS:
        return Editor(f"mend_{layout.titles[0]}", layout, only=rows, first=broken)
    still = {"submitted_at"} - set(broken)
    return Editor(f"mend_{mask_addresses(title)}", layout, title, only=rows, first=broken, still=still)


def draw_sheet_tabs(visit: Visit) -> Markup:
    """A link to each tab that the reader knows, where the leader edits it."""
    known = {title for layout in layouts.TITLED for title in layout.titles}
    titles = [tab.title for tab in visit.season.cells.tabs if values.fold(tab.title) in known]
    titles += [table.title for table in tables.find_answer_tables(visit.season.cells)]
    links = (
        markup.draw_link(address, mask_addresses(title))
        for title in titles
        if (address := visit.store.address_of(title))
    )
    return Markup('<div class="sb"><p>{}</p></div>').format(Markup(" · ").join(links))

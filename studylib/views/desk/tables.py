"""Draw a tab as a table to type into."""

from collections.abc import Iterable, Mapping, Sequence
from secrets import token_hex

import pandas as pd
import streamlit as st
from markupsafe import Markup
from streamlit.elements.lib.column_types import ColumnConfig

from studylib.changes import dated_rules, editing, masks, renaming
from studylib.changes import draft as drafts
from studylib.changes.draft import Change, Clash, Draft, OvertakenError
from studylib.source.season import Season
from studylib.text.direction import isolate, join_texts
from studylib.text.masking import mask_addresses
from studylib.text.message import sentence
from studylib.views.desk.choices import list_choices
from studylib.views.desk.editor import (
    Editor,
    TypedTable,
    forget_typed,
    list_offers,
    open_editor,
    read_draft,
    read_pending,
)
from studylib.views.desk.outcome import click, draw_aside, draw_outcome, save_at
from studylib.views.desk.starting import draw_start, read_start
from studylib.views.desk.typed import check_typed
from studylib.web import banners, markup
from studylib.web.visit import Visit
from studylib.workbook import layouts

MARK = "tables_mark"
"""The session's key for the mark of its tables."""


def draw_editor(visit: Visit, editor: Editor) -> None:
    """Draw a table to type into, the outcome of the last save, and the buttons."""
    typed = open_editor(visit, editor)
    draw_aside(explain_table(visit, typed))
    draw_cells(visit, typed)
    draft = read_draft(typed)
    clashes = drafts.find_clashes(typed.base, visit.season.cells, draft)
    has_outcome = draw_outcome(visit, editor.name)
    if clashes:
        if not has_outcome:
            banners.draw_strip(visit, OvertakenError(clashes).why, alert=True)
        st.html(draw_versions(visit, typed, draft, clashes))
    is_ready = draw_start(visit, typed, draft) and bool(draft)
    draw_buttons(visit, typed, is_typed=bool(draft), is_ready=is_ready, is_overtaken=bool(clashes))


def save_table(visit: Visit, typed: TypedTable, insist: bool) -> None:
    """Save what is typed. ``insist`` also saves over the changes of others that were shown with it.

    Raises a ``ForgedError`` for what the table never offered.
    """
    check_typed(read_pending(typed.key), list_offers(visit, typed))
    base, draft = typed.base, read_draft(typed)
    if insist:
        base, draft = visit.season.cells, drafts.insist(base, visit.season.cells, draft)
    what = sentence("Tab {tab} edited", tab=typed.grid.title)
    week = read_start(visit, typed, draft)

    def decide(now: Season) -> Change:
        if typed.editor.layout is layouts.MEMBERS:
            return renaming.edit_members(base, now.cells, now.study, draft)
        if typed.editor.layout in dated_rules.DATED:
            return dated_rules.edit_rules(base, now.cells, now.study, draft, week)
        return drafts.make_change(base, now.cells, draft, what, visit.study.language)

    if save_at(visit, typed.editor.name, decide):
        forget_typed(visit, typed)


# ---- the table ----


def explain_table(visit: Visit, typed: TypedTable) -> str:
    """Say how to type, add and delete."""
    say = visit.language.say
    if typed.editor.only is None:
        how = say("Type into a cell. A new row goes to the end. To delete a row, tick it at its left edge.")
    else:
        how = say("Type into a cell, or tick a row at its left edge to delete it.")
    if any("***" in row.get("email", "") for row in typed.grid.rows.values()):
        how += " " + say("Addresses are not shown in full. An address that you leave stays the same.")
    return how


def draw_cells(visit: Visit, typed: TypedTable) -> None:
    """Draw the editable cells, with the row numbers of the sheet."""
    say, editor, headers = visit.language.say, typed.editor, typed.grid.headers
    rows = typed.grid.rows
    cells = {
        column: pd.array([row[column] or None for row in rows.values()], dtype="str") for column in headers
    }
    frame = pd.DataFrame({"row": pd.array([*rows], dtype="Int64"), **cells})
    frame.attrs["mark"] = mark_session()
    st.data_editor(
        frame,
        key=typed.key,
        hide_index=True,
        num_rows="dynamic" if editor.only is None else "delete",
        column_order=list(dict.fromkeys(["row", *editor.first, *headers])),
        column_config=configure_columns(visit, typed),
        placeholder="",
        alt=say("The tab {tab} as a table to edit", tab=mask_addresses(typed.grid.title)),
    )


def mark_session() -> str:
    """Draw a mark once a session. It makes the tables' ids secret, so that none can be filled before it is drawn."""
    return str(st.session_state.setdefault(MARK, token_hex(8)))


def configure_columns(visit: Visit, typed: TypedTable) -> dict[str, ColumnConfig]:
    """Choose how to edit each column: from a list of choices, else as text."""
    choices = list_choices(visit.study, typed.editor.layout, typed.grid)
    row = st.column_config.NumberColumn(visit.language.say("Row"), disabled=True, alignment="left")
    return {"row": row} | {
        column: st.column_config.SelectboxColumn(header, options=choices[column])
        if column in choices
        else st.column_config.TextColumn(header, disabled=column in typed.editor.still)
        for column, header in typed.grid.headers.items()
    }


def draw_buttons(
    visit: Visit, typed: TypedTable, *, is_typed: bool, is_ready: bool, is_overtaken: bool
) -> None:
    """Draw the buttons that save and discard. Both are disabled while nothing is typed.

    ``is_ready`` is false while something is still to be chosen. Nothing can be saved then.
    """
    say, name = visit.language.say, typed.editor.name
    with st.container(horizontal=True):
        st.button(
            say("Save mine over theirs") if is_overtaken else say("Save"),
            key=visit.fields.key(f"{name}_save"),
            on_click=click,
            args=(visit, name, save_table, typed, is_overtaken),
            type="primary",
            disabled=not is_ready,
        )
        st.button(
            say("Discard what I typed"),
            key=visit.fields.key(f"{name}_forget"),
            on_click=forget_typed,
            args=(visit, typed),
            disabled=not is_typed,
        )


# ---- two leaders at once ----


def draw_versions(visit: Visit, typed: TypedTable, draft: Draft, clashes: Sequence[Clash]) -> Markup:
    """Build the versions of each row that another leader has changed."""
    editor, language = typed.editor, visit.study.language
    present = editing.open_tab(visit.season.cells, editor.layout, language, editor.title).rows
    cards = (draw_clash(visit, typed, draft, clash, present.get(clash.number, {})) for clash in clashes)
    return markup.draw_block(*cards)


def draw_clash(
    visit: Visit, typed: TypedTable, draft: Draft, clash: Clash, present: Mapping[str, str]
) -> Markup:
    """Build one row as it was, as it is (empty: deleted), and as typed."""
    say, headers = visit.language.say, typed.grid.headers
    mine = {
        column: masks.mask_cell(column, cell) for column, cell in draft.changed.get(clash.number, {}).items()
    }
    theirs = drafts.differing_columns(typed.base, visit.season.cells, draft, clash.number)
    columns = [column for column in headers if column in mine or column in theirs]
    versions = [
        (say("When you began"), describe_cells(headers, typed.grid.rows[clash.number], columns)),
        (say("Now"), describe_cells(headers, present, columns) if present else say("deleted")),
        (say("Yours"), describe_cells(headers, mine, mine) or say("deleted")),
    ]
    title = join_texts([mask_addresses(clash.title), say("row {row}", row=clash.number)])
    return markup.draw_element("div", markup.draw_heading(title), markup.draw_terms(versions), kind="card")


def describe_cells(headers: Mapping[str, str], row: Mapping[str, str], columns: Iterable[str]) -> str:
    """Write some cells of a row in one line, each with its header."""
    return " · ".join(f"{isolate(headers[column])}: {isolate(row.get(column) or '–')}" for column in columns)

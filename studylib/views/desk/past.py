"""Draw the history, and undo a change."""

import streamlit as st
from markupsafe import Markup

from studylib.changes import editing, history
from studylib.changes.history import PastChange
from studylib.text.direction import isolate, join_texts
from studylib.text.masking import mask_addresses
from studylib.text.message import sentence
from studylib.views.desk.outcome import draw_outcome, draw_undo_button, save_at
from studylib.web import banners, markup
from studylib.web.visit import Visit
from studylib.workbook.cells import Edit, trim_row

MOST_CHANGES = 20
"""How many changes to show at first, and more with each click."""


# ---- the history ----


def save_undo(visit: Visit, number: int) -> None:
    save_at(visit, f"undo_{number}", lambda season: history.undo_change(season.cells, number))


def show_more(visit: Visit) -> None:
    visit.fields["desk_shown"] = visit.fields.get("desk_shown", MOST_CHANGES) + MOST_CHANGES


def draw_past(visit: Visit) -> None:
    """Draw the changes of the history, newest first."""
    changes = history.read_history(visit.season.cells)
    if not changes:
        banners.draw_strip(visit, sentence("Nothing has been changed here yet."), quiet=True)
    most = visit.fields.get("desk_shown", MOST_CHANGES)
    for change in changes[:most]:
        draw_past_change(visit, change)
    if len(changes) > most:
        more = visit.language.say("Show older changes")
        st.button(more, key=visit.fields.key("desk_more"), on_click=show_more, args=(visit,))


def draw_past_change(visit: Visit, change: PastChange) -> None:
    """Draw one change, with its button if it can be undone."""
    key = f"undo_{change.number}"
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(write_past_change(visit, change), width="stretch")
            if change.edits and change.in_force:
                draw_undo_button(visit, key, save_undo, change.number, is_undo=change.is_undo)
        draw_outcome(visit, key)


def write_past_change(visit: Visit, change: PastChange) -> Markup:
    """Build one change: its number, its time, its sentence, its rows."""
    say = visit.language.say
    number = say("Change {number}", number=change.number)
    state = None if change.in_force else say("undone")
    head = join_texts([number, change.changed_at, state])
    return markup.draw_block(
        markup.draw_paragraph(head, kind="kicker"),
        markup.draw_paragraph(markup.draw_strong(change.what)),
        *(markup.draw_paragraph(describe_edit(visit, edit), kind="aside") for edit in change.edits),
    )


def describe_edit(visit: Visit, edit: Edit) -> str:
    """Say which row changed, and each of its cells from what to what."""
    say = visit.language.say
    is_new, is_gone = not trim_row(edit.before or ()), not trim_row(edit.after)
    kind = say("new") if is_new else say("deleted") if is_gone else None
    row = say("row {row}", row=edit.number)
    place = join_texts([mask_addresses(edit.title), row, kind])
    cells = (
        f"{header}: {isolate(after or before)}"
        if is_new or is_gone
        else f"{header}: {isolate(before or '–')} → {isolate(after or '–')}"
        for header, before, after in editing.list_differences(visit.season.cells, edit)
    )
    return f"{place} — {' · '.join(cells)}"

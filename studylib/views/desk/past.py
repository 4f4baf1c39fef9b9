"""Draw the history, and undo a change."""

import streamlit as st
from markupsafe import Markup

from studylib.changes import editing, history
from studylib.changes.history import PastChange
from studylib.text.masking import mask_addresses
from studylib.text.message import sentence
from studylib.views.desk.outcome import draw_outcome, save_at
from studylib.web import banners
from studylib.web.visit import Visit
from studylib.workbook.cells import Edit, trim_row

MOST_CHANGES = 20  # Changes of the history that are shown before somebody asks for more


# ---- the history ----


def save_undo(visit: Visit, number: int) -> None:
    save_at(visit, f"undo_{number}", lambda season: history.undo_change(season.cells, number))


def show_more() -> None:
    st.session_state["desk_shown"] = st.session_state.get("desk_shown", MOST_CHANGES) + MOST_CHANGES


def draw_edit(visit: Visit, edit: Edit) -> Markup:
    """One row of a change: where it is, and each cell that changed, from what to what."""
    say = visit.language.say
    cells = editing.list_differences(visit.season.cells, edit)
    new, gone = not trim_row(edit.before or ()), not trim_row(edit.after)
    row = say("row {row}", row=edit.number)
    kind = say("new") if new else say("deleted") if gone else None
    where = " · ".join(filter(None, [mask_addresses(edit.title), row, kind]))
    texts = (
        f"{header}: {after or before}" if new or gone else f"{header}: {before or '–'} → {after or '–'}"
        for header, before, after in cells
    )
    return Markup('<p class="aside">{} — {}</p>').format(where, " · ".join(texts))


def draw_past_change(visit: Visit, kept: PastChange) -> None:
    """One change of the history with its button."""
    say = visit.language.say
    number = say("Change {number}", number=kept.number)
    state = None if kept.in_force else say("undone")
    head = " · ".join(filter(None, [number, kept.changed_at, state]))
    lines = Markup("").join(draw_edit(visit, edit) for edit in kept.edits)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                Markup('<div class="sb"><p class="kicker">{}</p><p><b>{}</b></p>{}</div>').format(
                    head, kept.what, lines
                ),
                width="stretch",
            )
            if kept.edits and kept.in_force:
                key, args = f"undo_{kept.number}", (visit, kept.number)
                st.button(say("Undo"), key=key, on_click=save_undo, args=args, icon=":material/undo:")
        draw_outcome(visit, f"undo_{kept.number}")


def draw_past(visit: Visit) -> None:
    """The changes that were kept, the newest first."""
    changes = history.read_history(visit.season.cells)
    if not changes:
        banners.draw_strip(visit, sentence("Nothing has been changed here yet."), quiet=True)
    shown = st.session_state.get("desk_shown", MOST_CHANGES)
    for kept in changes[:shown]:
        draw_past_change(visit, kept)
    if len(changes) > shown:
        st.button(visit.language.say("Show older changes"), key="desk_more", on_click=show_more)

"""Draw the roster, and erase a member for good."""

import streamlit as st
from markupsafe import Markup

from studylib.changes import erasure
from studylib.changes.places import list_places
from studylib.text.errors import ChangeError, StudyboardError
from studylib.text.message import sentence
from studylib.views.desk.editor import Editor
from studylib.views.desk.outcome import draw_form_heading, draw_outcome, save_at
from studylib.views.desk.tables import draw_table
from studylib.web import markup
from studylib.web.visit import Visit
from studylib.web.writing import Outcome
from studylib.workbook import layouts, values


def draw_roster(visit: Visit) -> None:
    """Draw the roster, and the form that erases a member."""
    draw_table(visit, Editor("members", layouts.MEMBERS))
    draw_erase_form(visit)


# ---- to erase a member ----


def save_erasure(visit: Visit) -> None:
    """Erase the chosen member, if the name is typed once more."""
    fields = st.session_state
    try:
        name = read_erased_name(fields["erase_member"], fields["erase_name"])
    except ChangeError as refused:
        fields["desk_said"] = Outcome("erase", why=refused.why)
        return
    if save_at(visit, "erase", lambda season: erasure.erase_member(season.cells, season.study, name)):
        fields["erase_member"], fields["erase_name"] = None, ""


def read_erased_name(name: str | None, typed: str) -> str:
    """Read the chosen name. Raises a ``ChangeError`` without one, or if another name was typed."""
    if name is None:
        raise ChangeError(sentence("Choose a member first."))
    if values.fold(typed.strip()) != values.fold(name):
        raise ChangeError(sentence("To confirm, type the name exactly as above."))
    return name


def draw_erase_form(visit: Visit) -> None:
    """Draw whom to erase, and what that does. A workbook edited elsewhere gets a list of cells to change."""
    say = visit.language.say
    by_hand = visit.store.address or not visit.store.writable
    with st.container(border=True):
        draw_form_heading(say("Erase a member"), explain_erasure(visit, by_hand=bool(by_hand)))
        name = st.selectbox(
            say("Member"),
            list_names(visit),
            index=None,
            key="erase_member",
            placeholder=say("Choose a name"),
            width=560,
        )
        if not by_hand:
            st.text_input(say("The name once more"), key="erase_name", autocomplete="off", width=560)
            st.button(say("Erase"), key="erase_save", on_click=save_erasure, args=(visit,))
            draw_outcome(visit, "erase")
        elif name:
            st.html(draw_cells_to_change(visit, name))


def explain_erasure(visit: Visit, *, by_hand: bool) -> str:
    """Say what goes, what stays, and how far it reaches."""
    say = visit.language.say
    goes = say(
        "This removes the name, address, links, reasons and notes, also from the history. Weeks, fines, "
        "shares and payments stay, under an unnamed member."
    )
    reach = (
        say("Studyboard does not write this workbook. You see each cell to change, and change it there.")
        if by_hand
        else say("This cannot be undone. Backups and exported files keep the data.")
    )
    return f"{goes} {reach}"


def list_names(visit: Visit) -> list[str]:
    """List the members that can be erased: the roster, then former members with a settlement."""
    study = visit.study
    names = [*(each.name for each in study.members), *(each.member for each in study.settlements)]
    return list(dict.fromkeys(names))


def draw_cells_to_change(visit: Visit, name: str) -> Markup:
    """Build the list of cells to change by hand, each with its new text."""
    say, season = visit.language.say, visit.season
    try:
        change = erasure.erase_member(season.cells, season.study, name)
        places = list_places(season.cells, change)
    except StudyboardError as error:
        return markup.draw_alert(say(error.why))
    head = (say("Tab"), say("Row"), say("Column"), say("Write"))
    empty = markup.draw_small(say("nothing: empty the cell"))
    rows = [(each.tab, each.row, each.column, each.text or empty) for each in places]
    note = say("A service keeps its own earlier versions. In a Google Sheet, see the version history.")
    return markup.draw_block(
        markup.draw_table(say("Cells to change"), head, rows), markup.draw_paragraph(note, kind="aside")
    )

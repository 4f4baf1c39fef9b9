"""Draw the roster, and erase a member for good."""

import streamlit as st
from markupsafe import Markup

from studylib.changes import erasure
from studylib.text.errors import StudyboardError
from studylib.text.message import sentence
from studylib.views.desk.outcome import draw_heading, draw_outcome, save_at
from studylib.views.desk.tables import Editor, draw_table
from studylib.web import markup
from studylib.web.visit import Visit
from studylib.web.writing import Outcome
from studylib.workbook import layouts, values


def draw_members(visit: Visit) -> None:
    """The roster, and how somebody is taken out of it for good."""
    draw_table(visit, Editor("members", layouts.MEMBERS))
    draw_erase_form(visit)


# ---- to erase a member ----


def save_erasure(visit: Visit) -> None:
    given = st.session_state
    name, typed = given["erase_member"], given["erase_name"].strip()
    if name is None:
        why = sentence("Choose a member first.")
    elif values.fold(typed) != values.fold(name):
        why = sentence("To confirm, type the name just as it stands above.")
    else:
        if save_at(visit, "erase", lambda season: erasure.erase_member(season.cells, season.study, name)):
            given["erase_member"], given["erase_name"] = None, ""
        return
    given["desk_said"] = Outcome("erase", why=why)


def draw_erase_form(visit: Visit) -> None:
    """Whom to erase, what that does, and the name once more; where the workbook is not written from here, each cell
    to change by hand."""
    say, study = visit.language.say, visit.study
    names = [*(each.name for each in study.members), *(each.member for each in study.settlements)]
    by_hand = visit.store.address or not visit.store.writable
    goes = say(
        "Name, address, links, reasons and notes go, out of the history too. Weeks, fines, shares and payments stay, "
        "as those of an unnamed member."
    )
    stays = (
        say("The workbook is not written from here: you see each cell to change, and change it there.")
        if by_hand
        else say("This cannot be undone. Backups and exported files are not reached.")
    )
    with st.container(border=True):
        draw_heading(say("Erase a member"), f"{goes} {stays}")
        name = st.selectbox(
            say("Member"),
            list(dict.fromkeys(names)),
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


def draw_cells_to_change(visit: Visit, name: str) -> Markup:
    """Each cell to change by hand, and what is to stand there."""
    say, season = visit.language.say, visit.season
    try:
        found = erasure.list_places(season.cells, erasure.erase_member(season.cells, season.study, name))
    except StudyboardError as error:
        return Markup('<div class="sb"><p class="strip alert" role="alert">{}</p></div>').format(
            say(error.why)
        )
    head = (say("Tab"), say("Row"), say("Column"), say("Write"))
    empty = Markup("<small>{}</small>").format(say("nothing: empty the cell"))
    rows = [(each.tab, each.row, each.column, each.text or empty) for each in found]
    note = say("A service keeps earlier versions of its own; in a Google Sheet, see the version history.")
    return Markup('<div class="sb">{}<p class="aside">{}</p></div>').format(
        markup.draw_table(say("Cells to change"), head, rows), note
    )

"""Draw the roster, and erase a member for good."""

import streamlit as st

from studylib.changes import erasure
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.views.desk.by_hand import draw_places, is_by_hand
from studylib.views.desk.editor import Editor
from studylib.views.desk.outcome import draw_button, draw_form_heading, save_at
from studylib.views.desk.renaming import draw_rename_form
from studylib.views.desk.tables import draw_editor
from studylib.web.visit import Visit
from studylib.workbook import layouts, values


def draw_roster(visit: Visit) -> None:
    """Draw the roster, and the forms that rename and erase a member."""
    draw_editor(visit, Editor("members", layouts.MEMBERS))
    draw_rename_form(visit)
    draw_erase_form(visit)


# ---- to erase a member ----


def save_erasure(visit: Visit) -> None:
    """Erase the chosen member. Raises a ``ChangeError`` unless the name is typed once more."""
    fields = visit.fields
    name = read_erased_name(fields["erase_member"], fields["erase_name"])
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
    by_hand = is_by_hand(visit)
    with st.container(border=True):
        draw_form_heading(say("Erase a member"), explain_erasure(visit, by_hand=by_hand))
        name = visit.fields.choose(
            "erase_member",
            say("Member"),
            list_erasable(visit),
            index=None,
            placeholder=say("Choose a name"),
            width=560,
        )
        if not by_hand:
            visit.fields.type_text("erase_name", say("The name once more"), autocomplete="off", width=560)
            draw_button(visit, say("Erase"), "erase_save", save_erasure, kind="secondary")
        elif name:
            draw_places(visit, lambda season: erasure.erase_member(season.cells, season.study, name))


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


def list_erasable(visit: Visit) -> list[str]:
    """List the members that can be erased: the roster, then former members with a settlement."""
    study = visit.study
    names = [*(each.name for each in study.members), *(each.member for each in study.settlements)]
    return list(dict.fromkeys(names))

"""Draw the form that renames a member."""

import streamlit as st

from studylib.changes import renaming
from studylib.changes.draft import Change
from studylib.source.season import Season
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.views.desk.by_hand import draw_places, is_by_hand
from studylib.views.desk.outcome import draw_button, draw_form_heading, save_at
from studylib.web.visit import Visit
from studylib.workbook.sizes import LONGEST_NAME


def draw_rename_form(visit: Visit) -> None:
    """Draw whom to rename, and how. A workbook edited elsewhere gets a list of cells to change."""
    say = visit.language.say
    with st.container(border=True):
        draw_form_heading(say("Rename a member"), explain_renaming(visit))
        name = visit.fields.choose(
            "rename_member",
            say("Member"),
            [member.name for member in visit.study.members],
            index=None,
            placeholder=say("Choose a name"),
            width=560,
        )
        if is_by_hand(visit):
            if name and (new := type_name(visit).strip()):
                draw_places(visit, lambda season: decide_renaming(season, name, new))
        else:
            type_name(visit)
            draw_button(visit, say("Rename"), "rename_save", save_renaming, kind="secondary")


def type_name(visit: Visit) -> str:
    return visit.fields.type_text(
        "rename_to", visit.language.say("The new name"), most=LONGEST_NAME, autocomplete="off", width=560
    )


def explain_renaming(visit: Visit) -> str:
    """Say what the new name reaches."""
    say = visit.language.say
    whole = say("The new name goes into every tab. The address, the weeks and the money stay.")
    if not is_by_hand(visit):
        return whole
    return f"{whole} " + say(
        "Studyboard does not write this workbook. You see each cell to change, and change it there."
    )


def decide_renaming(season: Season, name: str | None, new: str) -> Change:
    """Decide the rename. Raises a ``ChangeError`` without a member."""
    if name is None:
        raise ChangeError(sentence("Choose a member first."))
    return renaming.rename_member(season.cells, season.study, name, new)


def save_renaming(visit: Visit) -> None:
    fields = visit.fields
    name, new = fields["rename_member"], fields["rename_to"]
    if save_at(visit, "rename", lambda season: decide_renaming(season, name, new)):
        fields["rename_member"], fields["rename_to"] = None, ""

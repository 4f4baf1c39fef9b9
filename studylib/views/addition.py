"""Draw how to add a study, the field for its sheet, and the outcome."""

import streamlit as st

from studylib.stores.google.address import LONGEST
from studylib.text.masking import mask_addresses
from studylib.web import addition, anchors, markup
from studylib.web.addition import Attempt, Newcomer
from studylib.web.address import write_query

WIDTH = 720
"""Pixels of the fields and of what is copied."""


def draw_steps(newcomer: Newcomer) -> None:
    """Draw what to do in the sheet before, with the account to share it with, ready to copy."""
    say = newcomer.language.say
    share = say("In the sheet, choose Share and add this address as a viewer.")
    lead = say(
        "The tab needs a row with your address {address} and the role leader.",
        address=mask_addresses(newcomer.address),
    )
    _draw_step(say("1. Share the sheet"), share)
    st.code(newcomer.account, language=None, wrap_lines=True, width=WIDTH)
    _draw_step(say("2. Check the members tab"), lead)


def _draw_step(title: str, text: str) -> None:
    st.html(markup.draw_block(markup.draw_heading(title), markup.draw_paragraph(text)))


def draw_field(newcomer: Newcomer) -> str | None:
    """Draw the field for the address of the sheet. Return what was pasted, ``None`` without a click."""
    say = newcomer.language.say
    st.html(markup.draw_block(markup.draw_heading(say("3. Add it"))))
    with st.form(newcomer.fields.key("add"), border=False):
        pasted = newcomer.fields.type_text(
            "sheet",
            say("Address of the Google Sheet"),
            most=LONGEST,
            placeholder="https://docs.google.com/spreadsheets/d/…",
            autocomplete="off",
            width=WIDTH,
        )
        pressed = st.form_submit_button(say("Add a study"), type="primary", icon=":material/add:")
    return pasted if pressed else None


def draw_addition(newcomer: Newcomer, attempt: Attempt) -> None:
    """Draw the link to the study, or why there is none."""
    say = newcomer.language.say
    if attempt.why or not attempt.addition:
        st.html(markup.draw_alert(say(attempt.why) if attempt.why else ""))
        return
    id, is_new = attempt.addition
    said = say("The study is on the list now.") if is_new else say("This study is on the list already.")
    link = anchors.draw_page_link(f"./?{write_query(study=id)}", say("Open the board"), kind="action")
    st.html(
        markup.draw_block(
            markup.draw_paragraph(said, kind="strip quiet", role="status"),
            markup.draw_paragraph(link, kind="actions"),
        )
    )
    st.html(markup.draw_block(markup.draw_paragraph(say("Send this link to your group:"))))
    st.code(addition.write_study_link(id), language=None, wrap_lines=True, width=WIDTH)

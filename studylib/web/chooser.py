"""Choose one of several studies, or be refused one."""

from typing import NoReturn

import streamlit as st
from markupsafe import Markup

from studylib import clock
from studylib.access import rights
from studylib.access.rights import Need, Rights, Role
from studylib.text.language import Language
from studylib.text.message import Sentence
from studylib.web import anchors, markup
from studylib.web.address import write_query
from studylib.web.foot import draw_foot_line, draw_languages, write_script
from studylib.web.listing import list_open_studies
from studylib.web.page_titles import NAME
from studylib.web.sign_in import draw_buttons, find_origin, find_visitor
from studylib.web.style import write_style


def choose_study(language: Language) -> NoReturn:
    """Draw the list of the studies that the visitor may see, and end the page."""
    say, visitor, reached = language.say, find_visitor(), find_origin()
    listed = list_open_studies(visitor, reached)
    lead = say("Choose a study.") if listed else say("Open the link that your study group gave you.")
    links = (anchors.draw_page_link(f"?{write_query(study=id)}", name) for id, name in listed)
    st.html(write_style(st.context.theme.type or "light"))
    st.html(
        markup.draw_block(
            markup.draw_heading(NAME, level=1),
            markup.draw_paragraph(lead, kind="lead"),
            markup.draw_list(links, "studies") if listed else "",
        )
    )
    role = rights.find_role(visitor, reached, clock.now())
    _end(language, role, draw_languages(language))


def refuse_unknown(language: Language) -> None:
    """End the page as a closed study would. So nobody learns which ids exist. Do nothing if there is no sign-in."""
    reached = find_origin()
    role = rights.find_role(find_visitor(), reached, clock.now())
    why = rights.explain_refusal(Rights(role, frozenset()), Need.BOARD) if reached.sign_in else None
    if why:
        draw_closed(language, role, why)


def draw_closed(language: Language, role: Role, why: Sentence) -> NoReturn:
    """Draw the door of a study of several that is closed to the visitor, or does not exist, and end the page."""
    st.html(write_style(st.context.theme.type or "light"))
    st.html(markup.draw_title(NAME, language.say(why)))
    others = anchors.draw_page_link(f"./?{write_query(study='')}", language.say("Other studies"))
    _end(language, role, draw_languages(language), others)


def _end(language: Language, role: Role, *foot: Markup) -> NoReturn:
    draw_buttons(language, role, kind="primary")
    with st.container(horizontal=True, key="foot"):
        st.html(draw_foot_line(foot), width="content")
    st.html(write_script(language.code, role), unsafe_allow_javascript=True)
    st.stop()

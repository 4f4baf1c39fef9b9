"""Choose one of several studies."""

from concurrent.futures import ThreadPoolExecutor
from typing import NoReturn

import streamlit as st

from studylib import clock
from studylib.access import rights
from studylib.access.origin import Origin, Visitor
from studylib.config import studies
from studylib.season.study import Study
from studylib.source.reader import Reader
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.web import anchors, markup
from studylib.web.address import write_query
from studylib.web.foot import NAME, draw_foot_line, draw_languages, write_script
from studylib.web.look import open_reader
from studylib.web.sign_in import draw_buttons, find_origin, find_visitor
from studylib.web.style import write_style

READ_AT_ONCE = 8
"""How many workbooks to read side by side."""


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
    role = rights.find_role(visitor, reached)
    draw_buttons(language, role, kind="primary")
    with st.container(horizontal=True, key="foot"):
        st.html(draw_foot_line([draw_languages(language)]), width="content")
    st.html(write_script(language.code, role), unsafe_allow_javascript=True)
    st.stop()


def list_open_studies(visitor: Visitor, reached: Origin) -> list[tuple[str, str]]:
    """List id and name of each study that the visitor may see, in the configured order.

    Studies that cannot be read are left out. So are studies whose board is open only because there is no sign-in.
    """
    listings = studies.list_studies()
    readers = [_open_reader(each.workbook) for each in listings]
    with ThreadPoolExecutor(READ_AT_ONCE) as pool:
        read = pool.map(_read_study, readers)
    now = clock.now()
    return [
        (listing.id, study.name or listing.id)
        for listing, study in zip(listings, read, strict=True)
        if listing.id and study and rights.may_list(study, visitor, reached, now)
    ]


def _open_reader(workbook: str) -> Reader | None:
    try:
        return open_reader(workbook)
    except StudyboardError:
        return None


def _read_study(reader: Reader | None) -> Study | None:
    try:
        return reader.read().season.study if reader else None
    except StudyboardError:
        return None

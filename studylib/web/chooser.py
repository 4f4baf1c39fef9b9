"""Choose one of several studies."""

from concurrent.futures import ThreadPoolExecutor
from typing import NoReturn

import streamlit as st
from markupsafe import Markup

from studylib import clock
from studylib.access import rights
from studylib.access.origin import Origin, Visitor
from studylib.config import studies
from studylib.season.study import Study
from studylib.source.reader import Reader
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.web.address import write_query
from studylib.web.banners import write_style
from studylib.web.foot import NAME, draw_foot_line, draw_languages, write_script
from studylib.web.look import open_reader
from studylib.web.sign_in import draw_buttons, find_origin, find_visitor

READ_AT_ONCE = 8
"""How many workbooks are read side by side for the list of studies."""


def choose_study(language: Language) -> NoReturn:
    """End the page with the studies of this deployment that the visitor may see, to choose one of."""
    say, caller, reached = language.say, find_visitor(), find_origin()
    found = _open_to(caller, reached)
    lead = say("Choose a study.") if found else say("Open the link that your study group gave you.")
    links = Markup("").join(
        Markup('<li><a href="?{}" target="_self">{}</a></li>').format(write_query(study=id), name)
        for id, name in found
    )
    st.html(write_style(st.context.theme.type or "light"))
    body = Markup('<div class="sb"><h1>{}</h1><p class="lead">{}</p>{}</div>')
    listed = Markup('<ul class="lines studies">{}</ul>').format(links) if found else ""
    st.html(body.format(NAME, lead, listed))
    party = rights.find_role(caller, reached)
    draw_buttons(language, party, kind="primary")
    with st.container(horizontal=True, key="foot"):
        st.html(draw_foot_line([draw_languages(language)]), width="content")
    st.html(write_script(language.code, party), unsafe_allow_javascript=True)
    st.stop()


def _open_to(caller: Visitor, reached: Origin) -> list[tuple[str, str]]:
    """Id and name of each study that the visitor may see, in the order of their list; one that cannot be read is left
    out, and so is one whose board is open to all for want of a sign-in alone."""
    listings = studies.list_studies()
    readers = [_opened(each.workbook) for each in listings]
    with ThreadPoolExecutor(READ_AT_ONCE) as pool:
        read = pool.map(_study, readers)
    return [
        (listing.id, study.name or listing.id)
        for listing, study in zip(listings, read, strict=True)
        if listing.id and study and rights.may_list(study, caller, reached, clock.now())
    ]


def _opened(workbook: str) -> Reader | None:
    try:
        return open_reader(workbook)
    except StudyboardError:
        return None


def _study(reader: Reader | None) -> Study | None:
    try:
        return reader.read().season.study if reader else None
    except StudyboardError:
        return None

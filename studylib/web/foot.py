"""The foot of a page: languages, sign-in, and the page's script."""

from collections.abc import Iterable
from functools import cache

import streamlit as st
from markupsafe import Markup, escape

from studylib import __version__
from studylib.access.rights import Need, Role
from studylib.text.language import Language
from studylib.web import headers
from studylib.web.address import write_query
from studylib.web.look import ask_fresh_read
from studylib.web.sign_in import SIGNED_IN, SIGNED_OUT, draw_buttons
from studylib.web.visit import Visit

NAME = "Studyboard"
NAMES = {"ko": "한국어", "en": "English"}
"""The languages as those call them who speak them."""


@cache
def write_script(code: str, party: Role = Role.HERE) -> str:
    """What the page does in the browser; and its language, for screen readers: Streamlit leaves it English.

    Who is sent to sign in comes back to the front page, so the browser has to know who came from elsewhere. The script
    is the file letter by letter, for browsers are told to run no other.
    """
    signed = "in" if party in SIGNED_IN else "out" if party in SIGNED_OUT else ""
    script = headers.SCRIPT.read_text(encoding="utf-8")
    return f'<script data-language="{code}" data-signed="{signed}">{script}</script>'


def draw_languages(language: Language) -> Markup:
    """The languages, with a link to the same page in the other one."""
    return Markup(" · ").join(
        Markup("<b>{}</b>").format(name)
        if code == language.code
        else Markup('<a href="?{}" target="_self" lang="{}">{}</a>').format(
            write_query(**st.query_params.to_dict() | {"lang": code}), code, name
        )
        for code, name in NAMES.items()
    )


def draw_foot(visit: Visit, *, signing: bool = True, version: bool = False) -> None:
    """Draw the last line of a page: the age of the data, the languages, the buttons.

    ``signing``: with the buttons to sign in or out. ``version``: with Studyboard's own version. Only members and the
    leader get the button for a fresh read, since others could keep the sheet busy.
    """
    read_at = visit.language.moment(visit.reading.read_at.astimezone(visit.study.timezone))
    parts = [draw_languages(visit.language)]
    if visit.rights.may(Need.BOARD):
        parts.insert(0, Markup.escape(visit.language.say("Workbook read {moment}", moment=read_at)))
    if visit.listing.id:
        others = Markup('<a href="./?{}" target="_self">{}</a>')
        parts.append(others.format(write_query(study=""), visit.language.say("Other studies")))
    if version:
        parts.append(escape(f"{NAME} {__version__}"))
    with st.container(horizontal=True, vertical_alignment="center", key="foot"):
        st.html(draw_foot_line(parts), width="content")
        if signing:
            draw_buttons(visit.language, visit.rights.standing, kind="tertiary")
        if visit.store.remote and visit.rights.may(Need.INSIDE):
            again = visit.language.say("Read again now")
            icon = ":material/refresh:"
            st.button(again, on_click=ask_fresh_read, key="read_again", icon=icon, type="tertiary")
    st.html(write_script(visit.language.code, visit.rights.standing), unsafe_allow_javascript=True)


def draw_foot_line(parts: Iterable[Markup]) -> Markup:
    line = Markup("").join(Markup("<span>{}</span>").format(part) for part in parts)
    return Markup('<div class="sb"><div class="foot">{}</div></div>').format(line)

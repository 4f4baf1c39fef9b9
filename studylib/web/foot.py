"""The foot of a page: the age of the data, sign-in, and the page's script."""

from collections.abc import Iterable
from functools import cache

import streamlit as st
from markupsafe import Markup, escape

from studylib import __version__
from studylib.access.rights import Need, Role
from studylib.web import anchors, markup, own_name, policy
from studylib.web.address import write_query
from studylib.web.look import ask_fresh_read
from studylib.web.page_titles import NAME
from studylib.web.sign_in import SIGNED_IN, SIGNED_OUT, draw_buttons
from studylib.web.visit import Visit


def draw_foot(visit: Visit, *, signing: bool = True, version: bool = False) -> None:
    """Draw the last line of a page: the age of the data, the buttons.

    ``signing``: with the buttons to sign in or out. ``version``: with Studyboard's own version. Only the group gets
    the button for a fresh read: others could keep the sheet busy.
    """
    signs = signing and visit.rights.standing in (*SIGNED_IN, *SIGNED_OUT)
    reads = visit.store.remote and visit.rights.may(Need.INSIDE)
    if signs or reads:
        with st.container(horizontal=True, vertical_alignment="center", key="foot"):
            if parts := list(_list_parts(visit, version)):
                st.html(draw_foot_line(parts), width="content")
            _draw_buttons(visit, signs=signs, reads=reads)
    elif parts := list(_list_parts(visit, version)):
        st.html(draw_foot_line(parts, kind="end"))
    script = write_script(visit.language.code, visit.rights.standing, own_name.read_cookie(visit))
    st.html(markup.Verbatim(script), unsafe_allow_javascript=True)


def _list_parts(visit: Visit, version: bool) -> Iterable[Markup]:
    if visit.rights.may(Need.BOARD):
        read_at = visit.language.moment(visit.reading.read_at.astimezone(visit.study.timezone))
        yield escape(visit.language.say("Workbook read {moment}", moment=read_at))
    if visit.listing.id:
        yield anchors.draw_page_link(f"./?{write_query(study='')}", visit.language.say("Other studies"))
    if version:
        yield escape(f"{NAME} {__version__}")


def _draw_buttons(visit: Visit, *, signs: bool, reads: bool) -> None:
    if signs:
        draw_buttons(visit.language, visit.rights.standing, kind="tertiary")
    if reads:
        again, icon = visit.language.say("Read again now"), ":material/refresh:"
        st.button(again, on_click=ask_fresh_read, key="read_again", icon=icon, type="tertiary")


def draw_foot_line(parts: Iterable[Markup], kind: str = "") -> Markup:
    """Build the line. ``kind``: ``end`` if no button stands beside it."""
    line = markup.draw_element("div", *map(markup.draw_span, parts), kind="foot")
    return markup.draw_block(line, kind=kind)


def write_script(code: str, role: Role = Role.HERE, cookie: str = "") -> str:
    """Write the script of a page. It also sets the page's language: Streamlit tells screen readers English.

    A sign-in ends on the front page, so the script goes back to the page before. Browsers may run no other script,
    so it is the file letter by letter. It writes the ``cookie``, if any.
    """
    signed = "in" if role in SIGNED_IN else "out" if role in SIGNED_OUT else ""
    written = f' data-cookie="{escape(cookie)}"' if cookie else ""
    return f'<script data-language="{code}" data-signed="{signed}"{written}>{_read_script()}</script>'


@cache
def _read_script() -> str:
    return policy.SCRIPT.read_text(encoding="utf-8")

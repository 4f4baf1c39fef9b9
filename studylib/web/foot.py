"""The foot of a page: the age of the data, sign-in, and what the page's script hears."""

from collections.abc import Iterable
from functools import cache
from typing import Literal

import streamlit as st
from markupsafe import Markup, escape

from studylib import __version__
from studylib.access.rights import Need, Role
from studylib.web import anchors, markup, own_name, policy, shell
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
    signing = signing and visit.rights.standing in (*SIGNED_IN, *SIGNED_OUT)
    reads = visit.store.remote and visit.rights.may(Need.INSIDE)
    parts = list(_list_parts(visit, version))
    signs = draw_signs(visit.language.code, visit.rights.standing, own_name.read_cookie(visit))
    if not (signing or reads):
        line = draw_foot_line(parts, kind="end") if parts else markup.NO_MARKUP
        draw_with_signs(line, signs)
        return
    with st.container(horizontal=True, vertical_alignment="center", key="foot"):
        draw_with_signs(draw_foot_line(parts) if parts else markup.NO_MARKUP, signs, width="content")
        _draw_buttons(visit, signing=signing, reads=reads)


def _list_parts(visit: Visit, version: bool) -> Iterable[Markup]:
    if visit.rights.may(Need.BOARD):
        read_at = visit.language.moment(visit.reading.read_at.astimezone(visit.study.timezone))
        yield escape(visit.language.say("Workbook read {moment}", moment=read_at))
    if visit.listing.id:
        yield anchors.draw_page_link(f"./?{write_query(study='')}", visit.language.say("Other studies"))
    if version:
        yield escape(f"{NAME} {__version__}")


def _draw_buttons(visit: Visit, *, signing: bool, reads: bool) -> None:
    if signing:
        draw_buttons(visit.language, visit.rights.standing, kind="tertiary")
    if reads:
        again, icon = visit.language.say("Read again now"), ":material/refresh:"
        st.button(again, on_click=ask_fresh_read, key="read_again", icon=icon, type="tertiary")


def draw_foot_line(parts: Iterable[Markup], kind: str = "") -> Markup:
    """Build the line. ``kind``: ``end`` if no button stands beside it."""
    line = markup.draw_element("div", *map(markup.draw_span, parts), kind="foot")
    return markup.draw_block(line, kind=kind)


def draw_signs(code: str, role: Role = Role.HERE, cookie: str = "") -> Markup:
    """Build what the script of the page hears: the language, the sign-in, the ``cookie`` to write, if any.

    Streamlit tells screen readers English. A sign-in ends on the front page, so the script goes back.
    """
    signed = "in" if role in SIGNED_IN else "out" if role in SIGNED_OUT else ""
    told = {"data_language": code, "data_signed": signed, "data_cookie": cookie}
    return markup.draw_element("div", kind="signs", **told)


def draw_with_signs(line: Markup, signs: Markup, width: Literal["stretch", "content"] = "stretch") -> None:
    """Draw the end of a page. A page of an unknown shape gets the script, too, as its head lacks it."""
    st.html(markup.Verbatim(line + signs), width=width)
    if not shell.is_known():
        st.html(markup.Verbatim(f"<script>{_read_script()}</script>"), unsafe_allow_javascript=True)


@cache
def _read_script() -> str:
    return policy.SCRIPT.read_text(encoding="utf-8")

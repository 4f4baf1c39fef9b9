"""The way out of an app's own browser: a strip above the page, and a link in the place of what works only outside."""

from typing import Literal

import streamlit as st

from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.web import markup
from studylib.web.address import read_page, read_parameters
from studylib.web.agents import WayOut, find_way_out
from studylib.web.own_address import TRAVELLING, find_root, write_address, write_way_out
from studylib.web.share import draw_copy

WHY = sentence("An app shows this page. Signing in and downloads need the phone’s own browser.")
BY_HAND = sentence("Open the app’s menu (⋯) and choose your browser there, or copy the address into it.")
ICON = ":material/open_in_browser:"


def is_in_app() -> bool:
    """Tell whether an app shows the page in a browser of its own."""
    return _find_way() is not None


def draw_way_out_strip(language: Language) -> None:
    """Draw why something is missing, and the way out. Draw nothing in a browser of its own."""
    way = _find_way()
    if way is None:
        return
    lines = [language.say(WHY)] + ([language.say(BY_HAND)] if way is WayOut.BY_HAND else [])
    st.html(markup.draw_block(markup.draw_paragraph(" ".join(lines), kind="strip quiet", role="note")))
    with st.container(horizontal=True, vertical_alignment="center", key="way_out"):
        draw_way_out(language, "primary")
        if address := _write_own():
            st.html(draw_copy(language, language.say("Copy address"), address), width="content")


def draw_way_out(
    language: Language, kind: Literal["primary", "secondary", "tertiary"] = "secondary", label: str = ""
) -> None:
    """Draw the link that opens this page in the phone's browser, if a link can do it."""
    way = _find_way()
    address = _write_own(*read_parameters()) if way else None
    link = write_way_out(address, way) if way and address else None
    if link:
        st.link_button(label or language.say("Open in the browser"), link, type=kind, icon=ICON)


def _find_way() -> WayOut | None:
    return find_way_out(st.context.headers.get("User-Agent"))


def _write_own(*names: str) -> str | None:
    """Write the address of this page with its parameters of these names, else with those that may travel.

    The same person opens the link in the same phone, so it keeps the code of a meeting. A copy may end in a chat.
    """
    root = find_root(st.context.headers)
    kept = {name: value for name, value in read_parameters().items() if name in (names or TRAVELLING)}
    return write_address(root, read_page(), kept) if root else None

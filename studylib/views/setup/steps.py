"""Draw a step of what to do next, and a text to copy."""

from typing import Literal

import streamlit as st

from studylib.web import markup
from studylib.web.own_address import find_root


def draw_step(title: str, *lines: object) -> None:
    """Draw the head of a step."""
    told = (markup.draw_paragraph(line, kind="aside") for line in lines)
    st.html(markup.draw_block(markup.draw_heading(title), *told))


def draw_copy(text: str, *, height: int | Literal["content"] = "content") -> None:
    """Draw a text with a button that copies it. ``height``: in pixels."""
    st.code(text, language=None, wrap_lines=True, height=height)


def find_server() -> str:
    """Find the address of this server as the visitor reached it, without a final slash."""
    return find_root(st.context.headers) or "http://localhost:8501"

"""Draw a step of what to do next, and a text to copy."""

from typing import Literal
from urllib.parse import urlsplit

import streamlit as st

from studylib.web import markup


def draw_step(title: str, *lines: object) -> None:
    """Draw the head of a step."""
    told = (markup.draw_paragraph(line, kind="aside") for line in lines)
    st.html(markup.draw_block(markup.draw_heading(title), *told))


def draw_copy(text: str, *, height: int | Literal["content"] = "content") -> None:
    """Draw a text with a button that copies it. ``height``: in pixels."""
    st.code(text, language=None, wrap_lines=True, height=height)


def find_base() -> str:
    """Find the address of the board, as this visitor reached it, with a ``/`` at its end."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else "http://localhost:8501/"

"""Files to download, or the way to where they can be."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from studylib.text.language import Language
from studylib.web import way_out


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a page offers. ``content`` may be made once somebody wants it."""

    label: str
    content: str | bytes | Callable[[], str | bytes]
    name: str
    mime: str
    icon: str = ":material/download:"


def draw_downloads(language: Language, *files: Download) -> None:
    """Draw a button a file. Within an app, which blocks downloads, draw one way out in their place."""
    if way_out.is_in_app():
        way_out.draw_way_out(language, label=language.say("Open in the browser to download"))
        return
    for each in files:
        st.download_button(each.label, each.content, each.name, each.mime, on_click="ignore", icon=each.icon)

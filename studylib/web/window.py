"""The window of a page: its title, its icon and its width. A browser keeps them from run to run."""

import streamlit as st

from studylib.web import pictures

TOLD = "window_told"
"""The session's key for the last title sent, and in how many runs in a row."""
SURE = 3
"""Runs that send the same title. One that Streamlit begins anew may lose what it sent."""


def name_window(title: str) -> None:
    """Name the window. A title that the browser surely has is not sent again."""
    told, times = st.session_state.get(TOLD, ("", 0))
    if told == title and times >= SURE:
        return
    st.set_page_config(page_title=title, page_icon=pictures.ICON, layout="wide")
    st.session_state[TOLD] = title, times + 1 if told == title else 1

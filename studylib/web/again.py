"""Parts of a page that look again by themselves, as long as somebody sees the page.

Streamlit's own ``run_every`` looks in hidden tabs, too. So ``script.js`` presses a button that nobody sees.
"""

import streamlit as st

from studylib.web.visit import Visit


def draw_look(visit: Visit, part: str, seconds: int) -> None:
    """Let the script rerun this fragment every so many seconds. ``part`` names it within its page."""
    st.button(visit.language.say("Try again"), key=f"look_again_{seconds}_{part}")

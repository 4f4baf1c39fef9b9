"""The frame around every page: its name and its navigation. The main script of the server.

It must not be beside ``pages/``. There a cold server would run a page without its frame at the first direct visit.
"""

from pathlib import Path

import streamlit as st

from studylib.config import robot
from studylib.text.direction import isolate
from studylib.web import look

PAGES = Path(__file__).parents[2] / "pages"

name, language = look.read_title()
st.set_page_config(
    page_title=f"{isolate(name)} · Studyboard" if name else "Studyboard", page_icon="📚", layout="wide"
)
shown = look.choose_check_in()
add = [st.Page(PAGES / "add_study.py", title=language.say("Add a study"), visibility="hidden")]
title, icon = language.say("Check in"), ":material/how_to_reg:"
check_in = [st.Page(PAGES / "check_in.py", title=title, icon=icon, visibility=shown)] if shown else []
st.navigation(
    [
        st.Page(PAGES / "board.py", title=language.say("Board"), icon=":material/grid_on:", default=True),
        st.Page(PAGES / "hand_in.py", title=language.say("Hand in"), icon=":material/upload:"),
        *check_in,
        st.Page(PAGES / "fines.py", title=language.say("Fines"), icon=":material/payments:"),
        st.Page(PAGES / "settlement.py", title=language.say("Settlement"), icon=":material/balance:"),
        st.Page(PAGES / "curriculum.py", title=language.say("Curriculum"), icon=":material/menu_book:"),
        st.Page(PAGES / "questions.py", title=language.say("Questions"), icon=":material/forum:"),
        st.Page(PAGES / "member.py", title=language.say("My record"), icon=":material/person:"),
        st.Page(PAGES / "checks.py", title=language.say("Checks"), icon=":material/fact_check:"),
        st.Page(PAGES / "desk.py", title=language.say("Leader’s desk"), icon=":material/edit_note:"),
        *(add if robot.takes_studies() else []),
    ],
    position="top",
).run()

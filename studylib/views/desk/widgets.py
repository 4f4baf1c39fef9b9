"""Draw the widgets that several forms of the desk share."""

import streamlit as st

from studylib.web.visit import Visit


def choose_member(visit: Visit, key: str) -> str:
    """Draw the choice of a member of the roster."""
    names = [member.name for member in visit.study.members]
    return st.selectbox(visit.language.say("Member"), names, key=key)

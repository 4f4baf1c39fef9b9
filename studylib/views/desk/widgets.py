"""Draw the widgets that several forms of the desk share."""

import streamlit as st

from studylib.web.visit import Visit


def choose_member(visit: Visit, key: str) -> str | None:
    """Draw the choice of a member of the roster. None is chosen at first."""
    names, say = [member.name for member in visit.study.members], visit.language.say
    return st.selectbox(say("Member"), names, index=None, key=key, placeholder=say("Choose a name"))

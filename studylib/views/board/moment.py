"""Draw the controls that show the board of another moment."""

from contextlib import suppress
from datetime import datetime, time

import streamlit as st

from studylib.web import address
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit

DAY_WIDTH, TIME_WIDTH = 200, 130
"""Pixels of the two fields."""


def show_chosen_moment(visit: Visit) -> None:
    """Show the moment in the controls. They are read only now, because a click can arrive together with a change."""
    controls, zone = visit.fields, visit.study.timezone
    with suppress(ForgedError):
        address.keep_as_of(datetime.combine(controls["as_of_day"], controls["as_of_time"], zone))


def draw_as_of_controls(visit: Visit) -> None:
    """Draw the controls for the board of any moment."""
    say, local = visit.language.say, visit.now.astimezone(visit.study.timezone)
    with st.container(horizontal=True, vertical_alignment="bottom", key="moment"):
        visit.fields.choose_day("as_of_day", say("Day"), value=local.date(), width=DAY_WIDTH)
        visit.fields.choose_time("as_of_time", say("Time"), time(local.hour, local.minute), width=TIME_WIDTH)
        show = say("Show the board at that moment")
        st.button(show, on_click=show_chosen_moment, args=(visit,), type="primary")

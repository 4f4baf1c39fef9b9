"""Choose the month of the settlement."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from studylib.money import sums
from studylib.money.settlement import Settlement
from studylib.season import weeks
from studylib.season.kinds import SEASON
from studylib.text.message import sentence
from studylib.web import banners
from studylib.web.address import read_parameter
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit


def choose_month(visit: Visit, chain: Sequence[Settlement]) -> Settlement:
    """Draw the choice of a month. Without one in the address it is the one that wants action."""
    months = {each.month: each for each in reversed(chain)}
    asked, first = read_parameter("month"), find_first_month(visit, chain)
    if asked and asked not in months:
        shown = visit.language.month(first)
        why = sentence("There is no settlement of “{cell}”. {month} is shown.", cell=asked, month=shown)
        banners.draw_strip(visit, why)
    visit.fields["settlement_month"] = asked if asked in months else first
    chosen = visit.fields.choose(
        "settlement_month",
        visit.language.say("Period") if SEASON in months else visit.language.say("Month"),
        list(months),
        format_func=visit.language.period,
        on_change=keep_month,
        args=(visit,),
        label_visibility="collapsed",
        width=220,
    )
    return months[chosen or first]


def find_first_month(visit: Visit, chain: Sequence[Settlement]) -> str:
    """Find the oldest final month to close, else that of the present week, else the newest."""
    if ready := sums.list_closable(chain):
        return ready[0].month
    present = weeks.find_present_week(visit.study.weeks, visit.now)
    months = [each.month for each in chain]
    of_present = {duty.period for duty in present.duties} if present else set[str]()
    return next((month for month in months if month in of_present), months[-1])


def keep_month(visit: Visit) -> None:
    """Copy the chosen month into the address. One that was not offered is left."""
    with suppress(ForgedError):
        st.query_params["month"] = visit.fields["settlement_month"]

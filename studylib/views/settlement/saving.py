"""Save a step of a settlement, and stay at its month."""

import streamlit as st

from studylib.views.desk import outcome
from studylib.views.desk.outcome import Decide
from studylib.web.visit import Visit

PLACE = "settle"
"""The place of the page that tells what a click came to."""


def save(visit: Visit, month: str, decide: Decide) -> bool:
    """Save a change, and keep the month in the address. Tell whether it was saved."""
    st.query_params["month"] = month
    return outcome.save_at(visit, PLACE, decide)

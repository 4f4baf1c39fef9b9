"""Draw charts, or the sentence that stands in the place of one without data."""

import streamlit as st

from studylib.figures.palette import Figure
from studylib.text.message import Sentence
from studylib.web import markup
from studylib.web.visit import Visit


def draw_chart(visit: Visit, chart: Figure | Sentence, key: str, described: str) -> None:
    """Draw a chart, or say why there is none. ``described``: what screen readers tell of it."""
    if isinstance(chart, Sentence):
        st.html(markup.draw_block(markup.draw_paragraph(visit.language.say(chart), kind="aside")))
    else:
        st.plotly_chart(chart, config={"displayModeBar": False}, key=key, alt=described)

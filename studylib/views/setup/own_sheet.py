"""Draw how to keep the study in a Google Sheet of its own: the steps, and the script to copy."""

import streamlit as st

from studylib.form.bridge import list_steps, write_bridge
from studylib.setup.plan import Plan
from studylib.views.setup.steps import draw_copy
from studylib.web import markup
from studylib.web.visit import Visit

SCRIPT_HEIGHT = 160
"""Pixels of the field that holds a file of the script."""


def draw_own_sheet(visit: Visit, plan: Plan) -> None:
    """Draw the steps and the files once they are asked for. Draw nothing if the workbook is a sheet already."""
    if visit.store.remote:
        return
    say = visit.language.say
    if not visit.fields.tick("setup_sheet", say("Keep it in our own Google Sheet instead")):
        return
    written = write_bridge(plan.language, plan.timezone)
    lead = say(
        "The sheet gets its tabs, its form and a token by one pasted script. You need no key of Google's."
    )
    steps = markup.draw_numbered(list_steps(visit.language.code, written))
    st.html(markup.draw_block(markup.draw_paragraph(lead, kind="aside"), steps))
    for name, text in written.items():
        st.html(markup.draw_block(markup.draw_small(name)))
        draw_copy(text, height=SCRIPT_HEIGHT)

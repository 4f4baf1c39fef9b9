"""Draw what is wrong with a field, and what it comes to, below it."""

import streamlit as st

from studylib.setup.plan import PlanFault
from studylib.views.setup.form import FIELDS, TRIED, FilledForm
from studylib.web import markup
from studylib.web.visit import Visit

MOST_FAULTS = 3
"""How many faults of a field are told at once."""

ELSEWHERE = (*FIELDS, "pot", "cycle")
"""The fields of a plan whose faults stand at a field of the form."""


def draw_faults(visit: Visit, filled: FilledForm, *fields: str) -> None:
    """Draw what is wrong with a field, one sentence each. An empty field waits until the button was pressed."""
    faults = [fault for fault in filled.faults if fault.field in fields]
    if not visit.fields.get(TRIED):
        faults = [fault for fault in faults if visit.fields.find(f"setup_{fault.field}") != ""]
    for fault in faults[:MOST_FAULTS]:
        kind, role = ("aside", "note") if fault.is_notice else ("fault", "alert")
        line = markup.draw_paragraph(describe_fault(visit, fault), kind=kind, role=role)
        st.html(markup.draw_block(line))


def describe_fault(visit: Visit, fault: PlanFault) -> str:
    """Say what is wrong, with the number of the pasted line if there is one."""
    say = visit.language.say
    message = say(fault.message)
    return message if fault.line is None else say("Line {line}: {why}", line=fault.line, why=message)


def draw_note(text: str) -> None:
    """Draw what a field comes to, below it."""
    st.html(markup.draw_block(markup.draw_paragraph(text, kind="aside")))


def draw_other_faults(visit: Visit, filled: FilledForm) -> None:
    """Draw what is wrong with the plan beside its fields, such as with what carries over."""
    others = {fault.field for fault in filled.faults} - set(ELSEWHERE)
    draw_faults(visit, filled, *others)

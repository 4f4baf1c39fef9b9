"""Draw the form: what the study is, its rules, what it studies."""

import streamlit as st

from studylib.season.study import Study
from studylib.views.setup import curriculum_field, settlement_field, study_fields
from studylib.views.setup.cards import draw_cards
from studylib.views.setup.faults import draw_faults
from studylib.views.setup.form import FilledForm
from studylib.web import markup
from studylib.web.visit import Visit


def draw_form(visit: Visit, filled: FilledForm, study: Study | None) -> None:
    """Draw the eight fields. ``study`` is what they make, ``None`` if it cannot be drawn."""
    say = visit.language.say
    draw_section(say("The study"))
    study_fields.draw_name(visit, filled)
    study_fields.draw_days(visit, filled)
    study_fields.draw_due(visit, filled, study)
    study_fields.draw_members(visit, filled)
    draw_section(say("The rules"))
    with st.container(key=visit.fields.key("setup_rules")):
        draw_cards(visit, filled.plan)
    draw_faults(visit, filled, "preset")
    settlement_field.draw_settlement(visit, filled)
    draw_section(say("Curriculum"))
    curriculum_field.draw_curriculum(visit, filled)


def draw_section(title: str) -> None:
    st.html(markup.draw_block(markup.draw_heading(title), kind="part"))

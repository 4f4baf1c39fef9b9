"""Draw the field of the curriculum."""

import streamlit as st

from studylib.setup.curriculum import COURSE
from studylib.views.setup.faults import draw_faults, draw_note
from studylib.views.setup.form import NO_TOPICS, PASTED, FilledForm
from studylib.web.visit import Visit


def draw_curriculum(visit: Visit, filled: FilledForm) -> None:
    """Draw where the topics come from, and the field to paste them into."""
    say = visit.language.say
    names = {
        NO_TOPICS: say("None yet"),
        PASTED: say("Paste"),
        COURSE: say("Full Stack Deep Learning"),
    }
    visit.fields.choose_part(
        "setup_curriculum",
        say("Curriculum"),
        list(names),
        st.container(),
        format_func=names.__getitem__,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    source = visit.fields.find("setup_curriculum")
    if source == PASTED:
        visit.fields.type_lines(
            "setup_topics",
            say("Topics and links, one week a line"),
            height=130,
            placeholder="\n".join(
                [
                    say("Neural networks https://course.example/1"),
                    say("Convolutions https://course.example/2"),
                ]
            ),
            persist_state="session",
        )
    draw_faults(visit, filled, "curriculum", "topics")
    if filled.plan.curriculum:
        draw_note(say("{count} weeks of topics", count=len(filled.plan.curriculum)))

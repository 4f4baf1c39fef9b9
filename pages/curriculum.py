"""커리큘럼: what each week is about, who writes the team blog, and the members' notes."""

import streamlit as st

from studylib.views import curriculum
from studylib.web import derived, foot, guard

visit = guard.enter(people=True)

rows = derived.judge_board(visit)

st.html(curriculum.draw_curriculum_title(visit))
curriculum.draw_calendar(visit)
st.html(curriculum.draw_weeks(visit, rows))
foot.draw_foot(visit)

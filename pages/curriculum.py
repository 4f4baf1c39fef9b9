"""커리큘럼: what each week is about, who writes the team blog, and the members' notes."""

import streamlit as st

from studylib.season import rota, weeks
from studylib.views import calendar_links, curriculum
from studylib.web import anchors, derived, foot, guard

visit = guard.enter(people=True)

rows = derived.judge_board(visit)
turns = rota.assign_turns(visit.study)
present = weeks.find_present_week(visit.study.weeks, visit.now)
address = visit.study.curriculum_url
whole = anchors.draw_link(address, visit.language.say("The whole curriculum")) if address else ""

st.html(curriculum.draw_curriculum_title(visit, whole))
calendar_links.draw_calendar(visit)
st.html(curriculum.draw_weeks(visit, rows, turns, present))
foot.draw_foot(visit)

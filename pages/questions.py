"""질문: the open issues of the study's repository, and how long each stays open."""

import streamlit as st

from studylib.access.rights import Need
from studylib.questions.access import Repository
from studylib.views import questions
from studylib.web import foot, guard

visit = guard.enter()
place = questions.find_repository(visit)
if questions.is_private(visit, place):
    guard.demand(visit, Need.INSIDE)

link = questions.draw_ask_link(visit, place)
lead = questions.describe_repository(visit, place)

st.html(questions.draw_questions_title(visit, link, lead))
if isinstance(place, Repository):
    questions.draw_questions_by_the_clock(visit, place)
foot.draw_foot(visit)

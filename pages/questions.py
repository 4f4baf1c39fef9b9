"""질문: the open issues of the study's repository, and how long each stays open."""

import streamlit as st

from studylib.access.rights import Need
from studylib.questions.access import Repository
from studylib.views.questions import board, head
from studylib.web import foot, guard

visit = guard.enter()
place = head.find_repository(visit)
if head.is_private(visit, place):
    guard.demand(visit, Need.INSIDE)

button = head.draw_button(visit, place)
lead = head.describe_repository(visit, place)

st.html(head.draw_head(visit, button, lead))
if isinstance(place, Repository):
    board.draw_questions_by_the_clock(visit, place)
foot.draw_foot(visit)

"""현황: the present week, who has handed in, and the season at a glance."""

import streamlit as st

from studylib.text.message import sentence
from studylib.views import board
from studylib.web import banners, derived, foot, guard

visit = guard.enter(people=True, money=True)

now = derived.find_standing(visit)
drawing = derived.draw_board(visit)

if visit.as_of:
    st.html(board.draw_head(visit, now))
else:
    board.draw_head_by_the_clock(visit)
board.draw_heatmap(visit, drawing)
st.html(board.draw_legend(visit, drawing.statuses))
if visit.study.submissions.empty:
    why = sentence("There are no answers yet. The board fills up as notes are handed in.")
    banners.draw_strip(visit, why, quiet=True)
with st.container(horizontal=True, vertical_alignment="bottom"):
    member, week = board.choose_cell(visit, now)
    board.draw_as_of_controls(visit)
board.draw_cell(visit, member, week)
foot.draw_foot(visit)

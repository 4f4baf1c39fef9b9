"""현황: the present week, who has handed in, and the season at a glance."""

import streamlit as st

from studylib.views import board
from studylib.web import derived, foot, guard

visit = guard.enter(people=True, money=True)

drawing = derived.draw_board(visit)

board.draw_head(visit)
board.draw_heatmap(visit, drawing)
with st.container(horizontal=True, vertical_alignment="bottom"):
    member, week = board.choose_cell(visit)
    board.draw_as_of_controls(visit)
board.draw_cell(visit, member, week)
foot.draw_foot(visit)

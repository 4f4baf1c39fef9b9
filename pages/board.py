"""현황: the present week, who has handed in, and the season at a glance."""

import streamlit as st

from studylib.text.message import sentence
from studylib.views.board import cell, grid, head, own, rest, tools
from studylib.web import banners, derived, foot, guard

visit = guard.enter(people=True, money=True, joins=True)

now, asks = derived.find_standing(visit), own.hear_wish(visit)

if visit.as_of:
    st.html(head.draw_head(visit, now))
else:
    head.draw_head_by_the_clock(visit)
if asks:
    own.draw_choice(visit)
by_task = grid.choose_rows(visit)
drawing = derived.draw_board(visit, by_task=by_task, week=cell.read_week())
with st.container(horizontal=True, key="board"):
    grid.draw_board(visit, drawing, by_task=by_task)
    cell.draw_chosen_cell(visit)
if visit.study.submissions.empty:
    why = sentence("There are no answers yet. The board fills up as notes are handed in.")
    banners.draw_strip(visit, why, quiet=True)
rest.draw_rest(visit, now)
tools.draw_open(visit)
foot.draw_foot(visit)

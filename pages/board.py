"""현황: the present week, who has handed in, and the season at a glance."""

import streamlit as st

from studylib.season import phases
from studylib.text.message import sentence
from studylib.views.board import cell, head, heatmap, moment
from studylib.web import banners, derived, foot, guard, share

visit = guard.enter(people=True, money=True)

now = derived.find_standing(visit)

if visit.as_of:
    st.html(head.draw_head(visit, now))
else:
    head.draw_head_by_the_clock(visit)
drawing = derived.draw_board(visit, by_task=heatmap.choose_rows(visit))
heatmap.draw_heatmap(visit, drawing)
st.html(heatmap.draw_legend(visit, drawing.statuses))
if visit.study.submissions.empty:
    why = sentence("There are no answers yet. The board fills up as notes are handed in.")
    banners.draw_strip(visit, why, quiet=True)
with st.container(horizontal=True, vertical_alignment="bottom"):
    member, week = cell.choose_cell(visit, now)
    moment.draw_as_of_controls(visit)
    share.draw_board_share(visit, phases.describe_phase(now, visit.language))
cell.draw_cell(visit, member, week)
foot.draw_foot(visit)

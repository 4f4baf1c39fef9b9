"""현황: the present week, who has handed in, and the season at a glance."""

import streamlit as st

from studylib.season import phases
from studylib.text.message import sentence
from studylib.views import files, share_image
from studylib.views.board import cell, grid, head, moment, own, rest
from studylib.web import banners, derived, foot, guard, share

visit = guard.enter(people=True, money=True)

now = derived.find_standing(visit)

if visit.as_of:
    st.html(head.draw_head(visit, now))
else:
    head.draw_head_by_the_clock(visit)
own.draw_way(visit, now)
by_task = grid.choose_rows(visit)
drawing = derived.draw_board(visit, by_task=by_task, week=cell.read_week())
with st.container(horizontal=True, key="board"):
    grid.draw_board(visit, drawing, by_task=by_task)
    with st.container(key="details"):
        cell.draw_chosen_cell(visit)
if visit.study.submissions.empty:
    why = sentence("There are no answers yet. The board fills up as notes are handed in.")
    banners.draw_strip(visit, why, quiet=True)
rest.draw_rest(visit, now)
with st.container(horizontal=True, vertical_alignment="bottom"):
    moment.draw_as_of_controls(visit)
    files.draw_board_files(visit)
    share_image.draw_share_image(visit)
    share.draw_board_share(visit, phases.describe_phase(now, visit.language))
foot.draw_foot(visit)

"""현황: which week it is, who has handed in, and the season at a glance."""

import streamlit as st

from studylib.text.message import sentence
from studylib.views.board import (
    ROOMY_WEEKS,
    draw_as_of_controls,
    draw_details,
    draw_head,
    draw_head_by_the_clock,
    draw_legend,
    keep_chosen_cell,
)
from studylib.web import banners, derived, foot, guard, markup

visit = guard.enter(people=True, money=True)

now = derived.find_standing(visit)
drawing = derived.draw_board(visit)
members = [member.name for member in visit.study.members]
weeks = [week.number for week in visit.study.weeks]

if visit.as_of:
    st.html(draw_head(visit, now))
else:
    draw_head_by_the_clock(visit)
if len(weeks) > ROOMY_WEEKS:
    st.html(markup.draw_min_width("heatmap", len(weeks) * 23))
st.plotly_chart(
    drawing.figure,
    key="heatmap",
    on_select=keep_chosen_cell,
    selection_mode="points",
    config={"displayModeBar": False},
    alt=drawing.described,
)
st.html(draw_legend(visit, drawing.statuses))
if visit.study.submissions.empty:
    banners.draw_strip(
        visit,
        sentence("There are no answers yet. The board fills up as notes are handed in."),
        quiet=True,
    )
with st.container(horizontal=True, vertical_alignment="bottom"):
    st.session_state.setdefault("week", now.week.number)
    member = st.selectbox(visit.language.say("Member"), members, key="member", width=180)
    week = st.selectbox(
        visit.language.say("Week"), weeks, key="week", format_func=visit.language.week, width=150
    )
    draw_as_of_controls(visit)
cell = derived.find_cell(visit, member, week)
if cell is None:
    banners.draw_strip(
        visit, sentence("{member} does not answer for that week.", member=member or ""), quiet=True
    )
else:
    st.html(draw_details(visit, cell))
foot.draw_foot(visit)

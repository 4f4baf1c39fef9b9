"""현황: which week it is, who has handed in, and the season at a glance."""

import streamlit as st

from studylib.text.message import sentence
from studylib.views.board import (
    ROOMY_WEEKS,
    as_of_controls,
    chosen_cell,
    details,
    head,
    head_by_the_clock,
    legend,
)
from studylib.web import banners, derived, foot, guard

visit = guard.enter(people=True, money=True)

now = derived.standing(visit)
drawing = derived.drawing(visit)
members = [member.name for member in visit.study.members]
weeks = [week.number for week in visit.study.weeks]

if visit.as_of:
    st.html(head(visit, now))
else:
    head_by_the_clock(visit)
if len(weeks) > ROOMY_WEEKS:
    st.html(f"<style>.st-key-heatmap > * {{ min-width: {len(weeks) * 23}px; }}</style>")
st.plotly_chart(
    drawing.figure,
    key="heatmap",
    on_select=chosen_cell,
    selection_mode="points",
    config={"displayModeBar": False},
    alt=drawing.described,
)
st.html(legend(visit, drawing.statuses))
if visit.study.submissions.empty:
    banners.strip(
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
    as_of_controls(visit)
cell = derived.cell(visit, member, week)
if cell is None:
    banners.strip(visit, sentence("{member} does not answer for that week.", member=member or ""), quiet=True)
else:
    st.html(details(visit, cell))
foot.foot(visit)

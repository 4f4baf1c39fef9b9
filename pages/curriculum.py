"""커리큘럼: what each week is about, who writes the team blog, and the members' notes."""

import streamlit as st

from studylib.season import weeks
from studylib.views import calendar_links
from studylib.views.board.cell import read_week
from studylib.views.curriculum.head import draw_head
from studylib.views.curriculum.notes import choose_full
from studylib.views.curriculum.weeks import Syllabus, draw_weeks
from studylib.web import derived, foot, guard, link_names, own_name, team_blog

visit = guard.enter(people=True)

board = derived.judge_board(visit)
rows = {week.number: board[board["week"] == week.number] for week in visit.study.weeks}
present, asked = weeks.find_present_week(visit.study.weeks, visit.now), read_week()
syllabus = Syllabus(
    visit,
    rows,
    {turn.week.number: turn for turn in team_blog.keep_turns(visit.season)},
    link_names.name_season(visit.season, visit.language),
    own_name.find_own_name(visit),
    asked,
    choose_full(rows, present.number if present else 0, asked),
)

st.html(draw_head(visit))
st.html(draw_weeks(syllabus, present))
calendar_links.draw_calendar(visit)
foot.draw_foot(visit)

"""나의 기록: what one member has to do now, then the season month by month and week by week."""

import streamlit as st

from studylib.access.rights import Need
from studylib.money import record
from studylib.season import rota
from studylib.text.message import sentence
from studylib.views import calendar_links
from studylib.views.board.cell import draw_cell, read_week
from studylib.views.own_name import draw_own_name
from studylib.views.record import choice, money, now, summary, todo, turns, weeks
from studylib.web import banners, derived, foot, guard, markup, own_name, settling, team_blog

visit = guard.enter(Need.MONEY, people=True, money=True)

own = own_name.find_own_name(visit)
outstanding = settling.list_outstanding(visit)
rows = derived.judge_board(visit)

st.html(markup.draw_title(visit.language.say("My record")))
name = choice.choose_record(visit, record.list_recorded(visit.study, outstanding), own)
if name:
    rows, week = rows[rows["member"] == name], read_week()
    months = record.list_months(derived.settle_months(visit), outstanding, name)
    payments = record.list_payments(visit.study, name, visit.now.astimezone(visit.study.timezone).date())
    turns_ = [turn for turn in team_blog.keep_turns(visit.season) if turn.writer == name]
    cells = weeks.list_judged(visit, name)
    st.html(now.draw_now(visit, todo.find_todo(visit, rows, name, own)))
    if cells:
        st.html(summary.draw_season(visit, name, rows, week))
        if week in visit.study.week_of:
            draw_cell(visit, name, week)
    st.html(summary.draw_summary(visit, name, months))
    calendar_links.draw_calendar(visit)
    if months:
        st.html(money.draw_months(visit, months))
    if payments:
        st.html(money.draw_payments(visit, payments))
    if turns_:
        st.html(turns.draw_turns(visit, turns_, rota.find_next_turn(turns_, name, visit.now)))
    if cells:
        st.html(weeks.draw_judgements(visit, cells))
    else:
        banners.draw_strip(visit, sentence("This member is not judged for any week."), quiet=True)
    if voided := weeks.list_voided(visit, name):
        st.html(weeks.draw_voided(visit, voided))
draw_own_name(visit, "record_member")
foot.draw_foot(visit)

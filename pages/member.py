"""나의 기록: one member's season, month by month and week by week."""

import streamlit as st

from studylib.access.rights import Need
from studylib.money import record
from studylib.season import rota
from studylib.text.message import sentence
from studylib.views import member
from studylib.web import banners, derived, foot, guard, markup

visit = guard.enter(Need.MONEY, people=True, money=True)

outstanding = derived.list_outstanding(visit)

st.html(markup.draw_title(visit.language.say("My record")))
name = member.choose_record(visit, record.list_recorded(visit.study, outstanding))
if name:
    months = record.list_months(derived.settle_months(visit), outstanding, name)
    payments = record.list_payments(visit.study, name, visit.now.astimezone(visit.study.timezone).date())
    turns = [turn for turn in rota.assign_turns(visit.study) if turn.writer == name]
    cells = member.list_judged(visit, name)
    st.html(member.draw_summary(visit, name, months))
    if months:
        st.html(member.draw_months(visit, months))
    if payments:
        st.html(member.draw_payments(visit, payments))
    if turns:
        st.html(member.draw_turns(visit, turns, rota.find_next_turn(turns, name, visit.now)))
    if cells:
        st.html(member.draw_judgements(visit, cells))
    else:
        banners.draw_strip(visit, sentence("This member is not judged for any week."), quiet=True)
    if voided := member.list_voided(visit, name):
        st.html(member.draw_voided(visit, voided))
foot.draw_foot(visit)

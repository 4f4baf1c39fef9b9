"""나의 기록: one member's season, month by month and week by week."""

import streamlit as st

from studylib.access.rights import Need
from studylib.money import record
from studylib.season import rota
from studylib.text.message import sentence
from studylib.views.record import money, summary, turns, weeks
from studylib.web import banners, derived, foot, guard, markup

visit = guard.enter(Need.MONEY, people=True, money=True)

outstanding = derived.list_outstanding(visit)

st.html(markup.draw_title(visit.language.say("My record")))
name = summary.choose_record(visit, record.list_recorded(visit.study, outstanding))
if name:
    months = record.list_months(derived.settle_months(visit), outstanding, name)
    payments = record.list_payments(visit.study, name, visit.now.astimezone(visit.study.timezone).date())
    own = [turn for turn in rota.assign_turns(visit.study) if turn.writer == name]
    cells = weeks.list_judged(visit, name)
    st.html(summary.draw_summary(visit, name, months))
    if months:
        st.html(money.draw_months(visit, months))
    if payments:
        st.html(money.draw_payments(visit, payments))
    if own:
        st.html(turns.draw_turns(visit, own, rota.find_next_turn(own, name, visit.now)))
    if cells:
        st.html(weeks.draw_judgements(visit, cells))
    else:
        banners.draw_strip(visit, sentence("This member is not judged for any week."), quiet=True)
    if voided := weeks.list_voided(visit, name):
        st.html(weeks.draw_voided(visit, voided))
foot.draw_foot(visit)

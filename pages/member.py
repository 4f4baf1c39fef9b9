"""나의 기록: one member's season, month by month and week by week."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season import rota
from studylib.text.message import sentence
from studylib.views.member import (
    draw_head,
    draw_judgements,
    draw_money,
    draw_payments,
    draw_turns,
    find_asked_member,
    keep_member,
    list_cells,
    list_months,
    list_names,
    list_payments,
)
from studylib.web import banners, foot, guard

visit = guard.enter(Need.MONEY, people=True, money=True)

say = visit.language.say
members = list_names(visit)

st.html(Markup('<div class="sb"><h1>{}</h1></div>').format(say("My record")))
st.session_state["record_member"] = find_asked_member(visit, members)
member = st.selectbox(
    say("Member"),
    members,
    key="record_member",
    placeholder=say("Choose your name"),
    on_change=keep_member,
    width=300,
)
if member:
    months = list_months(visit, member)
    payments = list_payments(visit, member)
    cells = list(list_cells(visit, member))
    taken = [turn for turn in rota.assign_turns(visit.study) if turn.writer == member]
    st.html(draw_head(visit, member, months))
    if months:
        st.html(draw_money(visit, months))
    if payments:
        st.html(draw_payments(visit, payments))
    if taken:
        st.html(draw_turns(visit, taken, rota.find_next_turn(taken, member, visit.now)))
    if cells:
        st.html(draw_judgements(visit, cells))
    else:
        banners.draw_strip(visit, sentence("No week of the season asks anything of this member."), quiet=True)
foot.draw_foot(visit)

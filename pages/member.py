"""나의 기록: one member's season, month by month and week by week."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season import rota
from studylib.text.message import sentence
from studylib.views.member import (
    asked_member,
    cells_of,
    head,
    judgements,
    listed,
    money,
    months_of,
    names,
    payments_of,
    show_member,
    turns,
)
from studylib.web import banners, foot, guard

visit = guard.enter(Need.MONEY, people=True, money=True)

say = visit.language.say
members = names(visit)

st.html(Markup('<div class="sb"><h1>{}</h1></div>').format(say("My record")))
st.session_state["record_member"] = asked_member(visit, members)
member = st.selectbox(
    say("Member"),
    members,
    key="record_member",
    placeholder=say("Choose your name"),
    on_change=show_member,
    width=300,
)
if member:
    months = months_of(visit, member)
    payments = payments_of(visit, member)
    cells = list(cells_of(visit, member))
    taken = [turn for turn in rota.turns(visit.study) if turn.writer == member]
    st.html(head(visit, member, months))
    if months:
        st.html(money(visit, months))
    if payments:
        st.html(listed(visit, payments))
    if taken:
        st.html(turns(visit, taken, rota.coming(taken, member, visit.now)))
    if cells:
        st.html(judgements(visit, cells))
    else:
        banners.strip(visit, sentence("No week of the season asks anything of this member."), quiet=True)
foot.foot(visit)

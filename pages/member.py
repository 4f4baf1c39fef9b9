"""나의 기록: one member's season, month by month and week by week."""

import streamlit as st

from studylib.access.rights import Need
from studylib.views.member import choose_record, draw_record
from studylib.web import foot, guard, markup

visit = guard.enter(Need.MONEY, people=True, money=True)

st.html(markup.draw_title(visit.language.say("My record")))
member = choose_record(visit)
if member:
    draw_record(visit, member)
foot.draw_foot(visit)

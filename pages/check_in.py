"""출석: check in to a meeting, with the code on the leader's screen."""

import streamlit as st

from studylib.access.rights import Need
from studylib.text.message import sentence
from studylib.views import check_in
from studylib.web import banners, foot, guard, look, markup
from studylib.web.address import read_parameter

visit = guard.enter(Need.INSIDE, people=True)
member = visit.rights.member
at_present = look.visit_now(visit)

st.html(markup.draw_title(visit.language.say("Check in")))
if member is None:
    why = sentence(
        "Nobody checks in by themselves without a sign-in. The leader records who came, on the desk."
    )
    banners.draw_strip(visit, why, quiet=True)
elif not visit.store.writable:
    why = sentence("This workbook can only be read. The leader records who came, where the group keeps it.")
    banners.draw_strip(visit, why, quiet=True)
elif meetings := check_in.find_meetings(visit):
    if visit.rights.may(Need.LEAD):
        check_in.draw_screen(visit, meetings)
    check_in.draw_tap(at_present, meetings, member, read_parameter("code") or "")
foot.draw_foot(visit)

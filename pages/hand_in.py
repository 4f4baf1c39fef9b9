"""제출: hand in a link, and see at once how it is judged."""

import streamlit as st

from studylib.access.rights import Need
from studylib.views import hand_in
from studylib.web import derived, foot, guard, look, markup

visit = guard.enter(people=True)
if visit.study.form is None:  # a Google Form has its own guard
    guard.demand(visit, Need.INSIDE)

at_present = look.visit_now(visit)
rows = derived.judge_board(at_present)

st.html(markup.draw_title(visit.language.say("Hand in")))
hand_in.draw_outcome(visit, rows)
hand_in.draw_form(at_present)
foot.draw_foot(visit)

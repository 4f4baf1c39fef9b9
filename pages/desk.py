"""관리: the leader edits the season. Each change is checked, kept, and can be undone."""

import streamlit as st

from studylib.access.rights import Need
from studylib.views.desk.parts import draw_desk
from studylib.web import foot, guard, markup

visit = guard.enter(Need.LEAD)

say = visit.language.say
lead = say("Each change is checked before it is saved, is kept in the history, and can be undone.")

st.html(markup.draw_title(say("Leader’s desk"), lead))
draw_desk(visit)
foot.draw_foot(visit)

"""관리: the leader edits the season. Each change is checked, kept, and can be undone."""

import streamlit as st

from studylib.access.rights import Need
from studylib.views.desk.parts import draw_desk
from studylib.web import foot, guard, markup

visit = guard.enter(Need.LEAD)

say = visit.language.say
lead = say("Studyboard checks each change before saving it. The history keeps it, and you can undo it.")

st.html(markup.draw_title(say("Leader’s desk"), lead))
draw_desk(visit)
foot.draw_foot(visit)

"""관리: the leader edits the season. Each change is checked, kept, and can be undone."""

import streamlit as st

from studylib.access.rights import Need
from studylib.text.message import sentence
from studylib.views.desk import leaving, parts
from studylib.views.setup import carrying
from studylib.web import banners, foot, guard, look, markup

visit = guard.enter(Need.LEAD)

say = visit.language.say
lead = (
    say("Studyboard checks each change before saving it. The history keeps it, and you can undo it.")
    if visit.store.writable
    else say("Studyboard checks each change before you type it.")
)

st.html(markup.draw_title(say("Leader’s desk"), lead))
if visit.store.address:
    parts.draw_sheet(visit, visit.store.address)
if visit.store.address or visit.store.writable:
    parts.draw_tabs(look.visit_now(visit))
else:
    why = sentence("{name} is read-only. Import it into a database to write to it.", name=visit.store.name)
    banners.draw_strip(visit, why, quiet=True)
    parts.draw_by_hand(visit)
if not visit.may_begin:
    carrying.draw_next_card(visit)
leaving.draw_leaving(visit)
foot.draw_foot(visit)

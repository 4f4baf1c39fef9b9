"""관리: the leader keeps the books; each change is checked before it is saved, kept, and can be undone."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.text.message import sentence
from studylib.views.desk.erasing import draw_erase_form
from studylib.views.desk.parts import draw_desk
from studylib.views.desk.tables import draw_sheet_tabs
from studylib.web import banners, foot, guard, look, markup

visit = guard.enter(Need.LEAD)

say = visit.language.say

lead = say("Each change is checked before it is saved, is kept in the history, and can be undone.")
st.html(Markup('<div class="sb"><h1>{}</h1><p class="lead">{}</p></div>').format(say("Leader’s desk"), lead))
if visit.store.address:
    where = sentence("The workbook is a Google Sheet, which is edited there.")
    link = markup.draw_link(visit.store.address, say("Open the sheet"))
    banners.draw_strip(visit, Markup("{} {}").format(say(where), link), quiet=True)
    st.html(draw_sheet_tabs(visit))
    draw_erase_form(visit)
elif not visit.store.writable:
    banners.draw_strip(
        visit,
        sentence("{name} is only read. Import it into a database to write to it.", name=visit.store.name),
        quiet=True,
    )
    draw_erase_form(visit)
else:
    draw_desk(look.visit_now(visit))
foot.draw_foot(visit)

"""관리: the leader keeps the books; each change is checked before it is saved, kept, and can be undone."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.text.message import sentence
from studylib.views.desk.erasing import erase_form
from studylib.views.desk.parts import desk
from studylib.views.desk.tables import tabs_of_the_sheet
from studylib.web import banners, foot, guard, look, markup

visit = guard.enter(Need.LEAD)

say = visit.language.say

lead = say("Each change is checked before it is saved, is kept in the history, and can be undone.")
st.html(Markup('<div class="sb"><h1>{}</h1><p class="lead">{}</p></div>').format(say("Leader’s desk"), lead))
if visit.store.address:
    where = sentence("The workbook is a Google Sheet, which is edited there.")
    link = markup.link(visit.store.address, say("Open the sheet"))
    banners.strip(visit, Markup("{} {}").format(say(where), link), quiet=True)
    st.html(tabs_of_the_sheet(visit))
    erase_form(visit)
elif not visit.store.writable:
    banners.strip(
        visit,
        sentence("{name} is only read. Import it into a database to write to it.", name=visit.store.name),
        quiet=True,
    )
    erase_form(visit)
else:
    desk(look.present(visit))
foot.foot(visit)

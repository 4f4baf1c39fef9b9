"""시작하기: plan a season, see its board beside the form, and create it."""

import streamlit as st

from studylib.access.rights import Need
from studylib.views.setup import after, carrying, creating, drawing, form, own_sheet, preview
from studylib.web import beginning, foot, guard, look, markup

visit = guard.enter(Need.LEAD, begins=True)

say = visit.language.say
at_present = look.visit_now(visit)
way = beginning.find_way(at_present)

if after.is_done(visit):
    after.draw_after(at_present)
else:
    first = form.plan_default(at_present, way)
    form.fill_form(at_present, first)
    filled = form.read_form(at_present, first)
    supposed = preview.suppose_season(at_present, filled)
    st.html(markup.draw_title(*creating.name_page(visit, way)))
    carrying.draw_carried(at_present, way, filled.plan)
    fields, beside = st.columns([5, 6], gap="large")
    with fields:
        drawing.draw_form(at_present, filled, supposed.study if supposed else None)
        creating.draw_creating(at_present, way, filled)
        own_sheet.draw_own_sheet(at_present, filled.plan)
    with beside, st.container(border=True, key="setup_preview"):
        preview.draw_preview(at_present, filled.plan, supposed)
foot.draw_foot(visit)

"""점검: what could not be read and how to fix it, where the data comes from, the rules in force."""

import streamlit as st
from markupsafe import Markup

from studylib import report
from studylib.access.rights import Need
from studylib.config import secrets
from studylib.text.message import sentence
from studylib.views.checks import MOST_CARDS, draw_cards, draw_rows, list_rules, list_source
from studylib.web import banners, foot, guard

visit = guard.enter(Need.INSIDE)

say = visit.language.say
problems = visit.season.problems

st.html(Markup('<div class="sb"><h1>{}</h1></div>').format(say("Checks")))
if visit.rights.may(Need.LEAD) and (why := secrets.warn_if_exposed()):
    banners.draw_strip(visit, why)
if not problems:
    banners.draw_strip(visit, sentence("Everything in the workbook could be read."), quiet=True)
else:
    banners.draw_strip(
        visit,
        sentence("Could not be read: {count}. Nothing of it counts until it is fixed.", count=len(problems)),
    )
    if len(problems) <= MOST_CARDS:
        st.html(draw_cards(visit))
    else:
        headers = [say("Tab"), say("Row"), say("Column"), say("What is wrong, and how to fix it")]
        st.dataframe(
            report.list_problems(problems, visit.language).set_axis(headers, axis=1), hide_index=True
        )
st.html(draw_rows(say("Where the data comes from"), list_source(visit)))
st.html(draw_rows(say("The rules in force"), list_rules(visit)))
foot.draw_foot(visit)

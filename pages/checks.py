"""점검: what could not be read and how to mend it, where the data comes from, the rules in force."""

import streamlit as st
from markupsafe import Markup

from studylib import report
from studylib.access.rights import Need
from studylib.config import secrets
from studylib.text.message import sentence
from studylib.views.checks import MOST_CARDS, cards, listed, rules, source
from studylib.web import banners, foot, guard

visit = guard.enter(Need.INSIDE)

say = visit.language.say
problems = visit.season.problems

st.html(Markup('<div class="sb"><h1>{}</h1></div>').format(say("Checks")))
if visit.rights.may(Need.LEAD) and (why := secrets.exposed()):
    banners.strip(visit, why)
if not problems:
    banners.strip(visit, sentence("Everything in the workbook could be read."), quiet=True)
else:
    banners.strip(
        visit,
        sentence("Could not be read: {count}. Nothing of it counts until it is mended.", count=len(problems)),
    )
    if len(problems) <= MOST_CARDS:
        st.html(cards(visit))
    else:
        headers = [say("Tab"), say("Row"), say("Column"), say("What is wrong, and how to mend it")]
        st.dataframe(report.problems(problems, visit.language).set_axis(headers, axis=1), hide_index=True)
st.html(listed(say("Where the data comes from"), source(visit)))
st.html(listed(say("The rules in force"), rules(visit)))
foot.foot(visit)

"""점검: the problems, the notices, the source of the data, the rules in force."""

import streamlit as st

from studylib.access.rights import Need
from studylib.config import secrets
from studylib.views import checks, rules
from studylib.web import banners, foot, guard, markup

visit = guard.enter(Need.INSIDE)

say = visit.language.say
exposed = secrets.warn_if_exposed() if visit.rights.may(Need.LEAD) else None

st.html(markup.draw_title(say("Checks")))
if exposed:
    banners.draw_strip(visit, exposed)
checks.draw_problems(visit)
checks.draw_notices(visit)
st.html(checks.draw_rows(say("Where the data comes from"), checks.list_source(visit)))
st.html(checks.draw_rows(say("The rules in force"), rules.list_rules(visit)))
foot.draw_foot(visit, version=True)

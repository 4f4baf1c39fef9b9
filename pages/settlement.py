"""정산: what each month comes to, who sends what to whom, and what it would come to under other rules."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.text.message import sentence
from studylib.views.settlement.parts import one_month, season
from studylib.views.settlement.what_if import asks_what_if, what_if
from studylib.web import banners, derived, foot, guard

visit = guard.enter(Need.MONEY, people=True, money=True)

say = visit.language.say
chain = derived.settled(visit)

st.html(Markup('<div class="sb"><h1>{}</h1></div>').format(say("Settlement")))
if not chain:
    banners.strip(visit, sentence("The season has not begun, so there is nothing to settle yet."), quiet=True)
else:
    titles = [say("By month"), say("What if")]
    by_month, other_rules = st.tabs(titles, default=titles[asks_what_if()])
    with by_month:
        one_month(visit, chain)
        season(visit, chain)
    with other_rules:
        what_if(visit, chain)
foot.foot(visit)

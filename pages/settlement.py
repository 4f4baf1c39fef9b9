"""정산: what each month comes to, who sends what to whom, and what it would come to under other rules."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.text.message import sentence
from studylib.views.settlement.parts import draw_month, draw_season
from studylib.views.settlement.what_if import draw_what_if, is_what_if_asked
from studylib.web import banners, derived, foot, guard

visit = guard.enter(Need.MONEY, people=True, money=True)

say = visit.language.say
chain = derived.settle_months(visit)

st.html(Markup('<div class="sb"><h1>{}</h1></div>').format(say("Settlement")))
if not chain:
    banners.draw_strip(
        visit, sentence("The season has not begun, so there is nothing to settle yet."), quiet=True
    )
else:
    titles = [say("By month"), say("What if")]
    by_month, other_rules = st.tabs(titles, default=titles[is_what_if_asked()])
    with by_month:
        draw_month(visit, chain)
        draw_season(visit, chain)
    with other_rules:
        draw_what_if(visit, chain)
foot.draw_foot(visit)

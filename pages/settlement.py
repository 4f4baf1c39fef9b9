"""정산: what each month comes to, who sends what to whom, and other rules."""

import streamlit as st

from studylib.access.rights import Need
from studylib.season.kinds import Period
from studylib.text.message import sentence
from studylib.views.settlement.parts import draw_by_month
from studylib.views.settlement.what_if import draw_what_if, is_what_if_asked
from studylib.web import banners, derived, foot, guard, markup

visit = guard.enter(Need.MONEY, people=True, money=True)

say = visit.language.say
chain = derived.settle_months(visit)

st.html(markup.draw_title(say("Settlement")))
if chain:
    by_season = visit.study.settle is Period.SEASON
    titles = [say("The season") if by_season else say("By month"), say("What if")]
    months, other_rules = st.tabs(titles, default=titles[is_what_if_asked()])
    with months:
        draw_by_month(visit, chain)
    with other_rules:
        draw_what_if(visit, chain)
else:
    why = sentence("The season has not begun, so there is nothing to settle yet.")
    banners.draw_strip(visit, why, quiet=True)
foot.draw_foot(visit)

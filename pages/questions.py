"""질문: the open issues of the study's repository, and how long each stays open."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.questions import questions
from studylib.questions.access import Repository
from studylib.views.questions import draw_questions_by_the_clock, find_repository
from studylib.web import asking, foot, guard, markup

visit = guard.enter()

place = find_repository(visit)
if isinstance(place, Repository) and asking.asks_with_token(visit, place):
    guard.demand(visit, Need.INSIDE)
say = visit.language.say
if isinstance(place, Repository):
    ask = markup.draw_link(place.asking, say("Ask a question"))
    lead = say(
        "The open issues of {repository}. They close at the next deadline; with the label {label} they stay open.",
        repository=str(place),
        label=questions.KEEP,
    )
else:
    ask, lead = Markup(""), say(place)
st.html(
    Markup(
        '<div class="sb"><div class="row"><h1>{}</h1><span>{}</span></div><p class="lead">{}</p></div>'
    ).format(say("Questions"), ask, lead)
)
if isinstance(place, Repository):
    draw_questions_by_the_clock(visit, place)
foot.draw_foot(visit)

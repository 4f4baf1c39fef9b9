"""질문: the open issues of the study's repository, and how long each stays open."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.questions import questions
from studylib.questions.access import Repository
from studylib.views.questions import questions_by_the_clock, repository
from studylib.web import asking, foot, guard, markup

visit = guard.enter()

place = repository(visit)
if isinstance(place, Repository) and asking.asks_as_the_group(visit, place):
    guard.need(visit, Need.INSIDE)
say = visit.language.say
if isinstance(place, Repository):
    ask = markup.link(place.asking, say("Ask a question"))
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
    questions_by_the_clock(visit, place)
foot.foot(visit)

"""커리큘럼: what each week is about, who writes the team blog, and the members' notes."""

import streamlit as st
from markupsafe import Markup

from studylib.season import rota, weeks
from studylib.views.curriculum import draw_calendar, draw_card
from studylib.web import derived, foot, guard, markup

visit = guard.enter(people=True)

rows = derived.judge_board(visit)
turns = {turn.week.number: turn for turn in rota.assign_turns(visit.study)}
this_week = weeks.find_present_week(visit.study.weeks, visit.now)

say = visit.language.say
whole = (
    markup.draw_link(visit.study.curriculum_url, say("The whole curriculum"))
    if visit.study.curriculum_url
    else ""
)
st.html(
    Markup('<div class="sb"><div class="row"><h1>{}</h1><span>{}</span></div></div>').format(
        say("Curriculum"), whole
    )
)
draw_calendar(visit)
st.html(
    Markup('<div class="sb"><div class="weeks">{}</div></div>').format(
        Markup("").join(
            draw_card(
                visit,
                week,
                rows[rows["week"] == week.number],
                turns.get(week.number),
                is_present=week == this_week,
            )
            for week in visit.study.weeks
        )
    )
)
foot.draw_foot(visit)

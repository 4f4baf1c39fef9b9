"""제출: hand in a link, and see at once how it is judged."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.text.message import Sentence, sentence
from studylib.views.hand_in import (
    describe_prospect,
    draw_judgement,
    make_form_link,
    propose_week,
    save_answer,
)
from studylib.web import banners, derived, foot, guard, links, look
from studylib.workbook.answers import Answer

visit = guard.enter(people=True)
if visit.study.form is None:  # a form is Google's to guard; what is written here is the group's
    guard.demand(visit, Need.INSIDE)

say = visit.language.say
at_present = look.visit_now(visit)
now, rows = at_present.now, derived.judge_board(at_present)
numbers = [week.number for week in visit.study.weeks]

st.html(Markup('<div class="sb"><h1>{}</h1></div>').format(say("Hand in")))
outcome = st.session_state.pop("handed_in", None)
if isinstance(outcome, Sentence):
    banners.draw_strip(visit, outcome, alert=True)
elif isinstance(outcome, Answer):
    st.html(draw_judgement(visit, rows, outcome))
if visit.study.form is None and not visit.store.writable:
    banners.draw_strip(
        visit, sentence("This workbook can only be read. Hand in where the group keeps it."), quiet=True
    )
elif not visit.rights.may(Need.INSIDE):
    st.link_button(say("Open the form"), visit.study.form.url, type="primary", icon=":material/open_in_new:")
else:
    members = [member.name for member in visit.study.members]
    own = visit.rights.member
    member = st.selectbox(
        say("Member"),
        [own] if own else members,
        index=0 if own else None,
        key="hand_in_member",
        placeholder=say("Choose your name"),
        disabled=own is not None,
        width=560,
    )
    if "hand_in_week" not in st.session_state or st.session_state.get("hand_in_for") != member:
        st.session_state["hand_in_for"] = member
        st.session_state["hand_in_week"] = propose_week(visit, rows, member, now)
    number = st.selectbox(
        say("Week"),
        numbers,
        key="hand_in_week",
        format_func=lambda each: links.name_week(visit, each),
        width=560,
    )
    week = visit.study.week_of[number]
    st.html(Markup('<div class="sb"><p>{}</p></div>').format(describe_prospect(visit, week, now)))
    if visit.study.form:
        address = make_form_link(visit, visit.study.form, member, week)
        st.link_button(say("Open the form"), address, type="primary", icon=":material/open_in_new:")
    else:
        st.text_area(
            say("Link to your notes, several one a line"),
            key="hand_in_link",
            height=80,
            placeholder="https://",
            width=560,
        )
        st.text_input(say("Note (optional)"), key="hand_in_note", width=560)
        st.button(
            say("Hand in"), on_click=save_answer, args=(visit,), type="primary", icon=":material/upload:"
        )
foot.draw_foot(visit)

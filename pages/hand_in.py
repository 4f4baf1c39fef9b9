"""제출: hand in a link, and see at once how it is judged."""

import streamlit as st

from studylib.access.rights import Need
from studylib.season.hand_ins import list_link_weeks
from studylib.text.message import sentence
from studylib.views import duty_choice, hand_in, pass_form, receipt
from studylib.web import banners, derived, foot, guard, look, markup

visit = guard.enter(people=True)
form = visit.study.form
if form is None:  # a Google Form has its own guard
    guard.demand(visit, Need.INSIDE)

at_present = look.visit_now(visit)
rows = derived.judge_board(at_present)

st.html(markup.draw_title(visit.language.say("Hand in")))
receipt.draw_receipts(visit, rows)
hand_in.draw_form_problem(visit)
if form is None and not visit.store.writable:
    why = (
        sentence(
            "There is no form to hand in with yet. The leader makes a form and writes its link into the settings tab, "
            "beside “form_url”."
        )
        if visit.store.address
        else sentence("This workbook can only be read. Hand in where the group keeps it.")
    )
    banners.draw_strip(visit, why, quiet=True)
elif form and not visit.rights.may(Need.INSIDE):
    hand_in.draw_form_link(visit, form.url)
else:
    member = duty_choice.choose_sender(visit)
    if list_link_weeks(visit.study.weeks):
        week = duty_choice.choose_week(at_present, rows, member)
        duty = duty_choice.choose_duty(visit, rows, member, week)
        if duty:
            duty_choice.draw_duty(at_present, rows, member, duty)
        if form:
            hand_in.draw_form_of(visit, form, member, week, duty)
        else:
            hand_in.draw_fields(visit, member, week)
    else:
        banners.draw_strip(visit, sentence("No task of this season takes links."), quiet=True)
    pass_form.draw_pass_form(at_present, member)
foot.draw_foot(visit)

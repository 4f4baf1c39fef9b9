"""스터디 추가: put the Google Sheet of a group on the list, once it is shared with the deployment's account."""

import streamlit as st

from studylib.views.addition import draw_form, draw_steps
from studylib.web import addition, markup

newcomer = addition.enter()

say = newcomer.language.say
lead = say(
    "Your group keeps its Google Sheet, and its board is shown here. Only your members see it, and nobody gets a "
    "password or a key."
)

st.html(markup.draw_title(say("Add a study"), lead))
draw_steps(newcomer)
draw_form(newcomer)
addition.draw_foot(newcomer)

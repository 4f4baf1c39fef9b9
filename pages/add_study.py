"""스터디 추가: put the Google Sheet of a group on the list, once it is shared with the deployment's account."""

import streamlit as st

from studylib.views.addition import draw_addition, draw_field, draw_steps
from studylib.web import addition, markup

newcomer = addition.enter()

say = newcomer.language.say
lead = say(
    "Your group keeps its Google Sheet, and this server shows the board of it. Only your members see it, unless the "
    "settings tab says otherwise."
)

st.html(markup.draw_title(say("Add a study"), lead))
draw_steps(newcomer)
if (pasted := draw_field(newcomer)) is not None:
    with st.spinner(say("Studyboard looks at the sheet.")):
        attempt = addition.try_to_add(pasted)
    draw_addition(newcomer, attempt)
addition.draw_foot(newcomer)

"""Take a study that people added off the list of the deployment."""

import streamlit as st

from studylib.text.message import sentence
from studylib.views.desk.outcome import draw_form_heading
from studylib.web import addition, markup
from studylib.web.address import keep_parameter
from studylib.web.visit import Visit

REFUSED = "leaving_refused"
"""The field for why the last click did nothing."""


def draw_leaving(visit: Visit) -> None:
    """Draw the way off the list, and ask once. Nothing for a study of the secrets file."""
    if not visit.listing.registered:
        return
    say = visit.language.say
    with st.container(border=True):
        lead = say("The board then ends for everybody. The sheet stays as it is, and can be added again.")
        draw_form_heading(say("Take this study off the list"), lead)
        visit.fields.tick("leaving_sure", say("Yes, take it off the list."))
        label, key = say("Take it off the list"), visit.fields.key("leave")
        st.button(label, key=key, on_click=_leave, args=(visit,), icon=":material/playlist_remove:")
        if why := visit.fields.pop(REFUSED, None):
            st.html(markup.draw_alert(say(why)))


def _leave(visit: Visit) -> None:
    """Take the study off the list if its leader is sure. The next page is the list of the others."""
    if visit.fields.get("leaving_sure") is not True:
        visit.fields[REFUSED] = sentence("Nothing was changed. Tick the box first.")
    elif why := addition.try_to_remove(visit.listing):
        visit.fields[REFUSED] = why
    else:
        keep_parameter("study", None)

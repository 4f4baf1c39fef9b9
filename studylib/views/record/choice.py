"""Draw the choice of whose record it is."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from studylib.text.message import sentence
from studylib.web import address, banners
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit


def choose_record(visit: Visit, names: Sequence[str], own: str | None) -> str | None:
    """Draw the choice of a member. The address decides it, else it is ``own``, the visitor's."""
    say = visit.language.say
    asked = address.read_kept("name")
    if asked and asked not in names:
        banners.draw_strip(visit, sentence("There is no member of that name. Choose one from the list."))
    chosen = asked or own
    visit.fields["record_member"] = chosen if chosen in names else None
    return visit.fields.choose(
        "record_member",
        say("Member"),
        names,
        placeholder=say("Choose your name"),
        on_change=keep_member,
        args=(visit,),
        label_visibility="collapsed",
        width=300,
    )


def keep_member(visit: Visit) -> None:
    """Copy the chosen member into the address. A name that was not offered is left."""
    with suppress(ForgedError):
        st.query_params["name"] = st.session_state["name"] = visit.fields["record_member"]
        st.query_params.pop("week", None)

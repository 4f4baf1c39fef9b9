"""Draw the choice of whose record it is."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from studylib.text.message import sentence
from studylib.views.own_name import keep_first
from studylib.web import address, banners
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit


def choose_record(visit: Visit, names: Sequence[str], own: str | None) -> str | None:
    """Draw the choice of a member. The address decides it, else it is ``own``, the visitor's."""
    say = visit.language.say
    if own and address.read_parameter("name") is None:
        address.keep_parameter("name", own)
    asked = address.read_kept("name")
    if asked and asked not in names:
        banners.draw_strip(visit, sentence("There is no member of that name. Choose one from the list."))
    visit.fields["record_member"] = asked if asked in names else None
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
    """Copy the chosen member into the address. A name that was not offered is left.

    The first choice also says who the visitor is, if nobody knows.
    """
    keep_first(visit, "record_member")
    with suppress(ForgedError):
        address.keep_parameter("name", visit.fields["record_member"])
        st.query_params.pop("week", None)

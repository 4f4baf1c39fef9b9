"""Draw whose visit it is, and the way to say otherwise."""

from contextlib import suppress

import streamlit as st

from studylib.web import markup, own_name
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit


def draw_own_name(visit: Visit, *fields: str) -> None:
    """Draw who the visitor is taken for, and the button that ends it. Draw nothing if nobody knows, or a sign-in does.

    ``fields``: the names of the page's own choices, which the button empties.
    """
    name = own_name.find_own_name(visit) if own_name.may_choose(visit) else None
    if name is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="own_name"):
        told = visit.language.say("You are {member} here.", member=name)
        st.html(markup.draw_block(markup.draw_paragraph(told, kind="aside")), width="content")
        draw_other(visit, *fields)


def draw_other(visit: Visit, *fields: str) -> None:
    """Draw the button of who is somebody else. It also empties these fields."""
    label, key = visit.language.say("That is not me"), visit.fields.key("own_name_forget")
    st.button(label, key=key, on_click=forget, args=(visit, fields), type="tertiary")


def forget(visit: Visit, fields: tuple[str, ...]) -> None:
    """Forget who the visitor is, and empty the page's own choices."""
    own_name.forget_own_name(visit)
    for field in fields:
        visit.fields[field] = None


def keep_first(visit: Visit, field: str) -> None:
    """Keep the name that a choice holds, if nobody knows yet who the visitor is.

    Another choice later changes nothing, because a leader hands in for others.
    """
    with suppress(ForgedError):
        name = visit.fields[field]
        if name and own_name.find_own_name(visit) is None:
            own_name.keep_own_name(visit, name)

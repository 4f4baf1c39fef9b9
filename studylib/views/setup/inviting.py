"""Draw the invitation for the group's chat."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import streamlit as st

from studylib.config.hosts import THIS_MACHINE
from studylib.season.study import Study
from studylib.setup.examples import explain_cost
from studylib.text.chat import defuse
from studylib.text.language import Language
from studylib.views.setup.deadlines import describe_first
from studylib.views.setup.steps import draw_copy, draw_step, find_server
from studylib.web import share
from studylib.web.own_address import write_address
from studylib.web.visit import Visit


def draw_invitation(visit: Visit) -> None:
    """Draw the text for the group's chat."""
    say, server = visit.language.say, find_server()
    lines = [say("Copy this into the group’s chat.")]
    if urlsplit(server).hostname in THIS_MACHINE:
        lines.append(
            say(
                "This address opens on this machine alone. For others, put Studyboard on a server: docs/hosting.md"
            )
        )
    draw_step(say("1. Invite the members"), *lines)
    text = write_invitation(visit, server)
    draw_copy(text)
    st.html(share.draw_share(visit.language, text))


def write_invitation(visit: Visit, server: str) -> str:
    """Write the text for the chat: what begins, its first deadline, what being late costs, and the links."""
    language = Language(visit.study.language)
    say = language.say
    query, form = {"study": visit.listing.id or ""}, visit.study.form
    board = write_address(server, "", query)
    hand_in = form.url if form else write_address(server, "hand_in", query)
    return "\n".join(
        [
            say("{name} begins!", name=defuse(visit.study.name)),
            *list_times(visit.study, language),
            explain_cost(visit.study, language.code),
            say("Board: {address}", address=board),
            say("Hand in: {address}", address=hand_in),
        ]
    )


def list_times(study: Study, language: Language) -> Iterator[str]:
    """Say when the season begins, and when the first task is due. A task's name pings nobody."""
    yield language.say("First day: {day}", day=language.full_day(study.weeks[0].opens_at.date()))
    if study.duties:
        first = defuse(describe_first(study, language))
        yield language.say("The first deadline: {moment}", moment=first)

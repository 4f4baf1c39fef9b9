"""Strips above a page: failures, the moment shown, problems."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.text.errors import StudyboardError
from studylib.text.masking import mask_addresses
from studylib.text.message import Sentence, sentence
from studylib.web import markup
from studylib.web.address import keep_as_of
from studylib.web.again import draw_look
from studylib.web.links import link_checks, link_setup
from studylib.web.look import look
from studylib.web.visit import Visit

LOOK_AGAIN_SECONDS = 15
"""How often an open page tries again to read a workbook that could not be read."""


def draw_strip(visit: Visit, text: Sentence | Markup, *, quiet: bool = False, alert: bool = False) -> None:
    """Draw one line above the page. Screen readers read an ``alert`` out at once."""
    st.html(markup.draw_block(write_strip(visit, text, quiet=quiet, alert=alert)))


def write_strip(visit: Visit, text: Sentence | Markup, *, quiet: bool = False, alert: bool = False) -> Markup:
    """Write the line for a block of several."""
    line = visit.language.say(text) if isinstance(text, Sentence) else text
    kind = "strip quiet" if quiet else "strip alert" if alert else "strip"
    return markup.draw_paragraph(line, kind=kind, role="alert" if alert else "note")


def write_brief_strip(
    visit: Visit, fact: Sentence, more: Sentence, link: Markup, *, kind: str = ""
) -> Markup:
    """Write a fact and the way on from it. A phone has no room for ``more``."""
    say = visit.language.say
    parts = say(fact), markup.draw_span(say(more), kind="roomy"), link
    return markup.draw_paragraph(
        markup.join_parts(parts, " "), kind=f"strip brief {kind}".rstrip(), role="note"
    )


def write_sample_strip(visit: Visit) -> Markup:
    """Write that this is the sample, with the way to a study of one's own for who may begin one."""
    if visit.may_begin:
        fact, more = sentence("This is a sample season."), sentence("The group is invented.")
        begin = link_setup(visit.language.say("Start your own study"))
        return write_brief_strip(visit, fact, more, begin, kind="quiet")
    why = sentence("This is a sample season of an invented group. Import your own workbook to begin.")
    return write_strip(visit, why, quiet=True)


@st.fragment
def draw_failure_strip(drawn: Visit) -> None:
    """Draw the age of the copy and why there is no newer one. Draw the page anew once a fresh read succeeds."""
    visit = _look_again(drawn)
    if visit is None:
        st.rerun()
    failure, read_at = visit.reading.failure, visit.reading.read_at
    assert failure is not None
    language, local = visit.language, read_at.astimezone(visit.study.timezone)
    seconds = max(0.0, (visit.present - read_at).total_seconds())  # a clock may be put back
    age = language.say(
        "The workbook cannot be read at the moment. This copy is from {moment}, {span} ago.",
        moment=language.moment(local),
        span=language.span(seconds, most=2),
    )
    why = language.say(failure)
    if not visit.rights.may(Need.LEAD):  # only the leader can share a sheet with the account in the reason
        why = mask_addresses(why)
    draw_strip(visit, markup.join_parts((markup.draw_strong(age), why), " "), alert=True)
    draw_look(visit, "failure", LOOK_AGAIN_SECONDS)


@st.fragment
def draw_waiting_strip(drawn: Visit) -> None:
    """Draw the age of a copy whose study waits for its turn. Draw the page anew once there is a newer one."""
    try:
        visit = look()
    except StudyboardError:
        st.rerun()
    if not visit.waits or visit.season is not drawn.season:
        st.rerun()
    read_at, language = visit.reading.read_at, visit.language
    text = sentence(
        "This copy is from {moment}, {span} ago. Many studies are read in turn, and a newer copy is on its way.",
        moment=language.moment(read_at.astimezone(visit.study.timezone)),
        span=language.span((visit.present - read_at).total_seconds(), most=2),
    )
    draw_strip(visit, text)
    draw_look(visit, "turn", LOOK_AGAIN_SECONDS)


def _look_again(drawn: Visit) -> Visit | None:
    """Look again. ``None`` if what was drawn no longer holds: another season, or a fresh read."""
    try:
        visit = look()
    except StudyboardError:
        return None
    same = visit.season is drawn.season and visit.reading.failure is not None
    return visit if same else None


def draw_as_of_strip(visit: Visit) -> None:
    moment = visit.language.moment(visit.now.astimezone(visit.study.timezone))
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_strip(visit, sentence("This is the board as of {moment}.", moment=moment))
        st.button(visit.language.say("Back to now"), on_click=keep_as_of, args=(None,), key="back_to_now")


def write_unread_strip(visit: Visit) -> Markup:
    """Write how much could not be read, and where it says what."""
    fact = sentence("Could not be read: {count}.", count=len(visit.problems))
    more = sentence("The figures may change once it is fixed.")
    return write_brief_strip(visit, fact, more, link_checks(visit))

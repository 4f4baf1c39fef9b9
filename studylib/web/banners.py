"""Strips above a page: failures, the moment shown, problems."""

from functools import cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from studylib import clock
from studylib.access.rights import Need
from studylib.figures.palette import PALETTES
from studylib.text.errors import StudyboardError
from studylib.text.language import CODES, Language
from studylib.text.masking import mask_addresses
from studylib.text.message import Sentence, sentence
from studylib.web import markup
from studylib.web.address import keep_as_of, read_language
from studylib.web.links import link_checks
from studylib.web.look import look
from studylib.web.visit import Visit

STYLE = Path(__file__).parent / "style.css"
LOOK_AGAIN_SECONDS = 15
"""How often an open page looks whether a workbook that could not be had can be had again."""
LINK_COLOURS = {"light": ("#1F5C99", "#FFFFFF"), "dark": ("#8FC1F0", "#0B0F14")}
"""Of links, and of what is written on their colour."""


def _of_the_account(said: str, *, leads: bool) -> str:
    """A reason that may name the account with which a sheet is to be shared: that is for who can share it."""
    return said if leads else mask_addresses(said)


# ---- what stands above and below every page ----


@cache
def write_style(theme: str) -> str:
    """Write the style of all pages: style.css, and what has another colour in another theme."""
    link, ground = LINK_COLOURS[theme]
    statuses = " ".join(
        f".sb .{markup.name_class(status)} {{ background: {cell}; color: {glyph}; }}"
        for status, (cell, glyph) in PALETTES[theme].cells.items()
    )
    root = f":root {{ --sb-link: {link}; --sb-ground: {ground}; }}"
    return f"<style>{root} {statuses} {STYLE.read_text()}</style>"


def draw_failure() -> None:
    """Draw what a visitor is told where a page has failed."""
    language = Language(read_language() or CODES[0])
    said = sentence("Something went wrong here. Load the page again; if it stays so, tell the leader.")
    st.html(write_style(st.context.theme.type or "light"))
    st.html(
        Markup('<div class="sb"><p class="strip alert" role="alert">{}</p></div>').format(language.say(said))
    )


def draw_strip(visit: Visit, text: Sentence | Markup, *, quiet: bool = False, alert: bool = False) -> None:
    """One line above the page; an ``alert`` is read out at once to those who do not see it."""
    said = visit.language.say(text) if isinstance(text, Sentence) else text
    st.html(
        Markup('<div class="sb"><p class="strip{}" role="{}">{}</p></div>').format(
            " quiet" if quiet else " alert" if alert else "", "alert" if alert else "note", said
        )
    )


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def draw_failure_strip(drawn: Visit) -> None:
    """How old the copy is that is shown and why it is no newer; gone as soon as a fresh read succeeds."""
    visit = _still(drawn)
    if visit is None:
        st.rerun()
    failure, read_at = visit.reading.failure, visit.reading.read_at
    assert failure is not None
    language, local = visit.language, read_at.astimezone(visit.study.timezone)
    text = language.say(
        "This is the copy of {moment}, {span} old, for the workbook cannot be read now.",
        moment=language.moment(local),
        span=language.span((clock.now() - read_at).total_seconds(), most=2),
    )
    said = _of_the_account(language.say(failure), leads=visit.rights.may(Need.LEAD))
    draw_strip(visit, Markup("<b>{}</b> {}").format(text, said), alert=True)


def _still(drawn: Visit) -> Visit | None:
    """The visit as it is now, while what was drawn still holds: the same season, and no fresh read of it."""
    try:
        visit = look()
    except StudyboardError:
        return None
    same = visit.season is drawn.season and visit.reading.failure is not None
    return visit if same else None


def draw_as_of_strip(visit: Visit) -> None:
    moment = visit.language.moment(visit.now.astimezone(visit.study.timezone))
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_strip(visit, sentence("You see the board as it stood at {moment}.", moment=moment))
        st.button(visit.language.say("Back to now"), on_click=keep_as_of, args=(None,), key="back_to_now")


def draw_unread_strip(visit: Visit) -> None:
    text = visit.language.say(
        "Could not be read: {count}. The figures may change once it is fixed.",
        count=len(visit.season.problems),
    )
    where = Markup("{} {}").format(text, link_checks(visit))
    draw_strip(visit, where)

"""The guard at the door of every page. ``access`` decides who may pass.

Every page begins with ``enter``. Every write goes through ``writing``, which asks again.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import NoReturn

import streamlit as st
from markupsafe import Markup

from studylib import clock
from studylib.access import rights
from studylib.access.rights import Need
from studylib.config.studies import UnlistedError
from studylib.text.errors import StudyboardError
from studylib.text.language import CODES, Language
from studylib.text.message import Sentence, sentence
from studylib.web import derived, markup
from studylib.web.address import read_kept, read_language, read_parameter
from studylib.web.banners import (
    LOOK_AGAIN_SECONDS,
    draw_as_of_strip,
    draw_failure_strip,
    draw_strip,
    draw_waiting_strip,
    write_sample_strip,
    write_unread_strip,
)
from studylib.web.chooser import (
    LinkFault,
    choose_study,
    draw_closed,
    draw_refusal,
    refuse_unknown,
    tell_withdrawn,
)
from studylib.web.foot import draw_foot
from studylib.web.kept import keep_markup
from studylib.web.lack import draw_lack, find_lack
from studylib.web.look import DRAWN, LOOK, ask_fresh_read, choose_reason, name_drawn, recall_visit
from studylib.web.markup import NO_MARKUP
from studylib.web.page_titles import NAME
from studylib.web.readers import WithdrawnError
from studylib.web.sign_in import draw_buttons
from studylib.web.turnstile import Turnstile
from studylib.web.visit import Visit
from studylib.web.way_out import draw_way_out_strip

TRY_AGAIN_SECONDS = 5
"""How often a page tries again that too many visitors asked for."""
LOOKING_BACK = Turnstile()
"""Where strangers wait for moments that the address asks for. Each may cost seconds in a large season."""


def enter(
    what: Need = Need.BOARD,
    *,
    people: bool = False,
    money: bool = False,
    begins: bool = False,
    joins: bool = False,
    admit: Callable[[Visit], bool] | None = None,
    explain: Callable[[], LinkFault | None] = lambda: None,
) -> Visit:
    """Let the visitor into a page that shows ``what``, and draw the strips above it.

    ``people``: the page shows members by weeks, so it ends if there are none. ``money``: the page shows fines, so it
    says how much could not be read. ``begins``: the page begins a season, so it speaks of the sample itself.
    ``joins``: the page draws the strips of the visit itself. So its first part takes them along.
    ``admit`` may let in a visitor without the right, for what else the address has. Others read ``explain`` first.

    If the page is closed to the visitor, or there is no workbook, it ends with the reason.
    """
    try:
        visit = recall_visit()
    except UnlistedError as error:
        language = Language(read_language() or CODES[0])
        if isinstance(error, WithdrawnError):
            tell_withdrawn(language, error.study)
        if read_kept("study"):
            refuse_unknown(language, explain())
        choose_study(language, explain())
    except StudyboardError as error:
        _stop(Language(read_language() or CODES[0]), error.why)
    st.session_state[DRAWN] = name_drawn(visit)
    if (why := rights.explain_refusal(visit.rights, what)) and not (admit and admit(visit)):
        _refuse(visit, why, explain(), below_strips=False)
    lacks = people and find_lack(visit) is not None
    visit = _draw_strips(visit, begins=begins, money=money and not lacks, joins=joins and not lacks)
    if visit.as_of and not visit.rights.may(Need.INSIDE):
        _wait_for_turn(visit)
    if people:
        _demand_people(visit)
    if money and visit.as_of and visit.problems:
        st.html(markup.draw_block(write_unread_strip(visit)))
    return visit


def demand(visit: Visit, what: Need) -> None:
    """End an entered page with the reason if ``what`` is closed to the visitor."""
    if why := rights.explain_refusal(visit.rights, what):
        _refuse(visit, why, below_strips=True)


def _draw_strips(visit: Visit, *, begins: bool, money: bool, joins: bool) -> Visit:
    """Draw the strips. Leave those that only an event changes to a page that ``joins`` them."""
    draw_way_out_strip(visit.language)
    if visit.reading.failure:
        draw_failure_strip(visit)
    elif visit.waits:
        draw_waiting_strip(visit)
    lines = _write_strips(visit, sample=visit.study.sample and not begins, unread=money and not visit.as_of)
    if joins and not visit.as_of:
        visit = replace(visit, strips=lines)
    elif lines:
        st.html(lines)
    if visit.as_of:
        draw_as_of_strip(visit)
    elif asked := read_parameter("as_of"):
        draw_strip(visit, sentence("“{cell}” is not a moment. Write it as 2022-05-11T00:30.", cell=asked))
    return visit


def _write_strips(visit: Visit, *, sample: bool, unread: bool) -> Markup:
    """Write the strips that only an event changes. Empty without one."""
    problems = len(visit.problems) if unread else 0

    def write() -> Markup:
        lines = [write_sample_strip(visit)] if sample else []
        if problems:
            lines.append(write_unread_strip(visit))
        return markup.draw_block(*lines)

    return keep_markup(visit, (_write_strips, (sample, problems)), write) if sample or problems else NO_MARKUP


# ---- the ends of a page that is not drawn ----


def _wait_for_turn(visit: Visit) -> None:
    """Compute a past moment for a stranger in turn. End the page if too many ask. Then it tries again by itself."""
    if LOOKING_BACK.pass_through(lambda: derived.prepare_board(visit)):
        return
    draw_strip(
        visit, sentence("Too many visitors ask for other moments right now. This page tries again by itself.")
    )
    draw_foot(visit)
    _try_again(visit.present)
    st.stop()


@st.fragment(run_every=TRY_AGAIN_SECONDS)
def _try_again(drawn_at: datetime) -> None:
    if (clock.now() - drawn_at).total_seconds() >= TRY_AGAIN_SECONDS / 2:
        st.rerun()


def _refuse(visit: Visit, why: Sentence, fault: LinkFault | None = None, *, below_strips: bool) -> NoReturn:
    """End the page with the reason, and the buttons to sign in or out. ``fault``: what is wrong with the link."""
    if visit.listing.id and not visit.rights.may(Need.BOARD):
        draw_closed(visit.language, visit.rights.standing, why, fault)
    st.html(draw_refusal(visit.language, visit.study.name or NAME, why, fault))
    inside = visit.rights.may(Need.INSIDE)  # a member at the leader's desk need not sign out
    if not inside:
        draw_buttons(visit.language, visit.rights.standing, kind="primary", below_strips=below_strips)
    draw_foot(visit, signing=inside)
    st.stop()


def _demand_people(visit: Visit) -> None:
    """End the page if there are no members or no weeks."""
    if why := find_lack(visit):
        st.html(draw_lack(visit, why))
        draw_foot(visit)
        st.stop()


def _stop(language: Language, why: Sentence) -> NoReturn:
    """End the page if there is no workbook to show. It goes on by itself as soon as there is one."""
    reason = choose_reason(why, st.context.headers, st.context.ip_address)
    st.html(markup.draw_title(NAME, language.say(reason)))
    st.button(language.say("Try again"), on_click=ask_fresh_read, key="try_again", icon=":material/refresh:")
    st.session_state[LOOK] = StudyboardError(why)
    _wait_for_workbook(why)
    st.stop()


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _wait_for_workbook(why: Sentence) -> None:
    """Run the page again once the workbook can be read, or cannot for another reason."""
    try:
        recall_visit()
    except StudyboardError as error:
        if error.why == why:
            return
    st.rerun()

"""What the pages share: the guard, the season, the clock, the banners. The door of streamlit.

Every page begins with ``enter``, and every write goes through ``hand_in`` or ``save``: there ``access`` says who may.
"""

from typing import NoReturn

import streamlit as st
from markupsafe import Markup

from studylib import logs
from studylib.access import origin, rights
from studylib.access.rights import Need
from studylib.config.studies import UnlistedError
from studylib.logs import LOG
from studylib.text.errors import StudyboardError
from studylib.text.language import CODES, Language
from studylib.text.message import Sentence, sentence
from studylib.web.address import read_language
from studylib.web.banners import (
    LOOK_AGAIN_SECONDS,
    draw_as_of_strip,
    draw_failure_strip,
    draw_strip,
    draw_unread_strip,
    write_style,
)
from studylib.web.chooser import choose_study
from studylib.web.foot import NAME, draw_foot
from studylib.web.links import link_checks
from studylib.web.look import LOOK, OUT_OF_REACH, ask_fresh_read, recall_visit
from studylib.web.sign_in import draw_buttons, find_origin, read_settings
from studylib.web.visit import Visit

logs.mask_logs()  # before anything is logged of a season


def enter(what: Need = Need.BOARD, *, people: bool = False, money: bool = False) -> Visit:
    """Open the season for a page that shows that, and draw what stands above every page.

    ``people``: the page shows members by weeks, so it ends with one line where there are none. ``money``: it shows
    fines, so it says how much could not be read. Ends the run with the reason for a visitor to whom the page is closed,
    and with one clear line where the workbook cannot be had.
    """
    try:
        visit = recall_visit()
    except UnlistedError:
        choose_study(Language(read_language() or CODES[0]))
    except StudyboardError as error:
        _stop(Language(read_language() or CODES[0]), error.why)
    st.html(write_style(visit.theme))
    demand(visit, what)
    if visit.reading.failure:
        draw_failure_strip(visit)
    if visit.study.sample:
        draw_strip(
            visit,
            sentence("This is a sample season of an invented group. Import your own workbook to begin."),
            quiet=True,
        )
    if visit.as_of:
        draw_as_of_strip(visit)
    elif asked := st.query_params.get("as_of"):
        draw_strip(
            visit, sentence("“{cell}” is no moment to show. Write it as 2022-05-11T00:30.", cell=asked)
        )
    if people:
        _need_people(visit)
    if money and visit.season.problems:
        draw_unread_strip(visit)
    return visit


def demand(visit: Visit, what: Need) -> None:
    """End the page with the reason where the visitor may not go on to that."""
    if why := rights.explain_refusal(visit.rights, what):
        _refuse(visit, why)


def _need_people(visit: Visit) -> None:
    """End the page with one line where there is nobody or no week to show, and lead to the reason if one is known."""
    if not visit.study.members:
        why = sentence("There are no members yet. Add them to the members tab.")
    elif not visit.study.weeks:
        why = sentence("There are no weeks yet. Add them to the weeks tab, and the start to the settings.")
    else:
        return
    _end(visit, why, Markup("<p>{}</p>").format(link_checks(visit)) if visit.season.problems else Markup(""))


def _end(visit: Visit, why: Sentence, more: Markup | str = "") -> NoReturn:
    """End the page with one line in the place of all that it would show."""
    head = Markup('<div class="sb"><h1>{}</h1><p class="lead">{}</p>{}</div>')
    st.html(head.format(visit.study.name or NAME, visit.language.say(why), more))
    draw_foot(visit)
    st.stop()


def _refuse(visit: Visit, why: Sentence) -> NoReturn:
    """End the page for a visitor to whom it is closed: why, and the way to sign in, or out."""
    name = visit.study.name or NAME
    st.html(
        Markup('<div class="sb"><h1>{}</h1><p class="lead">{}</p></div>').format(
            name, visit.language.say(why)
        )
    )
    inside = visit.rights.may(Need.INSIDE)  # a member need not sign out for having come to the desk
    if not inside:
        draw_buttons(visit.language, visit.rights.standing, kind="primary")
    draw_foot(visit, signing=inside)
    st.stop()


def _stop(language: Language, why: Sentence) -> NoReturn:
    """End the page where there is no workbook to show, with the reason; the page goes on as soon as there is one."""
    st.html(write_style(st.context.theme.type or "light"))
    said = language.say(choose_reason(why))
    st.html(Markup('<div class="sb"><h1>{}</h1><p class="lead">{}</p></div>').format(NAME, said))
    st.button(language.say("Try again"), on_click=ask_fresh_read, key="try_again", icon=":material/refresh:")
    st.session_state[LOOK] = StudyboardError(why)
    _until_there_is_one(why)
    st.stop()


def choose_reason(why: Sentence) -> Sentence:
    """The reason, as somebody may know it of whom nobody can tell yet who they are: it says where the workbook lies."""
    if _is_here():
        return why
    LOG.warning("%s", why)
    return OUT_OF_REACH


def _is_here() -> bool:
    """Whether the visitor sits at this machine, without a sign-in; also where the file that would say so cannot be
    read, which then is the reason."""
    try:
        return not read_settings() and find_origin().local
    except StudyboardError:
        return origin.is_local(st.get_option("server.address"), st.context.headers, st.context.ip_address)


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _until_there_is_one(why: Sentence) -> None:
    """Run the page again once the workbook can be had, or once something else is wrong with it."""
    try:
        recall_visit()
    except StudyboardError as error:
        if error.why == why:
            return
    st.rerun()

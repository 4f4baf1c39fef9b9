"""Look at the season once a run: for which visitor, at which moment, with which rights."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from studylib import clock, logs
from studylib.access import origin, redaction
from studylib.access.origin import Origin, Visitor
from studylib.access.redaction import Redaction
from studylib.access.rights import Need, choose_redaction, judge_rights, may_list
from studylib.config import studies
from studylib.logs import LOG
from studylib.season import events
from studylib.season.kinds import TaskKind
from studylib.source import catalogue
from studylib.source.reader import Reader, Reading
from studylib.source.season import Season, keep_with_season
from studylib.text.errors import StudyboardError
from studylib.text.language import CODES, Language
from studylib.text.message import Sentence, sentence
from studylib.web import navigation
from studylib.web.address import read_kept, read_language, read_moment, read_parameter
from studylib.web.navigation import Entries
from studylib.web.readers import find_reader, read_study
from studylib.web.sign_in import find_origin, find_visitor, read_auth_settings, read_origin
from studylib.web.visit import Visit
from studylib.workbook.cells import Workbook

LOOK = "look"
"""The session's key for the outcome of this run's look: a visit, or the error."""
ANEW = "anew"
"""The session's key for a click's wish to read the workbook again."""
FRESH = "fresh"
"""The session's key for the moment of a look that no part of the page has used yet."""
DRAWN = "drawn_workbook"
"""The session's key for the study and the id of the workbook that its page shows."""
KNOWN_SECONDS = 3600.0
"""How long a copy in memory tells to whom a sheet is open."""
OUT_OF_REACH = sentence(
    "The board cannot be read at the moment. We retry automatically. You do not need to do anything. The server’s log "
    "has the reason."
)
"""The reason that visitors get if they may not know the workbook's address."""

logs.mask_logs()  # before any season is read, as a log may quote it


# ---- once a run ----


def read_title() -> tuple[str, Language]:
    """Read the study's name and the visitor's language for the frame. The name is empty if there is no workbook."""
    try:
        visit = st.session_state[LOOK] = look()
    except StudyboardError as error:
        st.session_state[LOOK] = error
        return "", Language(read_language() or CODES[0])
    return visit.study.name, visit.language


def choose_check_in() -> Literal["visible", "hidden"] | None:
    """Choose whether the navigation has the page to check in. ``None``: it is no page of this season.

    ``hidden``: a visitor who scans its link signs in there. ``read_title`` has looked before.
    """
    visit = st.session_state.get(LOOK)
    if not isinstance(visit, Visit):
        return None
    if not visit.rights.may(Need.INSIDE):
        return "hidden" if read_parameter("code") else None
    has_meetings = any(task.kind is TaskKind.ATTENDANCE for task in visit.study.tasks)
    return "visible" if has_meetings else None


def choose_setup() -> Literal["visible", "hidden"]:
    """Choose whether the navigation has the page to begin a season. ``read_title`` has looked before."""
    visit = st.session_state.get(LOOK)
    return "visible" if isinstance(visit, Visit) and visit.may_begin else "hidden"


def choose_questions() -> Literal["visible", "hidden"]:
    """Choose whether the navigation has the page of questions. Its address works without a repository, too."""
    visit = st.session_state.get(LOOK)
    if not isinstance(visit, Visit) or not visit.rights.may(Need.BOARD):
        return "hidden"  # a closed study looks like one that does not exist
    return "visible" if visit.study.repository else "hidden"


def choose_entries(pages: Sequence[StreamlitPage]) -> Entries:
    """Choose what the navigation of this visitor has. ``read_title`` has looked before."""
    visit = st.session_state.get(LOOK)
    return navigation.choose_entries(pages, visit.rights) if isinstance(visit, Visit) else Entries()


def recall_visit() -> Visit:
    """Take the outcome of an earlier look of this run, or else look. So a run waits for a slow source once.

    Raises what ``look`` raises.
    """
    outcome = st.session_state.pop(LOOK, None) or look()
    if isinstance(outcome, StudyboardError):
        raise outcome
    st.session_state[FRESH] = outcome.present
    return outcome


def look() -> Visit:
    """Look at the season for this visitor, without drawing. Raises a StudyboardError if it cannot be read."""
    listing = catalogue.choose_study(read_kept("study"))
    shared = find_reader(listing)
    present = clock.now()
    anew = st.session_state.pop(ANEW, False)
    visitor, reached = find_visitor(), find_origin()
    closed = recall_closed(listing, shared, visitor, reached, present)
    reading = closed or read_study(listing, shared, anew=anew)
    rights = judge_rights(reading.season.study, visitor, reached, present)
    season = redact_season(reading.season, choose_redaction(rights))
    failure = reading.failure if rights.may(Need.INSIDE) else reading.failure and OUT_OF_REACH
    as_of = read_moment(season.study) if rights.may(Need.BOARD) else None  # strangers have no say
    now = as_of.astimezone(UTC) if as_of else present
    # A closed study answers in the language of one that does not exist.
    own = season.study.language if rights.may(Need.BOARD) or listing.id is None else CODES[0]
    return Visit(
        listing=listing,
        reader=shared,
        rights=rights,
        reading=replace(reading, season=season, failure=failure),
        language=Language(read_language() or own),
        theme=st.context.theme.type or "light",
        present=present,
        now=now,
        as_of=as_of,
        event=events.find_last_event(season.events, now),
    )


def recall_closed(
    listing: studies.StudyConfig, shared: Reader, visitor: Visitor, reached: Origin, now: datetime
) -> Reading | None:
    """Recall the last copy of a sheet of several if it tells that the visitor may see nothing.

    So strangers cannot make us read. Who has signed in gets a fresh read, since the roster may have changed.
    """
    last = shared.find_last() if listing.id and shared.store.remote and not visitor.signed_in else None
    if last is None or not 0 <= (now - last.read_at).total_seconds() < KNOWN_SECONDS:
        return None
    return None if judge_rights(last.season.study, visitor, reached, now).may(Need.BOARD) else last


def look_again(drawn: Visit) -> Visit:
    """Look again from a part of a page. Rerun the whole page if it would be drawn differently, or cannot be read.

    The run of the whole page has just looked, so its part takes that.
    """
    if st.session_state.pop(FRESH, None) == drawn.present:
        return drawn
    try:
        visit = look()
    except StudyboardError:
        st.rerun()
    if has_changed(drawn, visit):
        st.rerun()
    return visit


def has_changed(drawn: Visit, visit: Visit) -> bool:
    """Compare a drawn page with a later visit: would it be drawn differently?"""
    then, now = (
        (each.season, each.rights, each.event, each.theme, each.problems, each.reading.failure is None)
        for each in (drawn, visit)
    )
    return then != now


def visit_now(visit: Visit) -> Visit:
    """Move the visit to the present moment, even if the address asks for another one."""
    now = clock.now()
    event = events.find_last_event(visit.season.events, now)
    return replace(visit, present=now, now=now, as_of=None, event=event)


def name_drawn(visit: Visit) -> tuple[str | None, str]:
    """Name the study and the workbook of a visit. A copy of a workbook has the same id."""
    return visit.listing.id, visit.reading.workbook_id


def ask_fresh_read() -> None:
    """Make the run after this click read the workbook, however fresh the copy is."""
    st.session_state[ANEW] = True


# ---- what a visitor may know ----


@keep_with_season
def redact_season(season: Season, veil: Redaction) -> Season:
    """Leave out of a season what the redaction hides.

    Only the leader gets the cells. Only the group gets the problems.
    """
    cells = Workbook(()) if veil.cells else season.cells
    study = redaction.redact(season.study, veil)
    return Season(cells, study) if veil.reasons else Season(cells, study, season.findings, season.dated)


def show_publicly(season: Season, headers: Mapping[str, str], came_from: str | None) -> Season | None:
    """Redact the season for a request without a sign-in, by its headers and address. ``None`` if it is closed."""
    reached, anonymous, now = read_origin(headers, came_from), Visitor(), clock.now()
    if not may_list(season.study, anonymous, reached, now):
        return None
    return redact_season(season, choose_redaction(judge_rights(season.study, anonymous, reached, now)))


def choose_reason(why: Sentence, headers: Mapping[str, str], came_from: str | None) -> Sentence:
    """Choose the reason that a request may know if there is no workbook. Its headers and address decide.

    The real one may tell the workbook's address, so only this machine gets it. For all others it goes to the log.
    """
    if _is_here(headers, came_from):
        return why
    LOG.warning("%s", why)
    return OUT_OF_REACH


def _is_here(headers: Mapping[str, str], came_from: str | None) -> bool:
    """Tell whether a request comes from this machine and the server has no sign-in.

    An unreadable secrets file counts as no sign-in, since it is the reason itself.
    """
    local = origin.is_local(st.get_option("server.address"), headers, came_from)
    try:
        return local and not read_auth_settings()
    except StudyboardError:
        return local

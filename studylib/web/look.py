"""Look at the season once a run: for whom, at which moment, by which rights."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC

import streamlit as st

from studylib import clock
from studylib.access.origin import Visitor
from studylib.access.rights import Need, choose_redaction, judge_rights, may_list
from studylib.config import studies
from studylib.season import board
from studylib.source import reader
from studylib.source.reader import Reader
from studylib.source.season import Season
from studylib.text.errors import StudyboardError
from studylib.text.language import CODES, Language
from studylib.text.message import sentence
from studylib.web.address import read_kept, read_language, read_moment
from studylib.web.derived import redact_season
from studylib.web.sign_in import find_origin, find_visitor, read_origin
from studylib.web.visit import Visit

LOOK = "look"
"""Where what was seen is left for the rest of the same run: the visit, or why there is none."""
ANEW = "anew"
"""Where a click leaves its wish for a fresh read."""
MOST_STUDIES = 1024
"""Of those, the workbooks are kept that were read last; a season of a year takes some 100 KB."""
OUT_OF_REACH = sentence(
    "The board cannot be read at the moment. It is tried again; nothing has to be done. Who runs the server finds the "
    "reason in its log."
)
"""Why there is no newer board, for those who may not know where the workbook lies."""


def read_title() -> tuple[str, Language]:
    """The study's name and the visitor's language, for the frame; neutral ones where the workbook cannot be had."""
    try:
        visit = st.session_state[LOOK] = look()
    except StudyboardError as error:
        st.session_state[LOOK] = error
        return "", Language(read_language() or CODES[0])
    return visit.study.name, visit.language


def recall_visit() -> Visit:
    """What was seen before in the same run, else a look of its own: a run waits once for what does not come.

    Raises ``WorkbookError`` as ``look`` does.
    """
    seen = st.session_state.pop(LOOK, None) or look()
    if isinstance(seen, StudyboardError):
        raise seen
    return seen


def look() -> Visit:
    """The season as it stands now for this visitor; draws nothing. Raises ``WorkbookError`` where it cannot be had."""
    listing = studies.choose_study(read_kept("study"))
    opened = find_reader(listing)
    reading = opened.read(anew=st.session_state.pop(ANEW, False))
    rights = judge_rights(reading.season.study, find_visitor(), find_origin(), clock.now())
    season = redact_season(reading.season, choose_redaction(rights))
    failure = reading.failure if rights.may(Need.INSIDE) else reading.failure and OUT_OF_REACH
    as_of = read_moment(season.study)
    now = as_of.astimezone(UTC) if as_of else clock.now()
    return Visit(
        listing=listing,
        reader=opened,
        rights=rights,
        reading=replace(reading, season=season, failure=failure),
        language=Language(read_language() or season.study.language),
        theme=st.context.theme.type or "light",
        now=now,
        as_of=as_of,
        event=board.find_last_event(season.events, now),
    )


def has_changed(drawn: Visit, visit: Visit) -> bool:
    """Whether a page that was drawn no longer shows what is known at the later visit."""
    then, now = (
        (each.season, each.rights, each.event, each.theme, each.reading.failure is None)
        for each in (drawn, visit)
    )
    return then != now


def visit_now(visit: Visit) -> Visit:
    """The same visit, of the present, whatever moment was asked for: what is handed in is handed in now."""
    now = clock.now()
    return replace(visit, now=now, as_of=None, event=board.find_last_event(visit.season.events, now))


def find_reader(listing: studies.StudyConfig) -> Reader:
    """The one reader that all visitors share of a study's workbook. Raises ``WorkbookError`` where there is none."""
    return open_reader(listing.workbook)


@st.cache_resource(max_entries=MOST_STUDIES, show_spinner=False)
def open_reader(address: str) -> Reader:
    return Reader(reader.open_store(address))


def ask_fresh_read() -> None:
    """Have the run that comes after a click read the workbook, however fresh it is."""
    st.session_state[ANEW] = True


def show_publicly(season: Season, headers: Mapping[str, str], came_from: str | None) -> Season | None:
    """The season as somebody may know it who has not signed in, and has nothing but a link; ``None`` if not at all."""
    reached, nobody = read_origin(headers, came_from), Visitor()
    if not may_list(season.study, nobody, reached, clock.now()):
        return None
    return redact_season(season, choose_redaction(judge_rights(season.study, nobody, reached, clock.now())))

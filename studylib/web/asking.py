"""Ask GitHub for the questions, once for all visitors."""

from zoneinfo import ZoneInfo

import streamlit as st

from studylib import clock
from studylib.config import studies
from studylib.questions import access, github
from studylib.questions.access import Repository
from studylib.questions.questions import QuestionList
from studylib.snapshot import RefreshPolicy, Snapshot, SnapshotCache
from studylib.source import reader
from studylib.text.errors import StudyboardError
from studylib.web.look import MOST_STUDIES
from studylib.web.visit import Visit

ASK_AGAIN_SECONDS = {False: 300.0, True: 60.0}
"""How long the list of questions is kept, without and with a token: without one, GitHub answers a network 60 times an
hour."""
ASK_AGAIN_AFTER_FAILURE = 120.0
"""Seconds from a list that could not be had to the next try; a try that fails at once is one request."""
PATIENCE_WITH_GITHUB = 5.0
"""Seconds that a visitor waits for the questions where there is no list yet; then the page looks again by itself."""


def asks_with_token(visit: Visit, place: Repository) -> bool:
    """Whether GitHub is asked with the group's token, and may so tell what not everybody can read there."""
    try:
        return access.find_access(place, visit.listing).token is not None
    except StudyboardError:
        return True


def ask_questions(visit: Visit, place: Repository) -> Snapshot[QuestionList] | None:
    """The questions as GitHub last gave them, not yet placed; ``None`` while the first answer is waited for.

    One asks for all visitors. Raises ``WorkbookError`` where they cannot be had and never could.
    """
    try:
        way = access.find_access(place, visit.listing)
    except StudyboardError:
        way = None  # who asks finds out, and says it
    pace = RefreshPolicy(
        keep=ASK_AGAIN_SECONDS[way is not None and way.token is not None],
        try_again=ASK_AGAIN_AFTER_FAILURE,
        first=PATIENCE_WITH_GITHUB,
        changed=PATIENCE_WITH_GITHUB,
        newer=reader.PATIENCE,
    )
    return _asker(place, visit.study.timezone.key, visit.listing.id).read(way, pace)


@st.cache_resource(max_entries=MOST_STUDIES, show_spinner=False)
def _asker(place: Repository, zone: str, study: str | None) -> SnapshotCache[QuestionList]:
    def ask(_: object) -> QuestionList:
        way = access.find_access(place, studies.choose_study(study))
        return github.fetch_questions(place, way, clock.now().astimezone(ZoneInfo(zone)))

    return SnapshotCache(ask)

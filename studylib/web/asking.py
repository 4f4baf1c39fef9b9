"""Ask GitHub for the questions, once for all visitors."""

from zoneinfo import ZoneInfo

import streamlit as st

from studylib import clock
from studylib.questions import access, github
from studylib.questions.access import Repository
from studylib.questions.questions import QuestionList
from studylib.snapshot import RefreshPolicy, Snapshot, SnapshotCache
from studylib.source import catalogue, reader
from studylib.text.errors import StudyboardError
from studylib.web.readers import MOST_STUDIES
from studylib.web.visit import Visit

ASK_AGAIN_SECONDS = {False: 300.0, True: 60.0}
"""How long to keep the list, without and with a token. Without one, GitHub answers a network 60 times an hour."""
ASK_AGAIN_AFTER_FAILURE = 120.0
"""Seconds from a failure to the next try. A try that fails at once is one request."""
CLOSED_SECONDS = 900.0
"""How long to keep the closed questions. So they add four requests an hour at most."""
PATIENCE_WITH_GITHUB = 5.0
"""Seconds that a visitor waits for the first list. After that the page looks again by itself."""


def asks_with_token(visit: Visit, place: Repository) -> bool:
    """Tell whether we ask GitHub with the group's token. The answer may then hold what is not public."""
    try:
        return access.find_access(place, visit.listing).token is not None
    except StudyboardError:
        return True


def ask_questions(visit: Visit, place: Repository, *, closed: bool = False) -> Snapshot[QuestionList] | None:
    """Take the questions as GitHub last gave them, not yet placed. ``None`` until the first answer has come.

    ``closed``: the last closed ones. One request serves all visitors. Raises a StudyboardError if GitHub has failed
    and there is no older list.
    """
    try:
        way = access.find_access(place, visit.listing)
    except StudyboardError:
        way = None  # the fetch itself will raise the same error, for all who wait
    policy = RefreshPolicy(
        keep=CLOSED_SECONDS if closed else ASK_AGAIN_SECONDS[way is not None and way.token is not None],
        try_again=ASK_AGAIN_AFTER_FAILURE,
        first=PATIENCE_WITH_GITHUB,
        changed=PATIENCE_WITH_GITHUB,
        newer=reader.PATIENCE,
    )
    return _open_cache(place, visit.study.timezone.key, visit.listing.id, closed).read(way, policy)


@st.cache_resource(max_entries=2 * MOST_STUDIES, show_spinner=False)
def _open_cache(place: Repository, zone: str, study: str | None, closed: bool) -> SnapshotCache[QuestionList]:
    def ask(_: object) -> QuestionList:
        way = access.find_access(place, catalogue.choose_study(study))
        fetch = github.fetch_closed_questions if closed else github.fetch_questions
        return fetch(place, way, clock.now().astimezone(ZoneInfo(zone)))

    return SnapshotCache(ask)

"""Visits that are made without a page."""

from dataclasses import replace
from datetime import UTC, datetime

from studylib.access.rights import EVERYTHING, Need, Rights, Role
from studylib.config.studies import ONLY
from studylib.season import events
from studylib.source.reader import Reader, Reading
from studylib.source.season import Season, read_season
from studylib.stores.opening import open_store
from studylib.text.language import Language
from studylib.web.visit import Visit
from studylib.workbook.cells import Workbook
from tests.pages.drawn import NOW
from tests.pages.workbooks import group


def make_visit(
    cells: Workbook | None = None,
    *needs: Need,
    now: datetime = NOW,
    language: str = "en",
    season: Season | None = None,
    as_of: datetime | None = None,
) -> Visit:
    """Make the leader's visit, or one with these needs alone, to a workbook, by default that of ``group``."""
    season = season or read_season(cells or group())
    shown = (as_of or now).astimezone(UTC)
    return Visit(
        listing=ONLY,
        reader=Reader(open_store("sqlite:///visit.db", create=True)),
        rights=Rights(Role.MEMBER if needs else Role.LEADER, frozenset(needs) or EVERYTHING),
        reading=Reading(season, now.astimezone(UTC)),
        language=Language(language),
        theme="light",
        present=now.astimezone(UTC),
        now=shown,
        as_of=as_of,
        event=events.find_last_event(season.events, shown),
    )


def move_visit(visit: Visit, now: datetime) -> Visit:
    """Move a visit to another moment of the same season."""
    at = now.astimezone(UTC)
    return replace(visit, present=at, now=at, event=events.find_last_event(visit.season.events, at))

"""The plan of a new season: what its founder decides before there is a workbook."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from studylib.season.kinds import Period, Pot
from studylib.season.study import Member, Payment, Topic
from studylib.text.message import Sentence
from studylib.workbook.cells import Row, Tab

USUAL_WEEKS = 12
"""Weeks of a season if nothing else tells."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a season takes over from the one before.

    ``settings`` are rows of key and value. ``rules`` are the tabs of the rules as they stood, each with the English
    title of its kind. ``roles`` are further roles by name. ``rest`` is what the pot carries on, in won. ``told`` says
    what the leader should know.
    """

    at: datetime
    """When it was carried (aware)."""
    settings: tuple[Row, ...] = ()
    rules: tuple[tuple[str, Tab], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    deposits: tuple[Payment, ...] = ()
    rest: int = 0
    told: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new season is to be. ``None`` and ``""`` leave a rule to the preset, else to the default.

    ``due`` is written as the setting ``due`` is. ``preset`` is the id of one. Without one, carried rules hold, else
    the default tiers. ``curriculum`` has the topics of the first weeks.
    """

    starts_on: date
    name: str = ""
    members: tuple[Member, ...] = ()
    weeks: int = USUAL_WEEKS
    cycle: int | None = None
    """Days of a cycle."""
    due: str = ""
    preset: str | None = None
    settle: Period | None = None
    pot: Pot | None = None
    curriculum: tuple[Topic, ...] = ()
    language: str = "ko"
    timezone: str = "Asia/Seoul"
    carried: Carried | None = None
    """``None``: a first season."""


@dataclass(frozen=True, slots=True)
class PlanFault:
    """What is wrong with a field of the plan, in one sentence. ``line`` counts pasted lines from 1.

    ``field`` is the name of a field of ``Plan``. A notice blocks nothing.
    """

    field: str
    message: Sentence
    line: int | None = None
    is_notice: bool = False


def find_first_day(today: date) -> date:
    """Find the first day to propose: today if it is a Monday, else the next Monday."""
    return today + timedelta(days=-today.weekday() % 7)

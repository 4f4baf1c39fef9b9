"""Cells of judged boards."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from studylib.season import board
from tests.season import seasons
from tests.season.reference import Answer, Judged, Season


def judged(season: Season, now: datetime) -> list[Judged]:
    return seasons.cells(board.judge(seasons.study(season), now))


def alone(now: datetime, *handed_in: datetime, **facts: Any) -> Judged:
    """One member's first week at ``now``, with answers at these moments, linked 1, 2, ... in this order."""
    answers = tuple(Answer("가람", 1, at, f"https://n.kr/{place}") for place, at in enumerate(handed_in, 1))
    season = replace(Season(week_count=1, answers=answers), **facts)
    (cell,) = judged(season, now)
    return cell

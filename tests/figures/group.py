"""A group whose board has every status, for the tests of the figures."""

from datetime import date, datetime

import pandas as pd
import pytest

from studylib.figures import palette
from studylib.season import board, reasons
from studylib.season.study import Break, Excuse, Member, Study
from studylib.text.language import Language
from tests.season import seasons
from tests.season.reference import SEOUL, Answer, Season

KOREAN, ENGLISH = Language("ko"), Language("en")
NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
TODAY = NOW.date()
PALETTES = [pytest.param(palette, id=name) for name, palette in palette.PALETTES.items()]


def at(day: int, month: int = 5, hour: int = 0) -> datetime:
    return datetime(2022, month, day, hour, tzinfo=SEOUL)


GROUP = Season(
    week_count=5,
    members=(Member("하나"), Member("두리"), Member("세찬", joined_on=date(2022, 5, 4))),
    breaks=(Break(date(2022, 4, 13), date(2022, 4, 26)),),
    excuses=(Excuse(1, "두리", "출장"),),
    answers=(
        Answer("하나", 1, at(12, 4), "https://hana.kr/1"),
        Answer("두리", 2, at(4, hour=1), "https://duri.kr/2"),
        Answer("하나", 3, at(10), "https://hana.kr/3"),
    ),
)
"""Weeks due on 4/13, 5/4, 5/11, 5/18 and 5/25, two weeks off after the first. Its board has every status."""


def judged(season: Season = GROUP, now: datetime = NOW) -> tuple[Study, pd.DataFrame]:
    study = seasons.study(season)
    return study, board.judge(study, now)


def explained(
    season: Season = GROUP, now: datetime = NOW, language: Language = KOREAN
) -> tuple[Study, pd.DataFrame]:
    """The board with its reasons."""
    study, rows = judged(season, now)
    return study, rows.assign(reason=reasons.explain_fines(study, rows, language))

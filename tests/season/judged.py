"""Boards of seasons, and the reasons of their fines."""

from datetime import datetime

import pandas as pd

from studylib.season import board
from studylib.season.study import Study
from tests.season import seasons
from tests.season.reference import SEOUL, Season

LONG_AFTER = datetime(2022, 12, 31, tzinfo=SEOUL)


def judged(season: Season, now: datetime = LONG_AFTER) -> tuple[Study, pd.DataFrame]:
    study = seasons.study(season)
    return study, board.judge(study, now)

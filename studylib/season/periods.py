"""Periods: what each row of the board is settled in, a month or the whole season."""

import numpy as np
import pandas as pd

from studylib.season.kinds import SEASON
from studylib.season.study import Study
from studylib.text.message import Sentence, sentence


def find_periods(study: Study, board: pd.DataFrame) -> "pd.Series[str]":
    """Find the period of each row of the board, as a category. It is the month, unless the season is settled whole."""
    if all(duty.period == duty.month for duty in study.duties):
        return board["month"]
    tasks = list(board["task"].cat.categories)
    periods = sorted({duty.period for duty in study.duties})
    codes = np.zeros((max(study.week_of) + 1, len(tasks) + 1), dtype=np.int64)
    for duty in study.duties:
        place = tasks.index(duty.task.name) if duty.task.name else -1
        codes[duty.week, place] = periods.index(duty.period)
    found = codes[board["week"].to_numpy(), board["task"].cat.codes.to_numpy()]
    categories = pd.Index(periods, dtype="str")
    return pd.Series(pd.Categorical.from_codes(found, categories=categories, ordered=True), index=board.index)


def name_period(period: str) -> str | Sentence:
    """Name a period for a sentence: the month as ``YYYY-MM``, or the season."""
    return sentence("the season") if period == SEASON else period

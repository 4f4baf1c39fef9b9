"""Propose the week to hand in for."""

from datetime import datetime

import pandas as pd

from studylib.season.kinds import Status
from studylib.season.study import Study
from studylib.season.weeks import find_present_week


def propose_week(study: Study, board: pd.DataFrame, member: str | None, now: datetime) -> int:
    """Choose the number of the week that a member most likely hands in for.

    It is the last overdue week on the board judged at ``now``. Without one it is the present week. ``None`` as the
    member proposes the present week. The study has at least one week.
    """
    overdue = board.loc[(board["member"] == member) & (board["status"] == Status.OVERDUE), "week"]
    if len(overdue):
        return int(overdue.iloc[-1])
    present = find_present_week(study.weeks, now)
    assert present is not None
    return present.number

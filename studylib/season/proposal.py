"""Propose the week and the task to hand in for."""

from datetime import datetime
from typing import NamedTuple

import pandas as pd

from studylib.season.hand_ins import list_link_duties, list_link_weeks
from studylib.season.kinds import Status
from studylib.season.study import Study, Week
from studylib.season.weeks import find_present_week


class Proposal(NamedTuple):
    """A week, and the name of its task. ``None`` is the task without a name, or none of several."""

    week: int
    task: str | None


def propose_duty(study: Study, board: pd.DataFrame, member: str | None, now: datetime) -> Proposal:
    """Choose the week and the task that a member most likely hands in for.

    It is the last week with something overdue on the board judged at ``now``. Without one it is the present week.
    ``None`` as the member proposes the present week. Some week takes links.
    """
    names = [task.name for task in study.tasks]
    links = {duty.task.name for week in study.weeks for duty in list_link_duties(week)}
    rows = board[board["member"] == member]
    rows = rows[rows["task"].isin(links)] if names else rows
    overdue = rows.loc[rows["status"] == Status.OVERDUE, "week"]
    present = find_present_week(list_link_weeks(study.weeks), now)
    assert present is not None
    week = study.week_of[int(overdue.iloc[-1])] if len(overdue) else present
    return Proposal(week.number, _propose_task(rows[rows["week"] == week.number], week))


def propose_task(board: pd.DataFrame, week: Week, member: str | None) -> str | None:
    """Choose the task of a week that a member hands in for. ``None`` if nothing tells it from the others."""
    rows = board[(board["member"] == member) & (board["week"] == week.number)]
    return _propose_task(rows, week)


def _propose_task(rows: pd.DataFrame, week: Week) -> str | None:
    """Choose among the member's rows of the week: the only one overdue, else open, else at all."""
    duties = list_link_duties(week)
    if len(duties) == 1:
        return duties[0].task.name
    rows = rows[rows["task"].isin([duty.task.name for duty in duties])]
    for some in (rows[rows["status"] == Status.OVERDUE], rows[rows["status"] == Status.OPEN], rows):
        if len(some):
            return str(some["task"].iloc[0]) if len(some) == 1 else None
    return None

"""Count streaks: how many weeks in a row each member was on time.

A week of a member is one of four things:

- *on time*: all its duties that are not excused are on time. It adds one.
- *broken*: any of its duties is late, absent or overdue. It ends the run.
- *pending*: a duty can still be done, and none is broken. It neither adds nor ends.
- *excused*: nothing was asked of the member. It neither adds nor ends.

A meeting of which nothing is recorded yet is pending, whatever the clock says.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from studylib.season.kinds import Status
from studylib.season.rates import find_unrecorded
from studylib.season.study import Study
from studylib.season.weeks import find_present_week

EXCUSED, ON_TIME, PENDING, BROKEN = range(4)
"""What a week is, by rising weight: the heaviest of its duties decides."""

WEIGHTS = {
    Status.ON_TIME: ON_TIME,
    Status.LATE: BROKEN,
    Status.ABSENT: BROKEN,
    Status.EXCUSED: EXCUSED,
    Status.OVERDUE: BROKEN,
    Status.OPEN: PENDING,
    Status.UPCOMING: PENDING,
}


@dataclass(frozen=True, slots=True)
class Streak:
    """A member's weeks on time in a row: ``present`` up to now, ``longest`` in the season."""

    member: str
    present: int
    longest: int


def count_streaks(study: Study, board: pd.DataFrame, now: datetime) -> tuple[Streak, ...]:
    """Count the streak of each member, in roster order.

    The board is judged at ``now``. Weeks after the present one do not count, even if handed in early. Nor do weeks
    that the member is not judged for, such as those before joining.
    """
    present = find_present_week(study.weeks, now)
    if present is None:
        return tuple(Streak(each.name, 0, 0) for each in study.members)
    past = [week.number for week in study.weeks if week.number <= present.number]
    runs, longest = _run_along(_weigh_weeks(study, board[board["week"] <= present.number], past))
    figures = zip(study.members, runs.tolist(), longest.tolist(), strict=True)
    return tuple(Streak(each.name, run, most) for each, run, most in figures)


def _weigh_weeks(study: Study, rows: pd.DataFrame, weeks: list[int]) -> npt.NDArray[np.int8]:
    """Weigh the weeks (columns) of all members (rows). What is not judged weighs nothing."""
    kinds = np.array([WEIGHTS[Status(each)] for each in rows["status"].cat.categories], dtype=np.int8)
    weights = kinds[rows["status"].cat.codes.to_numpy()]
    weights[find_unrecorded(study, rows).to_numpy()] = PENDING
    weighed = np.full((len(study.members), len(weeks)), EXCUSED, dtype=np.int8)
    places = np.searchsorted(weeks, rows["week"].to_numpy())
    np.maximum.at(weighed, (rows["member"].cat.codes.to_numpy(), places), weights)
    return weighed


def _run_along(
    weighed: npt.NDArray[np.int8],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Count the last and the longest run of each row."""
    run = np.zeros(len(weighed), dtype=np.int64)
    longest = run
    for week in weighed.T:
        run = np.where(week == BROKEN, 0, run + (week == ON_TIME))
        longest = np.maximum(longest, run)
    return run, longest

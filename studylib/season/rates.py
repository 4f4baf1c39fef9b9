"""Rate how much was handed in on time: of what was due, by member and by week.

A row of the board counts from its due moment on. Four kinds of rows never count:

- *excused* ones, by an excuse, a break or a pass,
- those of days before joining or after leaving, which the board does not have,
- those still to be due, even if handed in early,
- meetings that nobody has recorded yet.

On time is what the board calls so. Late, absent and overdue rows are not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

import pandas as pd

from studylib.season.kinds import Status, TaskKind
from studylib.season.study import Study


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the rows that count were on time."""

    on_time: int
    counted: int

    @property
    def share(self) -> Fraction | None:
        """The exact share. ``None`` if no row counts."""
        return Fraction(self.on_time, self.counted) if self.counted else None

    @property
    def percent(self) -> int | None:
        """The share in percent, rounded down. So 100 means all."""
        return 100 * self.on_time // self.counted if self.counted else None


NO_RATE = Rate(0, 0)


def select_counted(study: Study, board: pd.DataFrame, now: datetime) -> pd.DataFrame:
    """Select the rows that count at ``now`` (aware). The board is judged then."""
    waiting = find_unrecorded(study, board)
    return board[(board["due_at"] <= now) & (board["status"] != Status.EXCUSED) & ~waiting]


def find_unrecorded(study: Study, board: pd.DataFrame) -> "pd.Series[bool]":
    """Find the rows of meetings that have begun and are not recorded yet."""
    meetings = [task.name for task in study.tasks if task.kind is TaskKind.ATTENDANCE]
    return board["task"].isin(meetings) & (board["status"] == Status.OVERDUE)


def rate_all(counted: pd.DataFrame) -> Rate:
    """Rate the rows together."""
    return Rate(int((counted["status"] == Status.ON_TIME).sum()), len(counted))


def rate_members(counted: pd.DataFrame) -> Mapping[str, Rate]:
    """Rate each member by name. Members without a row are missing."""
    return {str(name): rate for name, rate in _rate_by(counted, "member").items()}


def rate_weeks(counted: pd.DataFrame) -> Mapping[int, Rate]:
    """Rate each week by its number. Weeks without a row are missing."""
    return {int(str(number)): rate for number, rate in _rate_by(counted, "week").items()}


def _rate_by(counted: pd.DataFrame, column: str) -> Mapping[object, Rate]:
    on_time = (counted["status"] == Status.ON_TIME).groupby(counted[column], observed=True)
    sums = zip(on_time.sum().items(), on_time.count(), strict=True)
    return {key: Rate(int(done), int(count)) for (key, done), count in sums}

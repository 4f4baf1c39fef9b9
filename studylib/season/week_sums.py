"""Sum the board by member and week."""

from collections.abc import Iterable

import pandas as pd

from studylib.season.kinds import Status

WORST_FIRST = (
    Status.ABSENT,
    Status.LATE,
    Status.OVERDUE,
    Status.OPEN,
    Status.UPCOMING,
    Status.EXCUSED,
    Status.ON_TIME,
)
"""What costs comes first, then what can still be done, then what is done."""


def sum_weeks(board: pd.DataFrame) -> pd.DataFrame:
    """Sum the tasks of each member and week, in the order of the board.

    The columns are ``member``, ``week``, ``status`` (the worst one), ``fine``, and ``counted`` of ``count`` links. The
    last two leave out the tasks that take a single link. They are 0 without any other.
    """
    ranks = [WORST_FIRST.index(status) for status in Status]
    several = board["count"].where(board["count"] > 1, 0)
    rows = pd.DataFrame(
        {
            "member": board["member"],
            "week": board["week"],
            "rank": board["status"].cat.codes.map(dict(enumerate(ranks))).astype("int8"),
            "fine": board["fine"],
            "counted": board["counted"].where(several > 0, 0),
            "count": several,
        }
    )
    sums = {"rank": "min", "fine": "sum", "counted": "sum", "count": "sum"}
    weeks = rows.groupby(["member", "week"], observed=True, sort=False).agg(sums).reset_index()
    codes = [list(Status).index(WORST_FIRST[rank]) for rank in weeks["rank"]]
    weeks["status"] = pd.Categorical.from_codes(codes, board["status"].cat.categories, ordered=True)
    return weeks[["member", "week", "status", "fine", "counted", "count"]]


def find_worst(statuses: Iterable[Status]) -> Status:
    """Find the worst of some statuses. There is at least one."""
    return min(statuses, key=WORST_FIRST.index)

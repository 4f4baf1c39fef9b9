"""Judge the board: the status of each member in each task of each week, at one moment.

All views are sums or pivots of this one table. It has a row for each member and duty, even
without a submission. NumPy computes whole columns at once.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from studylib.season.assigned import find_assigned
from studylib.season.closings import keep_closed
from studylib.season.costs import price_cells
from studylib.season.done import find_done
from studylib.season.events import NEVER, Integers
from studylib.season.excused import find_excused
from studylib.season.judging import STATUSES, find_edges, judge_cells
from studylib.season.meetings import find_recorded
from studylib.season.study import Study
from studylib.season.weeks import to_milliseconds

COLUMNS = (
    *("member", "week", "task", "status", "submitted_at", "counted", "count", "due_at"),
    *("link", "fine", "fine_today", "month", "tier", "step"),
)
"""``member`` is a category in roster order, ``week`` int64. ``task`` is a category in the order of the tasks, NaN for
the unnamed one. ``status`` is a category of ``Status``. ``submitted_at`` and ``due_at`` are datetime64[ms], aware.
The first is the time at which the task was done, NaT if it is not: that of the *first* valid submission, or of the
last link that it needs. ``counted`` is how many links count so far, of the ``count`` that the task takes, both int64.
``link`` is str: the *latest* submission's links, or all that count if the task takes several, one a line, NaN if
none. ``fine`` is int64, in won: as closed in a closed month, else as the rules give it. ``fine_today`` is what they
give in any month. ``month`` is a category of ``YYYY-MM``. ``tier`` is int16: the place of the tier that they give in
``study.tiers``, ``NO_TIER`` if
none. ``step`` is int16: the how-manieth time of a growing fine it is, from 1, and 0 if it does not grow."""


def judge(study: Study, now: datetime) -> pd.DataFrame:
    """Judge the board at ``now`` (aware), with ``COLUMNS``.

    It has one row for each member and each duty the member is judged for. Members come in roster order, weeks rising,
    tasks in their order. Submissions up to ``now``, inclusive, count. All months with rows are closed:
    ``closings.look_back`` opens some.
    """
    at = to_milliseconds(now)
    members, duties = study.members, study.duties
    edges, recorded = find_edges(study), find_recorded(study, at)
    done = find_done(study, recorded, at)
    assigned = find_assigned(study)
    judged = judge_cells(study, edges, done.at, recorded, find_excused(study, now), at)
    priced = price_cells(study, edges, judged, done, assigned, at)
    fines = keep_closed(study, priced.amount, assigned)
    kept = slice(None) if assigned.all() else assigned.ravel()
    months = sorted({each.month for each in duties})
    tasks = [task.name for task in study.tasks if task.name is not None]

    def repeat(values: Sequence[int]) -> Integers:
        return np.tile(np.array(values, dtype=np.int64), len(members))[kept]

    return pd.DataFrame(
        {
            "member": _make_category(
                np.repeat(np.arange(len(members)), len(duties))[kept], [each.name for each in members]
            ),
            "week": repeat([each.week for each in duties]),
            "task": _make_category(
                repeat([tasks.index(each.task.name) if each.task.name else -1 for each in duties]), tasks
            ),
            "status": _make_category(judged.status.ravel()[kept], STATUSES),
            "submitted_at": _make_moments(done.at.ravel()[kept], study.timezone),
            "counted": done.counted.ravel()[kept],
            "count": repeat([each.task.count for each in duties]),
            "due_at": _make_moments(np.tile(edges.due, len(members))[kept], study.timezone),
            "link": done.texts.take(done.link.ravel()[kept], allow_fill=True),
            "fine": fines.ravel()[kept],
            "fine_today": priced.amount.ravel()[kept],
            "month": _make_category(repeat([months.index(each.month) for each in duties]), months),
            "tier": judged.tier.ravel()[kept],
            "step": priced.step.ravel()[kept],
        },
        copy=False,
    )


def _make_category(codes: npt.NDArray[np.signedinteger], names: Sequence[str]) -> "pd.Categorical[str]":
    """Make a column of ``names`` from their places. The categories keep the order of ``names``."""
    return pd.Categorical.from_codes(
        codes, categories=pd.Index(list(names), dtype="str"), ordered=True, validate=False
    )


def _make_moments(times: Integers, zone: ZoneInfo) -> "pd.api.extensions.ExtensionArray":
    """Make aware moments of ``zone`` from milliseconds since 1970 UTC, NaT from ``NEVER``."""
    nat = np.iinfo(np.int64).min
    return pd.array(np.where(times == NEVER, nat, times), dtype=pd.DatetimeTZDtype("ms", zone))

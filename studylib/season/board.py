"""Judge the board: the status of each member in each week, at one moment.

All views are sums or pivots of this one table. It has a row for each member and week, even
without a submission. NumPy computes whole columns at once.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from studylib.season.attendance import find_judged
from studylib.season.closings import keep_closed
from studylib.season.events import Integers, list_times
from studylib.season.kinds import HIGHEST_WEEK, Status
from studylib.season.study import Study, Week
from studylib.season.weeks import list_ends, to_milliseconds

STATUSES = tuple(Status)
NEVER = np.iinfo(np.int64).max
NO_TIER = -1

COLUMNS = ("member", "week", "status", "submitted_at", "link", "fine", "fine_today", "month", "tier")
"""``member`` is a category in roster order, ``week`` int64, ``status`` a category of ``Status``. ``submitted_at`` is
datetime64[ms], aware: the *first* valid submission, NaT if none. ``link`` is str: the *latest* submission's links, one
a line, NaN if none. ``fine`` is int64, in won: as closed in a closed month, else as the rules give it. ``fine_today``
is what they give in any month. ``month`` is a category of ``YYYY-MM``. ``tier`` is int16: the place of the tier that
they give in ``study.tiers``, ``NO_TIER`` if none."""


def judge(study: Study, now: datetime) -> pd.DataFrame:
    """Judge the board at ``now`` (aware), with ``COLUMNS``.

    It has one row for each member and each week the member is judged for. Members come in roster order, weeks rising.
    Submissions up to ``now``, inclusive, count. All months with rows are closed: ``closings.look_back`` opens some.
    """
    at = to_milliseconds(now)
    members, weeks = study.members, study.weeks
    first, latest = _find_submissions(study, at)
    status, tier = _judge_cells(study, first, at)
    judged = find_judged(members, weeks)
    kept = slice(None) if judged.all() else judged.ravel()
    computed = np.array([each.amount for each in study.tiers] + [0], dtype=np.int64)[tier]
    fines = keep_closed(study, computed, judged)
    months = sorted({each.month for each in weeks})

    def repeat_weekly(values: Sequence[int]) -> Integers:
        return np.tile(np.array(values, dtype=np.int64), len(members))[kept]

    return pd.DataFrame(
        {
            "member": _make_category(
                np.repeat(np.arange(len(members)), len(weeks))[kept], [each.name for each in members]
            ),
            "week": repeat_weekly([each.number for each in weeks]),
            "status": _make_category(status.ravel()[kept], STATUSES),
            "submitted_at": _make_moments(first.ravel()[kept], study.timezone),
            "link": study.submissions["link"].array.take(latest.ravel()[kept], allow_fill=True),
            "fine": fines.ravel()[kept],
            "fine_today": computed.ravel()[kept],
            "month": _make_category(repeat_weekly([months.index(each.month) for each in weeks]), months),
            "tier": tier.ravel()[kept],
        },
        copy=False,
    )


def _make_category(codes: npt.NDArray[np.signedinteger], names: Sequence[str]) -> "pd.Categorical[str]":
    """Make a column of ``names`` from their places. The categories keep the order of ``names``."""
    return pd.Categorical.from_codes(
        codes, categories=pd.Index(list(names), dtype="str"), ordered=True, validate=False
    )


def _find_submissions(study: Study, at: int) -> tuple[Integers, Integers]:
    """Find the first and the latest submission up to ``at``, in grids of members by weeks.

    One grid holds the first one's time in milliseconds, else ``NEVER``. The other holds the latest one's place in
    ``study.submissions``, else -1. Submissions rise in time, so the latest has the greatest place.
    """
    times = list_times(study)
    count = int(np.searchsorted(times, at, side="right"))
    cell = _find_cells(study, count)
    shape = len(study.members) + 1, len(study.weeks) + 1
    first, latest = np.full(shape, NEVER), np.full(shape, -1)
    np.minimum.at(first.reshape(-1), cell, times[:count])
    np.maximum.at(latest.reshape(-1), cell, np.arange(count))
    return first[:-1, :-1], latest[:-1, :-1]


def _find_cells(study: Study, count: int) -> Integers:
    """Find the cell of each of the first ``count`` submissions.

    An extra row takes unknown members, an extra column unknown weeks.
    """
    names = pa.array([each.name for each in study.members], pa.large_string())
    senders = pa.array(study.submissions["member"].array[:count], pa.large_string())
    member = pc.fill_null(pc.index_in(senders, value_set=names), len(study.members)).to_numpy()
    place_of = np.full(HIGHEST_WEEK + 2, len(study.weeks))
    place_of[[each.number for each in study.weeks]] = np.arange(len(study.weeks))
    week = place_of.take(study.submissions["week"].to_numpy()[:count], mode="clip")
    cells: Integers = member * np.int64(len(study.weeks) + 1) + week
    return cells


def _judge_cells(
    study: Study, first: Integers, at: int
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int16]]:
    """Judge the status (a place in ``STATUSES``) and the tier of each cell.

    Each rule overrides the rules before it.
    """
    opens, due, closes = (_list_edges(study.weeks, edge) for edge in ("opens_at", "due_at", "closes_at"))
    status = np.where(first < closes, _encode(Status.LATE), _encode(Status.ABSENT))
    tier = np.zeros(status.shape, dtype=np.int16)
    ends = [list(map(to_milliseconds, list_ends(study.tiers, week.due_at))) for week in study.weeks]
    for end in np.array(ends, dtype=np.int64).T:
        tier += first >= end
    missing = first == NEVER
    for end, waiting in ((closes, Status.OVERDUE), (due, Status.OPEN), (opens, Status.UPCOMING)):
        for week in np.flatnonzero(at < end):
            status[missing[:, week], week] = _encode(waiting)
    status[_find_excused(study)] = _encode(Status.EXCUSED)
    status[first < due] = _encode(Status.ON_TIME)
    fined = (status == _encode(Status.LATE)) | (status == _encode(Status.ABSENT))
    return status, np.where(fined, tier, np.int16(NO_TIER))


def _encode(status: Status) -> np.int8:
    return np.int8(STATUSES.index(status))


def _list_edges(weeks: Sequence[Week], edge: str) -> Integers:
    """List one edge of each week, in milliseconds since 1970 UTC."""
    return np.array([to_milliseconds(getattr(week, edge)) for week in weeks], dtype=np.int64)


def _find_excused(study: Study) -> npt.NDArray[np.bool_]:
    """Build a matrix of members by weeks: True if an excuse or a personal break applies."""
    excused = np.zeros((len(study.members), len(study.weeks)), dtype=np.bool_)
    members = {member.name: place for place, member in enumerate(study.members)}
    weeks = {week.number: place for place, week in enumerate(study.weeks)}
    for excuse in study.excuses:
        if excuse.week in weeks:
            excused[members[excuse.member], weeks[excuse.week]] = True
    first, last = (
        np.array([week.days[edge].toordinal() for week in study.weeks], dtype=np.int64) for edge in (0, 1)
    )
    for each in study.breaks:
        if each.member is not None:
            off = (each.starts_on.toordinal() <= last) & (first <= each.ends_on.toordinal())
            excused[members[each.member]] |= off
    return excused


def _make_moments(first: Integers, zone: ZoneInfo) -> "pd.api.extensions.ExtensionArray":
    """Make aware moments of ``zone`` from milliseconds since 1970 UTC, NaT from ``NEVER``."""
    nat = np.iinfo(np.int64).min
    return pd.array(np.where(first == NEVER, nat, first), dtype=pd.DatetimeTZDtype("ms", zone))

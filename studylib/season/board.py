"""The board: who stands how in which week, at one moment. The one table that everything shown is a sum or pivot of.

Built from the full grid of roster times weeks, so that who hands in nothing has a row too, by whole columns: no
Python runs per cell.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from studylib.season.attendance import find_judged
from studylib.season.study import HIGHEST_WEEK, Status, Study, Week
from studylib.season.weeks import to_milliseconds

Integers = npt.NDArray[np.int64]

STATUSES = tuple(Status)
NEVER = np.iinfo(np.int64).max
NO_TIER = -1

COLUMNS = ("member", "week", "status", "submitted_at", "link", "fine", "month", "tier")
"""``member`` category in roster order; ``week`` int64; ``status`` category of ``Status``; ``submitted_at``
datetime64[ms], aware, the *first* valid submission, NaT if none; ``link`` str, the *latest* one, several one a line,
NaN if none; ``fine`` int64, won; ``month`` category ``YYYY-MM``; ``tier`` int16, the place in ``study.tiers`` of the
tier that the fine is of, ``NO_TIER`` if none."""


def judge(study: Study, now: datetime) -> pd.DataFrame:
    """The board at ``now`` (aware): one row a member and week that the member answers for, members in roster
    order, weeks rising, with ``COLUMNS``. A submission later than ``now`` does not exist yet, one at ``now`` does.
    """
    at = to_milliseconds(now)
    members, weeks = study.members, study.weeks
    first, latest = _submissions(study, at)
    status, tier = _stand(study, first, at)
    answers_for = find_judged(members, weeks)
    kept = slice(None) if answers_for.all() else answers_for.ravel()
    months = sorted({each.month for each in weeks})

    def weekly(values: Sequence[int]) -> Integers:
        return np.tile(np.array(values, dtype=np.int64), len(members))[kept]

    tier = tier.ravel()[kept]
    return pd.DataFrame(
        {
            "member": _category(
                np.repeat(np.arange(len(members)), len(weeks))[kept], [each.name for each in members]
            ),
            "week": weekly([each.number for each in weeks]),
            "status": _category(status.ravel()[kept], STATUSES),
            "submitted_at": _moments(first.ravel()[kept], study.timezone),
            "link": study.submissions["link"].array.take(latest.ravel()[kept], allow_fill=True),
            "fine": np.array([each.amount for each in study.tiers] + [0], dtype=np.int64)[tier],
            "month": _category(weekly([months.index(each.month) for each in weeks]), months),
            "tier": tier,
        },
        copy=False,
    )


def _category(codes: npt.NDArray[np.signedinteger], names: Sequence[str]) -> "pd.Categorical[str]":
    """A column of ``names`` by their places; in their order."""
    return pd.Categorical.from_codes(
        codes, categories=pd.Index(list(names), dtype="str"), ordered=True, validate=False
    )


def list_events(study: Study) -> Integers:
    """The moments (ms since 1970 UTC, rising) at which the board may change: between two of them it stays the same."""
    turns = [
        to_milliseconds(moment)
        for week in study.weeks
        for moment in (week.opens_at, week.due_at, week.closes_at)
    ]
    return np.unique(np.concatenate([np.array(turns, dtype=np.int64), _handed_in_at(study)]))


def find_last_event(events: Integers, now: datetime) -> int:
    """The last of the events until ``now``, inclusive; 0 before the first."""
    place = int(np.searchsorted(events, to_milliseconds(now), side="right"))
    return int(events[place - 1]) if place else 0


def _handed_in_at(study: Study) -> Integers:
    """When each submission came, in milliseconds since 1970 UTC."""
    moments: Integers = study.submissions["submitted_at"].to_numpy(dtype="datetime64[ms]").view(np.int64)
    return moments


def _submissions(study: Study, at: int) -> tuple[Integers, Integers]:
    """For each cell, members by weeks: the time (ms) of its first submission until ``at``, ``NEVER`` if there is
    none, and the place of its latest in ``study.submissions``, -1 if there is none.

    Submissions rise in time, so the latest has the greatest place.
    """
    handed_in = _handed_in_at(study)
    count = int(np.searchsorted(handed_in, at, side="right"))
    cell = _cells(study, count)
    shape = len(study.members) + 1, len(study.weeks) + 1
    first, latest = np.full(shape, NEVER), np.full(shape, -1)
    np.minimum.at(first.reshape(-1), cell, handed_in[:count])
    np.maximum.at(latest.reshape(-1), cell, np.arange(count))
    return first[:-1, :-1], latest[:-1, :-1]


def _cells(study: Study, count: int) -> Integers:
    """The cell that each of the first ``count`` submissions belongs to, in a grid with one member and one week more
    than there are: those of nobody and of no week of the season."""
    names = pa.array([each.name for each in study.members], pa.large_string())
    handed_in_by = pa.array(study.submissions["member"].array[:count], pa.large_string())
    member = pc.fill_null(pc.index_in(handed_in_by, value_set=names), len(study.members)).to_numpy()
    place_of = np.full(HIGHEST_WEEK + 2, len(study.weeks))
    place_of[[each.number for each in study.weeks]] = np.arange(len(study.weeks))
    week = place_of.take(study.submissions["week"].to_numpy()[:count], mode="clip")
    cells: Integers = member * np.int64(len(study.weeks) + 1) + week
    return cells


def _stand(study: Study, first: Integers, at: int) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int16]]:
    """Status (place in ``STATUSES``) and tier of every cell of the grid: the table of the rules, each line written
    over the ones before it."""
    opens, due, closes = (_weekly(study.weeks, edge) for edge in ("opens_at", "due_at", "closes_at"))
    status = np.where(first < closes, _code(Status.LATE), _code(Status.ABSENT))
    tier = np.zeros(status.shape, dtype=np.int16)
    for each in study.tiers:
        if each.lasts is not None:
            tier += first >= due + each.lasts // timedelta(milliseconds=1)
    none = first == NEVER
    for running, waiting in ((closes, Status.OVERDUE), (due, Status.OPEN), (opens, Status.UPCOMING)):
        for week in np.flatnonzero(at < running):
            status[none[:, week], week] = _code(waiting)
    status[_excused(study)] = _code(Status.EXCUSED)
    status[first < due] = _code(Status.ON_TIME)
    fined = (status == _code(Status.LATE)) | (status == _code(Status.ABSENT))
    return status, np.where(fined, tier, np.int16(NO_TIER))


def _code(status: Status) -> np.int8:
    return np.int8(STATUSES.index(status))


def _weekly(weeks: Sequence[Week], edge: str) -> Integers:
    """One edge of every week, in milliseconds since 1970 UTC."""
    return np.array([to_milliseconds(getattr(week, edge)) for week in weeks], dtype=np.int64)


def _excused(study: Study) -> npt.NDArray[np.bool_]:
    """Which member is excused from which week, by an excuse or a personal break."""
    excused = np.zeros((len(study.members), len(study.weeks)), dtype=np.bool_)
    members = {member.name: place for place, member in enumerate(study.members)}
    weeks = {week.number: place for place, week in enumerate(study.weeks)}
    for excuse in study.excuses:
        if excuse.week in weeks:
            excused[members[excuse.member], weeks[excuse.week]] = True
    for each in study.breaks:
        if each.member is not None:
            off = np.array([each.overlaps(*week.days) for week in study.weeks], dtype=np.bool_)
            excused[members[each.member]] |= off
    return excused


def _moments(first: Integers, zone: ZoneInfo) -> "pd.api.extensions.ExtensionArray":
    """Milliseconds since 1970 UTC as aware moments of ``zone``; ``NEVER`` as NaT."""
    nat = np.iinfo(np.int64).min
    return pd.array(np.where(first == NEVER, nat, first), dtype=pd.DatetimeTZDtype("ms", zone))

"""Judge the status and the tier of each member in each duty, at one moment."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from studylib.season.events import NEVER, Integers, TierPlaces, Truths
from studylib.season.kinds import Status, TaskKind
from studylib.season.meetings import Recorded
from studylib.season.study import Study, Tier
from studylib.season.tasks import Duty
from studylib.season.weeks import list_ends, take_tiers, to_milliseconds

STATUSES = tuple(Status)
NO_TIER = -1


class Edges(NamedTuple):
    """The moments of each duty in milliseconds since 1970 UTC, and its tiers.

    ``ends`` has a row for each duty with the ends of its late tiers, then ``NEVER``. ``tiers`` has the places of the
    tiers that hold until these ends, then that of the absence, and ``NO_TIER`` without one.
    """

    opens: Integers
    due: Integers
    closes: Integers
    ends: Integers
    tiers: TierPlaces


class Judged(NamedTuple):
    """The status of each cell, as a place in ``STATUSES``, and its tier, as a place in ``study.tiers``."""

    status: npt.NDArray[np.int8]
    tier: TierPlaces


def find_edges(study: Study) -> Edges:
    """Find the moments of all duties."""
    duties = study.duties
    lists = [
        list(map(to_milliseconds, list_ends(take_tiers(study.tiers, duty), duty.due_at))) for duty in duties
    ]
    most = max(map(len, lists), default=0)
    ends = np.array([each + [NEVER] * (most - len(each)) for each in lists], dtype=np.int64)
    tiers = [_pad_tiers(duty, most + 1) for duty in duties]
    return Edges(
        opens=_list_edges(duties, "opens_at"),
        due=_list_edges(duties, "due_at"),
        closes=_list_edges(duties, "closes_at"),
        ends=ends.reshape(len(duties), most),
        tiers=np.array(tiers, dtype=np.int16).reshape(len(duties), most + 1),
    )


def _pad_tiers(duty: Duty, width: int) -> list[int]:
    tiers = list(duty.tiers) or [NO_TIER]
    return tiers + tiers[-1:] * (width - len(tiers))


def _list_edges(duties: Sequence[Duty], edge: str) -> Integers:
    return np.array([to_milliseconds(getattr(duty, edge)) for duty in duties], dtype=np.int64)


def judge_cells(
    study: Study, edges: Edges, done: Integers, recorded: Recorded, excused: Truths, at: int
) -> Judged:
    """Judge each cell of members by duties at ``at``, in milliseconds. Each rule overrides the rules before it.

    ``done`` are the times at which the duties were done, ``NEVER`` if they were not. ``excused`` says who is excused.
    """
    status = np.where(done < edges.closes, encode(Status.LATE), encode(Status.ABSENT))
    tier = find_tier(edges, done, np.arange(len(edges.due)))
    missing = done == NEVER
    for end, waiting in (
        (edges.closes, Status.OVERDUE),
        (edges.due, Status.OPEN),
        (edges.opens, Status.UPCOMING),
    ):
        for place in np.flatnonzero(at < end):
            status[missing[:, place], place] = encode(waiting)
    meetings = np.array([duty.task.kind is TaskKind.ATTENDANCE for duty in study.duties], dtype=np.bool_)
    for place in np.flatnonzero(meetings & ~recorded.held & (at >= edges.closes)):
        status[:, place] = encode(Status.OVERDUE)
    marked, mark_status, mark_tier = _read_marks(study, edges, recorded, missing)
    status[marked], tier[marked] = mark_status, mark_tier
    status[excused] = encode(Status.EXCUSED)
    in_time = mark_status == encode(Status.ON_TIME)
    status[tuple(axis[in_time] for axis in marked)] = encode(Status.ON_TIME)
    status[done < edges.due] = encode(Status.ON_TIME)
    fined = (status == encode(Status.LATE)) | (status == encode(Status.ABSENT))
    return Judged(status, np.where(fined, tier, np.int16(NO_TIER)))


def find_tier(edges: Edges, times: Integers, duties: Integers) -> TierPlaces:
    """Find the tier of each time, as if it were late. The last axis of ``times`` goes along ``duties``."""
    index = np.zeros(times.shape, dtype=np.int16)
    for end in edges.ends.T:
        index += times >= end[duties]
    tier: TierPlaces = edges.tiers[duties, index]
    return tier


def encode(status: Status) -> np.int8:
    """Return the place of a status in ``STATUSES``."""
    return np.int8(STATUSES.index(status))


def _read_marks(
    study: Study, edges: Edges, recorded: Recorded, missing: Truths
) -> tuple[tuple[Integers, ...], npt.NDArray[np.int8], TierPlaces]:
    """List the cells with a mark and without a time, with the status and the tier that the mark gives."""
    cells = np.nonzero((recorded.marks >= 0) & missing)
    status, tier = np.zeros(len(cells[0]), dtype=np.int8), np.zeros(len(cells[0]), dtype=np.int16)
    for number, (member, place) in enumerate(zip(*cells, strict=True)):
        mark = study.arrivals[recorded.marks[member, place]]
        tiers = take_tiers(study.tiers, study.duties[place])
        at = _choose_tier(tiers, mark.status, mark.tier)
        kind = tiers[at].status if tiers and mark.status in (Status.LATE, Status.ABSENT) else mark.status
        status[number] = encode(kind or Status.ABSENT)
        tier[number] = study.duties[place].tiers[at] if tiers else NO_TIER
    return cells, status, tier


def _choose_tier(tiers: Sequence[Tier], status: Status | None, label: str | None) -> int:
    """Choose the tier of a mark: that of its label, else the first late one, or the absence."""
    labels = [tier.label for tier in tiers]
    if label in labels:
        return labels.index(label)
    return 0 if status is Status.LATE else -1

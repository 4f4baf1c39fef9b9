"""Events: the moments at which the board may change."""

from datetime import datetime

import numpy as np
import numpy.typing as npt

from studylib.season.kinds import Account
from studylib.season.study import Study
from studylib.season.weeks import find_midnight, to_milliseconds

Integers = npt.NDArray[np.int64]
TierPlaces = npt.NDArray[np.int16]
Truths = npt.NDArray[np.bool_]
NEVER = np.iinfo(np.int64).max
"""The time of what has not happened."""


def list_events(study: Study) -> Integers:
    """List the moments at which the board or its settlement may change, in milliseconds since 1970 UTC, rising."""
    moments = [moment for each in study.weeks for moment in (each.opens_at, each.due_at, each.closes_at)]
    moments += [moment for each in study.duties for moment in (each.due_at, each.closes_at)]
    moments += [each.asked_at for each in study.passes]
    moments += [each.arrived_at for each in study.arrivals if each.arrived_at]
    moments += [
        find_midnight(each.paid_on, study.timezone)
        for each in study.payments
        if each.account is Account.DEPOSIT
    ]
    edges = np.array([to_milliseconds(moment) for moment in moments], dtype=np.int64)
    return np.unique(np.concatenate([edges, list_times(study)]))


def find_last_event(events: Integers, now: datetime) -> int:
    """Find the last event up to ``now``, inclusive. Return 0 before the first."""
    place = int(events.searchsorted(to_milliseconds(now), side="right"))
    return int(events[place - 1]) if place else 0


def count_submissions(study: Study, now: datetime) -> int:
    """Count the submissions up to ``now``, inclusive. Later ones do not exist yet."""
    return int(np.searchsorted(list_times(study), to_milliseconds(now), side="right"))


def list_times(study: Study) -> Integers:
    """List the times of all submissions, in milliseconds since 1970 UTC."""
    moments: Integers = study.submissions["submitted_at"].to_numpy(dtype="datetime64[ms]").view(np.int64)
    return moments

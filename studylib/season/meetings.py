"""Meetings: what was recorded of who came, as grids of members by duties."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from studylib.season.events import NEVER, Integers, Truths
from studylib.season.kinds import Status, TaskKind
from studylib.season.study import Study
from studylib.season.tasks import Duty
from studylib.season.weeks import to_milliseconds


class Recorded(NamedTuple):
    """What is recorded of all meetings up to one moment, as grids of members by duties.

    ``times`` are in milliseconds, ``NEVER`` if none is recorded. ``marks`` hold what was written without a time, as
    the place in ``study.arrivals``, -1 for nothing. ``held`` has a truth for each duty: something is recorded of it.
    """

    times: Integers
    marks: Integers
    held: Truths


def find_recorded(study: Study, at: int) -> Recorded:
    """Find what is recorded up to ``at``, in milliseconds, inclusive.

    A time that is still to come does not exist yet. What was written without a time exists from the start of the
    meeting on, but an excuse from the first.
    """
    shape = len(study.members), len(study.duties)
    recorded = Recorded(
        np.full(shape, NEVER), np.full(shape, -1), np.zeros(len(study.duties), dtype=np.bool_)
    )
    members = {member.name: place for place, member in enumerate(study.members)}
    places = _place_meetings(study.duties)
    for number, each in enumerate(study.arrivals):
        member, place = members.get(each.member), places.get((each.week, each.task))
        if member is None or place is None:
            continue
        if each.arrived_at is not None:
            time = to_milliseconds(each.arrived_at)
            if time <= at:
                recorded.times[member, place] = min(time, recorded.times[member, place])
                recorded.held[place] = True
        elif each.status is Status.EXCUSED or to_milliseconds(study.duties[place].due_at) <= at:
            recorded.marks[member, place] = number
            recorded.held[place] = True
    return recorded


def find_present(study: Study, recorded: Recorded) -> Truths:
    """Find who was there, in time or late, as a grid of members by duties. A time is not needed."""
    was_there = [*(each.status in (Status.ON_TIME, Status.LATE) for each in study.arrivals), False]
    present: Truths = (recorded.times != NEVER) | np.array(was_there)[recorded.marks]
    return present


def _place_meetings(duties: Sequence[Duty]) -> Mapping[tuple[int, str | None], int]:
    return {
        (duty.week, duty.task.name): place
        for place, duty in enumerate(duties)
        if duty.task.kind is TaskKind.ATTENDANCE
    }

"""Excused: the members and duties that an excuse, a personal break or a pass covers."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np

from studylib.season.events import Truths
from studylib.season.passes import list_spent
from studylib.season.study import Study


def find_excused(study: Study, now: datetime) -> Truths:
    """Build a matrix of members by duties: True if an excuse, a personal break or a valid pass applies."""
    excused = np.zeros((len(study.members), len(study.duties)), dtype=np.bool_)
    members = {member.name: place for place, member in enumerate(study.members)}
    places: dict[tuple[int, str | None], list[int]] = {}
    for place, duty in enumerate(study.duties):
        places.setdefault((duty.week, None), []).append(place)
        if duty.task.name is not None:
            places[duty.week, duty.task.name] = [place]
    for member, week, task in _list_covered(study, now):
        if member in members and (week, task) in places:
            excused[members[member], places[week, task]] = True
    days = {week.number: week.days for week in study.weeks}
    first, last = (
        np.array([days[duty.week][edge].toordinal() for duty in study.duties], dtype=np.int64)
        for edge in (0, 1)
    )
    for each in study.breaks:
        if each.member in members:
            off = (each.starts_on.toordinal() <= last) & (first <= each.ends_on.toordinal())
            excused[members[each.member]] |= off
    return excused


def _list_covered(study: Study, now: datetime) -> Iterator[tuple[str, int, str | None]]:
    """List the members with the weeks, and the tasks or ``None`` for all, that excuses and passes cover."""
    for excuse in study.excuses:
        yield excuse.member, excuse.week, excuse.task
    for spent in list_spent(study, now):
        yield spent.granted.member, spent.granted.week, spent.granted.task

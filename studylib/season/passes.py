"""Passes: each excuses its member from a week or from one task, if it was asked for in time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from studylib.season.records import Pass
from studylib.season.study import Study
from studylib.season.weeks import add_time, to_milliseconds


@dataclass(frozen=True, slots=True)
class Spent:
    """A valid pass, the member's ``number``-th, from 1."""

    granted: Pass
    number: int


def list_spent(study: Study, now: datetime) -> tuple[Spent, ...]:
    """List the valid passes asked for up to ``now``, inclusive, in the order of asking.

    A pass is valid if it was asked for before due minus ``study.pass_hours``, and is among the first
    ``study.pass_count`` valid ones of its member.
    """
    return tuple(spent for each, spent in check_passes(study, now) if spent)


def check_passes(study: Study, now: datetime) -> Iterator[tuple[Pass, Spent | None]]:
    """List the passes asked for up to ``now``, inclusive, each with ``None`` if it is not valid."""
    spent: dict[str, int] = {}
    for each in sorted(study.passes, key=lambda one: to_milliseconds(one.asked_at)):
        if to_milliseconds(each.asked_at) > to_milliseconds(now):
            return
        ends_at, number = find_asking_end(study, each.week, each.task), spent.get(each.member, 0) + 1
        in_time = ends_at is not None and to_milliseconds(each.asked_at) < to_milliseconds(ends_at)
        if in_time and number <= study.pass_count:
            spent[each.member] = number
            yield each, Spent(each, number)
        else:
            yield each, None


def find_asking_end(study: Study, week: int, task: str | None) -> datetime | None:
    """Find the end, exclusive, of the time to ask for a pass. ``None`` if the season has no such week or task."""
    found = study.week_of.get(week)
    if found is None:
        return None
    dues = [duty.due_at for duty in found.duties if duty.task.name == task] if task else [found.due_at]
    ahead = timedelta(milliseconds=round(study.pass_hours * 3_600_000))
    return next((add_time(due, -ahead) for due in dues), None)

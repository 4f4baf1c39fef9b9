"""Settled duties: the period that each duty counts in.

A duty counts in the closed period that settled it, wherever its due moment has moved since. A period closed without a
list settled what was due in it. What is due in a closed month without it counts in the first open month after. A
period is a month, or the whole season.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studylib.season.kinds import SEASON, Period

if TYPE_CHECKING:
    from studylib.season.study import ClosedShare, Study, Week
    from studylib.season.tasks import Duty

Single = tuple[int, str | None]
"""A week and the name of one of its tasks. Without a name it is the whole week."""


@dataclass(frozen=True, slots=True)
class _Closings:
    """The closed periods. ``listed`` have what each of them settled, ``found`` the period that settled each thing.

    ``single`` are the tasks that were settled on their own, by week, each with its period.
    """

    periods: frozenset[str]
    listed: Mapping[str, frozenset[Single]]
    found: Mapping[Single, str]
    single: Mapping[int, Sequence[tuple[str, str]]]
    season_is_open: bool


def assign_months(
    weeks: Sequence["Week"], closed: Sequence["ClosedShare"], settle: Period = Period.MONTH
) -> tuple["Week", ...]:
    """Give each duty the period that settled it, or the open one that it counts in. ``closed`` are all such rows.

    Of two periods that settled a duty the first counts.
    """
    closings = _read_closings(closed, settle)
    return tuple(_assign_week(week, closings) for week in weeks)


def _read_closings(closed: Sequence["ClosedShare"], settle: Period) -> _Closings:
    listed: dict[str, frozenset[Single]] = {}
    found: dict[Single, str] = {}
    single: dict[int, list[tuple[str, str]]] = {}
    for row in sorted((row for row in closed if row.is_listed), key=lambda row: row.month):
        if row.month not in listed:
            listed[row.month] = frozenset([*((number, None) for number in row.weeks), *row.tasks])
            for number, name in row.tasks:
                single.setdefault(number, []).append((row.month, name))
            for each in listed[row.month]:
                found.setdefault(each, row.month)
    periods = frozenset(row.month for row in closed)
    season_is_open = settle is Period.SEASON and SEASON not in periods
    return _Closings(periods, listed, found, single, season_is_open)


def _assign_week(week: "Week", closings: _Closings) -> "Week":
    names = {duty.task.name for duty in week.duties}
    gone = {period for period, name in closings.single.get(week.number, ()) if name not in names}
    duties = tuple(_assign_duty(duty, gone, closings) for duty in week.duties)
    return week if duties == week.duties else replace(week, duties=duties)


def _assign_duty(duty: "Duty", gone: Container[str], closings: _Closings) -> "Duty":
    settled_in, put_off_to = _find_settling(duty, gone, closings), None
    if settled_in is None and duty.due_month in closings.periods:
        put_off_to = find_open_month(duty.due_month, closings.periods)
    in_season = settled_in is None and closings.season_is_open
    if (duty.settled_in, duty.put_off_to, duty.in_season) == (settled_in, put_off_to, in_season):
        return duty
    return replace(duty, settled_in=settled_in, put_off_to=put_off_to, in_season=in_season)


def _find_settling(duty: "Duty", gone: Container[str], closings: _Closings) -> str | None:
    """Find the closed period that settled a duty, ``None`` if none did.

    ``gone`` are the periods that settled a task which the week no longer has. What is due in its place is that task,
    renamed or split.
    """
    singles = [(duty.week, None), (duty.week, duty.task.name)]
    settled = [closings.found[each] for each in singles if each in closings.found]
    if settled:
        return min(settled)
    for period in (duty.due_month, SEASON):
        if period in closings.periods and (period not in closings.listed or period in gone):
            return period
    return None


def find_open_month(month: str, closed: Container[str]) -> str:
    """Find the first month (``YYYY-MM``) from ``month`` on, inclusive, that is not ``closed``."""
    while month in closed:
        month = next_month(month)
    return month


def find_open_period(study: "Study", month: str) -> str:
    """Find the open period that takes what is due in a month (``YYYY-MM``) and is not settled."""
    closed = {row.month for row in study.settlements}
    is_whole = study.settle is Period.SEASON and SEASON not in closed
    return SEASON if is_whole else find_open_month(month, closed)


def next_month(month: str) -> str:
    """Return the month (``YYYY-MM``) after ``month``."""
    year, number = divmod(12 * int(month[:4]) + int(month[5:]), 12)
    return f"{year:04}-{number + 1:02}"


# ---- what has moved over the border of a closed period since ----


def list_moved_out(study: "Study") -> Iterator["Duty"]:
    """List the first duty of each week that a closed month settled and that is due in it no more."""
    for week in study.weeks:
        for period in dict.fromkeys(duty.settled_in for duty in week.duties):
            duties = [duty for duty in week.duties if duty.settled_in == period]
            if period not in (None, SEASON) and all(duty.due_month != period for duty in duties):
                yield duties[0]


def list_moved_in(study: "Study") -> Iterator[tuple["Duty", str]]:
    """List the first duty of each week that is due in a closed period which did not settle it, and the period."""
    is_whole = study.settle is Period.SEASON and any(row.month == SEASON for row in study.settlements)
    for week in study.weeks:
        unsettled = [duty for duty in week.duties if duty.settled_in is None]
        moved = [
            (duty, SEASON if is_whole else duty.due_month)
            for duty in unsettled
            if is_whole or duty.put_off_to
        ]
        yield from moved[:1]


def list_gone(study: "Study") -> Iterator[tuple[str, "Week", str | None]]:
    """List what a closed period settled and the season lacks: the period, the week and the name of the task.

    A whole week is gone if it has no task any more. A single task is not gone if another one that is due in its place
    counts as settled there.
    """
    for period, singles in _read_closings(study.settlements, study.settle).listed.items():
        for number, name in sorted(singles, key=lambda each: (each[0], each[1] or "")):
            week = study.week_of.get(number)
            if week and not _stands(week, name, period, singles):
                yield period, week, name


def _stands(week: "Week", name: str | None, period: str, singles: Container[Single]) -> bool:
    """Check if a week still has what was settled, or something in its place."""
    if name is None:
        return bool(week.duties)
    settled = (duty.task.name for duty in week.duties if duty.settled_in == period)
    return name in {duty.task.name for duty in week.duties} or any(
        (week.number, each) not in singles for each in settled
    )

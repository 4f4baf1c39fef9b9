"""Settled weeks: the month that each duty of a week counts in.

A duty counts in the closed month that settled its week, wherever its due moment has moved since. A month closed
without a list of weeks settled the duties due in it. A duty due in a closed month without it counts in the first open
month after.
"""

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studylib.season.study import ClosedShare, Week
    from studylib.season.tasks import Duty


def assign_months(weeks: Sequence["Week"], closed: Sequence["ClosedShare"]) -> tuple["Week", ...]:
    """Give each duty the month that settled it, or the open one that it is put off to. ``closed`` are all such rows.

    Of two months that settled a week the first counts.
    """
    months = {row.month for row in closed}
    listed: dict[str, tuple[int, ...]] = {}
    for row in closed:
        if row.weeks:
            listed.setdefault(row.month, row.weeks)
    settled: dict[int, str] = {}
    for month in sorted(listed):
        for number in listed[month]:
            settled.setdefault(number, month)
    return tuple(_assign_week(week, settled, months, listed) for week in weeks)


def _assign_week(
    week: "Week", settled: dict[int, str], months: Container[str], listed: Container[str]
) -> "Week":
    duties = tuple(_assign_month(duty, settled, months, listed) for duty in week.duties)
    return week if duties == week.duties else replace(week, duties=duties)


def _assign_month(
    duty: "Duty", settled: dict[int, str], months: Container[str], listed: Container[str]
) -> "Duty":
    settled_in, put_off_to = settled.get(duty.week), None
    if settled_in is None and duty.due_month in months:
        if duty.due_month in listed:
            put_off_to = find_open_month(duty.due_month, months)
        else:
            settled_in = duty.due_month
    if (duty.settled_in, duty.put_off_to) == (settled_in, put_off_to):
        return duty
    return replace(duty, settled_in=settled_in, put_off_to=put_off_to)


def find_open_month(month: str, closed: Container[str]) -> str:
    """Find the first month (``YYYY-MM``) from ``month`` on, inclusive, that is not ``closed``."""
    while month in closed:
        month = next_month(month)
    return month


def next_month(month: str) -> str:
    """Return the month (``YYYY-MM``) after ``month``."""
    year, number = divmod(12 * int(month[:4]) + int(month[5:]), 12)
    return f"{year:04}-{number + 1:02}"

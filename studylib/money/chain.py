"""The chain: the periods of a season in the order in which each carries into the next."""

from collections.abc import Collection, Sequence
from datetime import datetime

from studylib.season.kinds import SEASON
from studylib.season.settled import next_month
from studylib.season.study import ClosedShare, Study
from studylib.season.weeks import to_milliseconds


def list_periods(study: Study, closed: Collection[str], now: datetime) -> Sequence[str]:
    """List the periods in their order, as ``settlement.settle`` does. ``closed`` are the closed ones.

    The whole season comes after the closed months and before the open ones.
    """
    at = to_milliseconds(now)
    begun = {*closed, *(duty.period for duty in study.duties if to_milliseconds(duty.opens_at) <= at)}
    if not begun:
        return ()
    due = {duty.period for duty in study.duties}
    months = _fill_months(sorted((due | begun) - {SEASON}), max(begun - {SEASON}, default=""))
    if SEASON not in begun:
        return months
    after = max((place for place, month in enumerate(months, 1) if month in closed), default=0)
    return [*months[:after], SEASON, *months[after:]]


def is_season_end(study: Study, period: str) -> bool:
    """Tell whether nothing is due after a period. Then no transfer can be carried on."""
    return period == SEASON or period >= max((duty.period for duty in study.duties), default="")


def find_smallest(study: Study, period: str, rows: Sequence[ClosedShare] = ()) -> int:
    """Find the least won of a transfer: 0 at the season's end, else as closed, else as set now."""
    if is_season_end(study, period):
        return 0
    if rows:
        return max(row.smallest_transfer for row in rows)
    return study.smallest_transfer


def _fill_months(months: Sequence[str], last: str) -> list[str]:
    """List all months from the first of ``months`` to ``last``, inclusive."""
    filled, month = [], months[0] if months else "~"
    while month <= last:
        filled.append(month)
        month = next_month(month)
    return filled

"""Drifts: what closed fines would be by the rules of today. They are only shown, never applied."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from studylib.season.closings import Unplaced
from studylib.season.periods import find_periods
from studylib.season.study import Study


@dataclass(frozen=True, slots=True)
class Drift:
    """What a member was fined in a closed ``month``, a period, and what it would be today, in won.

    ``weeks`` are the weeks that differ, rising. Only their fines are summed. A fine that no row of the board has any
    more is in ``closed``, too.
    """

    month: str
    member: str
    weeks: tuple[int, ...]
    closed: int
    today: int


def list_drifts(study: Study, board: pd.DataFrame, unplaced: Sequence[Unplaced]) -> tuple[Drift, ...]:
    """List the drifts of a board and of the closed fines that it lacks. Months rise, members keep roster order."""
    rows = board[board["fine"] != board["fine_today"]].sort_values(["member", "week"], kind="stable")
    columns = (rows[name].tolist() for name in ("member", "week", "fine", "fine_today"))
    parts = [
        Drift(period, member, (week,), *won)
        for period, member, week, *won in zip(find_periods(study, rows).tolist(), *columns, strict=True)
    ]
    parts += [Drift(each.month, each.member, (), each.fine, 0) for each in unplaced]
    found: dict[tuple[str, str], list[Drift]] = {}
    for part in sorted(parts, key=lambda each: each.month):
        found.setdefault((part.month, part.member), []).append(part)
    return tuple(_sum_drifts(each) for each in found.values())


def _sum_drifts(parts: Sequence[Drift]) -> Drift:
    """Sum the drifts of one member in one month."""
    weeks = tuple(dict.fromkeys(week for part in parts for week in part.weeks))
    closed, today = sum(part.closed for part in parts), sum(part.today for part in parts)
    return Drift(parts[0].month, parts[0].member, weeks, closed, today)

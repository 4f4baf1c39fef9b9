"""Closings: the closed months, and the fines of each row of the board as they were closed."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import pandas as pd

from studylib.season.events import Integers, Truths
from studylib.season.periods import find_periods
from studylib.season.study import ClosedShare, Study
from studylib.season.tasks import Duty
from studylib.season.weeks import to_milliseconds


def look_back(study: Study, now: datetime, present: datetime) -> Study:
    """Open the months that were closed after ``now`` and by ``present``, the clock. All others are closed.

    A month whose time of closing is still to come is closed: nobody can have closed it then, so its time is wrong.
    """
    since, latest = to_milliseconds(now), to_milliseconds(present)
    opened = {
        row.month
        for row in study.settlements
        if row.closed_at and since < to_milliseconds(row.closed_at) <= latest
    }
    if not opened:
        return study
    return replace(study, settlements=tuple(row for row in study.settlements if row.month not in opened))


def group_closed(study: Study) -> Mapping[str, Sequence[ClosedShare]]:
    """Group the rows of the closed periods."""
    months: dict[str, list[ClosedShare]] = {}
    for row in study.settlements:
        months.setdefault(row.month, []).append(row)
    return months


def keep_closed(study: Study, fines: Integers, judged: Truths) -> Integers:
    """Put the fines of closed periods in the place of computed ones. The grids are members by duties.

    ``judged`` says which cells the board has. A member who took no part in the period has no fine there.
    """
    closed = group_closed(study)
    kept = fines.copy() if closed else fines
    places = {member.name: place for place, member in enumerate(study.members)} if closed else {}
    for period, rows in closed.items():
        settled = np.flatnonzero([duty.settled_in == period for duty in study.duties])
        present = [row for row in rows if row.member in places] if len(settled) else []
        kept[:, settled] = 0
        if present:
            cells = np.ix_(np.array([places[row.member] for row in present]), settled)
            duties = [study.duties[place] for place in settled]
            kept[cells] = _split_fines(present, fines[cells], judged[cells], duties)
    return kept


def _split_fines(
    rows: Sequence[ClosedShare], computed: Integers, judged: Truths, duties: Sequence[Duty]
) -> Integers:
    """Split each closed fine over the duties of its period: as recorded, else in proportion to the computed ones.

    ``computed`` has a row for each of ``rows`` and a column for each of ``duties``.
    """
    fines = np.array([row.fine for row in rows], dtype=np.int64)
    parts = np.where(judged, computed, 0)
    split = share_out(fines, parts, judged)
    known = {
        name
        for row in rows
        for name in (*(task for _, task, _ in row.task_fines), *(task for _, task in row.tasks))
    }
    columns: dict[int, dict[str | None, int]] = {}
    for at, duty in enumerate(duties):
        columns.setdefault(duty.week, {})[duty.task.name] = at
    for at, row in enumerate(rows):
        if row.is_itemised:
            split[at] = 0
            for wons, chosen in _place_recorded(row, columns, known):
                cells = np.ix_([at], chosen)
                split[cells] += (
                    wons if len(chosen) == 1 else share_out(np.array([wons]), parts[cells], judged[cells])
                )
    return split


def _place_recorded(
    row: ClosedShare, columns: Mapping[int, Mapping[str | None, int]], known: Container[str]
) -> Iterator[tuple[int, list[int]]]:
    """Find the columns of each recorded fine: that of its task, else those that may be its task under other names.

    These are the tasks of its week that the period did not know, else those without a record. ``columns`` are those of
    each task by week.
    """
    wholes = dict(row.week_fines)
    recorded = {(week, task) for week, task, _ in row.task_fines}
    for week, task, fine in row.task_fines:
        if task in columns.get(week, ()):
            yield fine, [columns[week][task]]
        else:
            wholes[week] = wholes.get(week, 0) + fine
    for week, fine in wholes.items():
        places = columns.get(week, {})
        new = [at for task, at in places.items() if task not in known]
        free = [at for task, at in places.items() if (week, task) not in recorded]
        if places:
            yield fine, new or free or list(places.values())


def share_out(fines: Integers, parts: Integers, judged: Truths) -> Integers:
    """Share the fine of each row out over its judged cells in proportion to ``parts``, by the largest remainders.

    A fine that is the sum of its parts becomes just these. If all parts are 0, the last judged cell takes the fine.
    """
    totals = parts.sum(axis=1)
    shared, rests = np.divmod(parts * fines[:, None], np.maximum(totals, 1)[:, None])
    ranks = (-rests).argsort(axis=1, kind="stable").argsort(axis=1)
    shared += ranks < np.where(totals > 0, fines - shared.sum(axis=1), 0)[:, None]
    alone = np.flatnonzero((totals == 0) & judged.any(axis=1))
    last = judged.shape[1] - 1 - judged[alone, ::-1].argmax(axis=1)
    shared[alone, last] = fines[alone]
    return shared


# ---- closed fines that have no row on the board ----


@dataclass(frozen=True, slots=True)
class Unplaced:
    """The part of a closed fine, in won, that no row of the board has: a week or a member is gone since."""

    month: str
    member: str
    fine: int
    closed_at: datetime | None


def list_unplaced(study: Study, board: pd.DataFrame) -> tuple[Unplaced, ...]:
    """List the closed fines that the board lacks. Months rise."""
    closed = group_closed(study)
    return tuple(_find_unplaced(closed, board, find_periods(study, board))) if closed else ()


def _find_unplaced(
    closed: Mapping[str, Sequence[ClosedShare]], board: pd.DataFrame, periods: "pd.Series[str]"
) -> Iterator[Unplaced]:
    sums = board["fine"].groupby([periods, board["member"]], observed=True).sum().to_dict()
    for month in sorted(closed):
        for row in closed[month]:
            if rest := row.fine - int(sums.get((month, row.member), 0)):
                yield Unplaced(month, row.member, rest, row.closed_at)

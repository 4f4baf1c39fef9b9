"""Closings: the closed months, and the fines of each row of the board as they were closed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from studylib.season.events import Integers
from studylib.season.study import ClosedShare, Study
from studylib.season.weeks import to_milliseconds

Truths = npt.NDArray[np.bool_]


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
    """Group the rows of the closed months."""
    months: dict[str, list[ClosedShare]] = {}
    for row in study.settlements:
        months.setdefault(row.month, []).append(row)
    return months


def keep_closed(study: Study, fines: Integers, judged: Truths) -> Integers:
    """Put the fines of closed months in the place of computed ones. The grids are members by weeks.

    ``judged`` says which cells the board has. A member who took no part in the month has no fine there.
    """
    closed = group_closed(study)
    kept = fines.copy() if closed else fines
    places = {member.name: place for place, member in enumerate(study.members)} if closed else {}
    for month, rows in closed.items():
        weeks = np.flatnonzero([week.settled_in == month for week in study.weeks])
        numbers = {study.weeks[place].number: at for at, place in enumerate(weeks)}
        present = [row for row in rows if row.member in places] if numbers else []
        kept[:, weeks] = 0
        if present:
            cells = np.ix_(np.array([places[row.member] for row in present]), weeks)
            kept[cells] = _split_fines(present, fines[cells], judged[cells], numbers)
    return kept


def _split_fines(
    rows: Sequence[ClosedShare], computed: Integers, judged: Truths, numbers: Mapping[int, int]
) -> Integers:
    """Split each closed fine over the weeks of its month: as recorded, else as computed, else in proportion.

    ``computed`` has a row for each of ``rows`` and a column for each week. ``numbers`` are the weeks' columns.
    """
    split = np.where(judged, computed, 0)
    same = split.sum(axis=1) == [row.fine for row in rows]
    for at, row in enumerate(rows):
        if row.week_fines:
            split[at] = 0
            for number, fine in row.week_fines:
                if number in numbers:
                    split[at, numbers[number]] = fine
        elif not same[at]:
            split[at] = share_out(row.fine, split[at], judged[at])
    return split


def share_out(fine: int, parts: Integers, judged: Truths) -> Integers:
    """Share a fine out in proportion to ``parts``, by the largest remainders. The last cell takes it if all are 0."""
    total = int(parts.sum())
    if not judged.any() or (fine and not total):
        shared = np.zeros_like(parts)
        shared[np.flatnonzero(judged)[-1:]] = fine
        return shared
    shared, rests = np.divmod(parts * fine, total or 1)
    first = np.argsort(-rests, kind="stable")[: fine - int(shared.sum())]
    shared[first] += 1
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
    return tuple(_find_unplaced(group_closed(study), board))


def _find_unplaced(closed: Mapping[str, Sequence[ClosedShare]], board: pd.DataFrame) -> Iterator[Unplaced]:
    if not closed:
        return
    sums = board.groupby(["month", "member"], observed=True)["fine"].sum().to_dict()
    for month in sorted(closed):
        for row in closed[month]:
            if rest := row.fine - int(sums.get((month, row.member), 0)):
                yield Unplaced(month, row.member, rest, row.closed_at)

"""Links: which of them count if a task takes several different ones."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import pandas as pd

from studylib.season.events import Integers, list_times
from studylib.season.study import Study
from studylib.season.tasks import Duty
from studylib.season.texts import (
    Texts,
    join_groups,
    normalize_links,
    number_texts,
    split_lines,
    take_texts,
)

_BLOCK = 32_768
"""Links of one block, at least."""
_DAY = 86_400_000


class Counted(NamedTuple):
    """The links that count, by cell, and rising in time in each.

    A cell is the place of a member and a duty in the grid. ``ranks`` begin at 0 in each cell.
    """

    cells: Integers
    times: Integers
    ranks: Integers
    links: Texts


def count_links(study: Study, cells: Integers) -> Counted:
    """Count the different links of each cell, at most as many as its task takes.

    ``cells`` are those of the first submissions, in their order. They lie in a grid with one more row and column, for
    what is unknown. Submissions to tasks of one link are left out. A link counts once, at its first time. Of the new
    links of one local day only the first so many count.
    """
    duties = study.duties
    width = len(duties) + 1
    most = np.array([*(duty.task.count for duty in duties), 0], dtype=np.int64)
    rows = np.flatnonzero(most[cells % width] > 1)
    links, rows = split_lines(study.submissions["link"].array, rows)
    order = sort_groups(cells[rows])  # once, as to sort takes long
    links, rows = take_texts(links, order), rows[order]
    places = cells[rows]
    counts = find_different(places, links)
    counts = counts[_find_within_days(study, duties, places[counts], rows[counts])]
    ranks = rank_within(places[counts])
    is_needed = ranks < most[places[counts] % width]
    counts, ranks = counts[is_needed], ranks[is_needed]
    return Counted(places[counts], list_times(study)[rows[counts]], ranks, take_texts(links, counts))


def sort_groups(groups: Integers) -> Integers:
    """Find the order in which groups stand together, each in its own order. Numbers are below 2 ** 31.

    To sort numbers that hold their places takes half the time of a stable ``argsort``.
    """
    return np.sort(groups << 32 | np.arange(len(groups))) & 0xFFFFFFFF


def find_different(cells: Integers, links: Texts) -> Integers:
    """Find the places of the first of each link in each cell, rising. A cell stands together.

    Each core takes some cells at a time, as the keys of few links stay in its cache.
    """

    def find(start: int, end: int) -> Integers:
        keys = number_texts(normalize_links(links[start:end]))
        pairs = pd.Series(cells[start:end] * (int(keys.max(initial=0)) + 1) + keys)
        return start + np.flatnonzero(~pairs.duplicated().to_numpy())

    edges = _cut_blocks(cells)
    with ThreadPoolExecutor() as pool:
        return np.concatenate(list(pool.map(find, edges[:-1], edges[1:])))


def _cut_blocks(cells: Integers) -> Integers:
    """Cut between cells into blocks. Return the edges of all, from 0 to the end."""
    edges = np.r_[_find_starts(cells), len(cells)]
    inner = edges[np.searchsorted(edges, np.arange(_BLOCK, len(cells), _BLOCK))]
    cuts: Integers = np.r_[0, inner, len(cells)]
    return cuts


def _find_within_days(study: Study, duties: Sequence[Duty], cells: Integers, rows: Integers) -> Integers:
    """Find the links that the limits of their local days let through."""
    never = len(rows) + 1
    most = np.array([*(duty.task.per_day or never for duty in duties), never], dtype=np.int64)
    limits = most[cells % len(most)]
    if (limits == never).all():
        return np.arange(len(rows))
    local = pd.DatetimeIndex(study.submissions["submitted_at"].iloc[rows]).tz_localize(None)
    days = local.as_unit("ms").asi8 // _DAY
    days -= days.min()
    return np.flatnonzero(rank_within(cells * (int(days.max()) + 1) + days) < limits)


def rank_within(groups: Integers) -> Integers:
    """Rank each element among the earlier ones of its group, from 0. A group stands together."""
    starts = _find_starts(groups)
    ranks: Integers = np.arange(len(groups)) - np.repeat(starts, np.diff(np.r_[starts, len(groups)]))
    return ranks


def _find_starts(groups: Integers) -> Integers:
    """Find the place of the first element of each group. A group stands together."""
    return np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]][: len(groups)])


def join_links(counted: Counted) -> tuple[Integers, Texts]:
    """Join the links of each cell in their order, one a line. Return the cells, rising, and the texts."""
    starts = _find_starts(counted.cells)
    return counted.cells[starts], join_groups(counted.links, starts)

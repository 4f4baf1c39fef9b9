"""Done: when each member had done each duty, as grids of members by duties."""

from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from studylib.season.events import NEVER, Integers, list_times
from studylib.season.kinds import HIGHEST_WEEK, TaskKind
from studylib.season.links import Counted, count_links, join_links
from studylib.season.meetings import Recorded, find_present
from studylib.season.study import Study


class Done(NamedTuple):
    """What is done up to one moment, as grids of members by duties.

    ``at`` is the time in milliseconds at which the duty was done, ``NEVER`` if it is not. ``counted`` is how many links
    count, 1 for being at a meeting. ``link`` is the place of its links in ``texts``, -1 for none. ``items`` are the
    links that count for tasks that take several, ``None`` without such tasks. Their cells lie in the grid with one more
    column.
    """

    at: Integers
    counted: Integers
    link: Integers
    texts: "pd.api.extensions.ExtensionArray"
    items: Counted | None


def find_done(study: Study, recorded: Recorded, at: int) -> Done:
    """Find what is done up to ``at``, in milliseconds, inclusive.

    The first submission gives the time and the latest one the link. If a task takes several links, the last one that it
    needs gives the time, and all that count are shown. A meeting takes the time of arrival.
    """
    times = list_times(study)
    count = int(np.searchsorted(times, at, side="right"))
    cells = _find_cells(study, count)
    shape = len(study.members) + 1, len(study.duties) + 1
    first, link = np.full(shape, NEVER), np.full(shape, -1)
    np.minimum.at(first.reshape(-1), cells, times[:count])
    np.maximum.at(link.reshape(-1), cells, np.arange(count))
    texts, items, counted = study.submissions["link"].array, None, first != NEVER
    if any(duty.task.count > 1 for duty in study.duties):
        items = count_links(study, cells)
        first, counted = _place_items(study, items, first)
        joined_cells, joined = join_links(items)
        link.reshape(-1)[joined_cells] = len(texts) + np.arange(len(joined_cells))
        texts = _append_texts(texts, joined)
    np.minimum(first[:-1, :-1], recorded.times, out=first[:-1, :-1])
    counted = np.maximum(counted[:-1, :-1], find_present(study, recorded))
    return Done(first[:-1, :-1], counted.astype(np.int64), link[:-1, :-1], texts, items)


def _find_cells(study: Study, count: int) -> Integers:
    """Find the cell of each of the first ``count`` submissions.

    An extra row takes unknown members, an extra column unknown weeks and tasks.
    """
    names = pa.array([each.name for each in study.members], pa.large_string())
    senders = pa.array(study.submissions["member"].array[:count], pa.large_string())
    member = pc.fill_null(pc.index_in(senders, value_set=names), len(study.members)).to_numpy()
    cells: Integers = member * np.int64(len(study.duties) + 1) + _find_duties(study, count)
    return cells


def _find_duties(study: Study, count: int) -> Integers:
    """Find the place of the duty of each of the first ``count`` submissions. One more place takes unknown ones."""
    tasks = [task.name for task in study.tasks]
    place_of = np.full((HIGHEST_WEEK + 2, len(tasks) + 1), len(study.duties))
    for place, duty in enumerate(study.duties):
        if duty.task.kind is TaskKind.LINK:
            place_of[duty.week, tasks.index(duty.task.name) if duty.task.name else -1] = place
    week = study.submissions["week"].to_numpy()[:count]
    if not tasks:
        alone: Integers = place_of[:, -1].take(week, mode="clip")
        return alone
    named = pa.array(study.submissions["task"].array[:count], pa.large_string())
    task = pc.fill_null(pc.index_in(named, value_set=pa.array(tasks, pa.large_string())), len(tasks))
    places: Integers = place_of[np.clip(week, 0, HIGHEST_WEEK + 1), task.to_numpy()]
    return places


def _place_items(study: Study, items: Counted, first: Integers) -> tuple[Integers, Integers]:
    """Put the time of the last link that each task needs into the grid, and how many count."""
    most = np.array([*(duty.task.count for duty in study.duties), 0], dtype=np.int64)
    done = np.where(most > 1, NEVER, first)
    is_last = items.ranks == most[items.cells % len(most)] - 1
    done.reshape(-1)[items.cells[is_last]] = items.times[is_last]
    counts = np.bincount(items.cells, minlength=first.size).reshape(first.shape)
    return done, np.where(most > 1, counts, first != NEVER)


def _append_texts(
    texts: "pd.api.extensions.ExtensionArray", more: pa.Array
) -> "pd.api.extensions.ExtensionArray":
    both = pa.chunked_array([pa.array(texts, pa.large_string()), more.cast(pa.large_string())])
    return pd.array(both.combine_chunks(), dtype=texts.dtype)

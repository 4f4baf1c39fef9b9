"""Done: when each member had done each duty, as grids of members by duties."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np

from studylib.season.events import NEVER, Integers, list_times
from studylib.season.kinds import HIGHEST_WEEK, TaskKind
from studylib.season.links import Counted, count_links, join_links
from studylib.season.meetings import Recorded, find_present
from studylib.season.study import Study
from studylib.season.texts import Column, append_texts, find_places, make_blanks
from studylib.season.weeks import from_milliseconds


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
    texts: Column
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
        joined = joined if study.links_shown else make_blanks(len(joined_cells))
        link.reshape(-1)[joined_cells] = len(texts) + np.arange(len(joined_cells))
        texts = append_texts(texts, joined)
    np.minimum(first[:-1, :-1], recorded.times, out=first[:-1, :-1])
    counted = np.maximum(counted[:-1, :-1], find_present(study, recorded))
    return Done(first[:-1, :-1], counted.astype(np.int64), link[:-1, :-1], texts, items)


def _find_cells(study: Study, count: int) -> Integers:
    """Find the cell of each of the first ``count`` submissions.

    An extra row takes unknown members, an extra column unknown weeks and tasks.
    """
    names = [each.name for each in study.members]
    member = find_places(study.submissions["member"].array[:count], names)
    return member * (len(study.duties) + 1) + _find_duties(study, count)


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
    task = find_places(study.submissions["task"].array[:count], [name or "" for name in tasks])
    places: Integers = place_of[np.clip(week, 0, HIGHEST_WEEK + 1), task]
    return places


def list_item_times(study: Study) -> Mapping[tuple[str, int, str | None], Sequence[datetime]]:
    """List the times of the links that count for tasks that take several, rising, by member, week and task."""
    if not any(duty.task.count > 1 for duty in study.duties):
        return {}
    counted, width = count_links(study, _find_cells(study, len(study.submissions))), len(study.duties) + 1
    times: dict[tuple[str, int, str | None], list[datetime]] = {}
    for cell, time in zip(counted.cells.tolist(), counted.times.tolist(), strict=True):
        member, place = divmod(cell, width)
        if member < len(study.members):
            duty = study.duties[place]
            key = study.members[member].name, duty.week, duty.task.name
            times.setdefault(key, []).append(from_milliseconds(time).astimezone(study.timezone))
    return times


def _place_items(study: Study, items: Counted, first: Integers) -> tuple[Integers, Integers]:
    """Put the time of the last link that each task needs into the grid, and how many count."""
    most = np.array([*(duty.task.count for duty in study.duties), 0], dtype=np.int64)
    done = np.where(most > 1, NEVER, first)
    is_last = items.ranks == most[items.cells % len(most)] - 1
    done.reshape(-1)[items.cells[is_last]] = items.times[is_last]
    counts = np.bincount(items.cells, minlength=first.size).reshape(first.shape)
    return done, np.where(most > 1, counts, first != NEVER)

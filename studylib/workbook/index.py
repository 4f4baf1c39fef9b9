"""Index the columns of a layout by all their names, with how sure each name is."""

from collections.abc import Mapping
from functools import lru_cache

from studylib.workbook import readings, values
from studylib.workbook.cells import Cell
from studylib.workbook.layouts import Layout, list_names

SURE, SAME, OTHER, VAGUE = range(4)
"""Ranks of a match, the surest first: as in ``layouts``, the same but for signs, another name, a vague name."""


@lru_cache(maxsize=64)
def index_sure(layout: Layout) -> Mapping[str, str]:
    """Index the columns by the folded names that surely mean them."""
    return dict(list_names(layout))


@lru_cache(maxsize=64)
def index_loose(layout: Layout) -> Mapping[str, tuple[str, int, int]]:
    """Index the columns by squeezed name, each with the rank and the order of the name."""
    index: dict[str, tuple[str, int, int]] = {}
    for order, (name, column) in enumerate(list_names(layout)):
        index.setdefault(readings.squeeze(name), (column, SAME, order))
    for rank, further in ((OTHER, layout.others), (VAGUE, layout.vague)):
        for column, written in further.items():
            for order, name in enumerate(written):
                index.setdefault(readings.squeeze(values.fold(name)), (column, rank, order))
    return index


def read_name(layout: Layout, cell: Cell) -> tuple[str, int, int] | None:
    """Read which column a header names, by rank and order. Both sides of a slash must name the same one."""
    index = index_loose(layout)
    for reading in readings.list_readings(cell):
        if found := index.get(reading):
            return found
    parts = [
        next((index[reading] for reading in readings.list_readings(part) if reading in index), None)
        for part in readings.list_parts(cell)
    ]
    known = [part for part in parts if part]
    if known and len(known) == len(parts) and len({column for column, _, _ in known}) == 1:
        return max(known, key=lambda found: found[1])
    return None

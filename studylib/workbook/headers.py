"""Find the known columns in a row of headers.

A name as in ``layouts`` is surest. Other names, hints in brackets and polite questions count only if a column has no
such name. What stays doubtful is left to ``doubts``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from studylib.workbook import readings, values
from studylib.workbook.cells import Row
from studylib.workbook.formulas import is_failed
from studylib.workbook.index import SURE, VAGUE, index_sure, read_name
from studylib.workbook.layouts import ANSWERS, Layout

Places = dict[str, list[int]]
"""The positions of each known column, from 0, left to right."""

Given = Mapping[str, str]
"""Columns by squeezed header, as the settings give them."""

NONE_GIVEN: Given = {}


LONGEST = 500
"""Letters of the longest text that can be a header."""

WIDEST = 200
"""Unknown headers of a row that are compared loosely."""


@dataclass(frozen=True, slots=True)
class Match:
    """A header that means a column. ``order`` ranks the names of one column."""

    column: str
    rank: int
    order: int
    at: int


def find_sure_columns(layout: Layout, header: Row, given: Given = NONE_GIVEN) -> Places:
    """Find the columns whose header is as in ``layouts``, or given by the settings."""
    sure, places = index_sure(layout), Places()
    for at, cell in enumerate(header):
        if not isinstance(cell, str) or len(cell) > LONGEST:
            continue
        folded = values.fold(cell)
        column = (given.get(readings.squeeze(folded)) if given else None) or sure.get(folded)
        if column:
            places.setdefault(column, []).append(at)
    return places


def find_columns(layout: Layout, header: Row, given: Given = NONE_GIVEN) -> Places:
    """Find the positions of each known column that the header surely names, left to right."""
    return find_columns_by(layout, header, given, VAGUE)


def find_columns_by(layout: Layout, header: Row, given: Given, worst: int) -> Places:
    """Find the known columns by names of rank ``worst`` or better."""
    sure = find_sure_columns(layout, header, given)
    if worst == SURE:
        return sure
    places = dict(sure)
    loose = [match for match in _match_loosely(layout, header, places) if match.rank <= worst]
    for column in layout.columns:
        if matches := [match for match in loose if match.column == column and column not in places]:
            places[column] = _choose_best(matches, column in layout.required)
    if layout is ANSWERS and "name" in places and "email" not in sure:
        places.pop("email", None)
    return dict(sorted(places.items(), key=lambda item: item[1][0]))


def _choose_best(matches: Sequence[Match], required: bool) -> list[int]:
    """Choose the matches of the best rank. Of a column that may be missing, only those of the best name."""
    best = min(match.rank for match in matches)
    ranked = [match for match in matches if match.rank == best]
    first = min(match.order for match in ranked)
    return [match.at for match in ranked if required or match.order == first]


def list_unknown(header: Row, places: Places) -> Iterator[int]:
    """List the positions of the headers that mean no column, at most ``WIDEST``."""
    known = {at for of_column in places.values() for at in of_column}
    left = WIDEST
    for at, cell in enumerate(header):
        if at not in known and isinstance(cell, str) and _is_worded(cell):
            yield at
            left -= 1
        if not left:
            return


def _is_worded(cell: str) -> bool:
    """Check if a header has words that may name a column: ``#NAME?`` names none."""
    return not values.is_blank(cell) and "://" not in cell and not is_failed(cell)


def _match_loosely(layout: Layout, header: Row, places: Places) -> Iterator[Match]:
    for at in list_unknown(header, places):
        found = read_name(layout, header[at])
        if found:
            column, rank, order = found
            yield Match(column, rank, order, at)


def list_missing_columns(layout: Layout, places: Places) -> tuple[str, ...]:
    """List the required columns that are missing. Answers with an address need no name."""
    needless = {"name"} if layout is ANSWERS and "email" in places else set()
    return tuple(column for column in layout.required if column not in {*places, *needless})

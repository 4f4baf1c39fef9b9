"""Find the header row of a tab, and the known columns in it.

A name as in ``layouts`` is surest. Other names, hints in brackets and polite questions count only if a column has no
such name. What stays doubtful is left to ``doubts``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from studylib.workbook import likeness, names, values
from studylib.workbook.cells import Cell, Row
from studylib.workbook.layouts import ANSWERS, Layout, list_names

Places = dict[str, list[int]]
"""The positions of each known column, from 0, left to right."""

Given = Mapping[str, str]
"""Columns by squeezed header, as the settings give them."""

NONE_GIVEN: Given = {}
SURE, SAME, OTHER, VAGUE = range(4)
"""Ranks of a match, the surest first: as in ``layouts``, the same but for signs, another name, a vague name."""

HIGHEST = 10
"""Rows below the first filled one in which the headers are looked for."""

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


@lru_cache(maxsize=64)
def index_sure(layout: Layout) -> Mapping[str, str]:
    """Index the columns by the folded names that surely mean them."""
    return dict(list_names(layout))


@lru_cache(maxsize=64)
def index_loose(layout: Layout) -> Mapping[str, tuple[str, int, int]]:
    """Index the columns by squeezed name, each with the rank and the order of the name."""
    index: dict[str, tuple[str, int, int]] = {}
    for order, (name, column) in enumerate(list_names(layout)):
        index.setdefault(likeness.squeeze(name), (column, SAME, order))
    for rank, further in ((OTHER, layout.others), (VAGUE, layout.vague)):
        for column, written in further.items():
            for order, name in enumerate(written):
                index.setdefault(likeness.squeeze(values.fold(name)), (column, rank, order))
    return index


def find_sure_columns(layout: Layout, header: Row, given: Given = NONE_GIVEN) -> Places:
    """Find the columns whose header is as in ``layouts``, or given by the settings."""
    sure, places = index_sure(layout), Places()
    for at, cell in enumerate(header):
        if not isinstance(cell, str) or len(cell) > LONGEST:
            continue
        folded = values.fold(cell)
        column = (given.get(likeness.squeeze(folded)) if given else None) or sure.get(folded)
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
        if at not in known and isinstance(cell, str) and not values.is_blank(cell) and "://" not in cell:
            yield at
            left -= 1
        if not left:
            return


def _match_loosely(layout: Layout, header: Row, places: Places) -> Iterator[Match]:
    for at in list_unknown(header, places):
        found = read_name(layout, header[at])
        if found:
            column, rank, order = found
            yield Match(column, rank, order, at)


def read_name(layout: Layout, cell: Cell) -> tuple[str, int, int] | None:
    """Read which column a header names, by rank and order. Both sides of a slash must name the same one."""
    index = index_loose(layout)
    for reading in likeness.list_readings(cell):
        if found := index.get(reading):
            return found
    parts = [
        next((index[reading] for reading in likeness.list_readings(part) if reading in index), None)
        for part in likeness.list_parts(cell)
    ]
    known = [part for part in parts if part]
    if known and len(known) == len(parts) and len({column for column, _, _ in known}) == 1:
        return max(known, key=lambda found: found[1])
    return None


def list_missing(layout: Layout, places: Places) -> tuple[str, ...]:
    """List the required columns that are missing. Answers with an address need no name."""
    needless = {"name"} if layout is ANSWERS and "email" in places else set()
    return tuple(column for column in layout.required if column not in {*places, *needless})


def find_header(layout: Layout, rows: Sequence[Row], given: Given = NONE_GIVEN, worst: int = VAGUE) -> int:
    """Find the place of the header row, from 0: the first filled row, or one below it that names more columns.

    So a title above the headers is skipped. A row that lacks a required column never beats one that has all.
    """
    first = next((at for at, cells in enumerate(rows) if not all(map(values.is_blank, cells))), 0)
    best, best_score = first, (False, 0)
    for at, cells in enumerate(rows[first : first + HIGHEST], first):
        sure = find_sure_columns(layout, cells, given)
        if len(sure) > 1 and not list_missing(layout, sure):
            return at
        places = sure if worst == SURE else find_columns_by(layout, cells, given, worst)
        score = (not list_missing(layout, places), len(places))
        if score > best_score:
            best, best_score = at, score
    return best


def complete_answers(header: Row, places: Places) -> Places:
    """Add the columns of answers that are missing, if exactly one header speaks of each.

    A form's questions are sentences: ``정리한 글의 링크를 남겨 주세요``.
    Only a tab that surely holds answers is read so.
    """
    found = dict(places)
    for column in list_missing(ANSWERS, places):
        spoken = [at for at in list_unknown(header, found) if speaks_of(column, header[at])]
        if len(spoken) == 1:
            found[column] = spoken
    return dict(sorted(found.items(), key=lambda item: item[1][0]))


_ENDS = {
    "submitted_at": ("타임스탬프", "timestamp", "제출시간", "제출일시", "제출시각"),
    "name": ("이름", "성명", "성함", "닉네임", "name"),
    "week": ("주차", "회차", "week"),
}
_ANYWHERE = {
    "submitted_at": ("타임스탬프", "timestamp"),
    "name": ("이름을", "성함을", "yourname"),
    "week": (
        "몇주차",
        "몇회차",
        "어느주차",
        "주차를선택",
        "주차를입력",
        "whichweek",
        "whatweek",
        "weeknumber",
    ),
    "link": ("링크", "url", "link"),
}
_NOT = {"name": names.OTHER_PEOPLE, "week": names.OTHER_WEEKS}


def speaks_of(column: str, cell: Cell) -> bool:
    """Check if a question asks for the column. A link is checked by its cells, so any mention is enough."""
    readings = likeness.list_readings(cell)
    whole = readings[0] if readings else ""
    if any(word in whole for word in _NOT.get(column, ())):
        return False
    ends = any(reading.endswith(_ENDS.get(column, ())) for reading in readings)
    return ends or any(word in whole for word in _ANYWHERE[column])

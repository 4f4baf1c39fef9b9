"""The ranges of doubtful cells, for one request."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from studylib.workbook.columns import name_column
from studylib.workbook.hiders import Hidden, Hider

MOST_CELLS = 20_000
"""The most cells of one request."""

MOST_ROWS = 100
"""The most rows of one request whose notes are asked for."""

MOST_CHARACTERS = 6_000
"""The most characters of the ranges in one address. Addresses of 20,000 characters were reported as too long."""


def choose_hiders(hiders: Sequence[Hider]) -> list[Hider]:
    """Choose as many hiders as one request may ask for, in their order, at least one."""
    chosen: list[Hider] = []
    last: dict[tuple[str, int], int] = {}
    cells = rows = 0
    for each in hiders:
        if each.hidden is Hidden.EDIT:
            rows += 1
            if rows <= MOST_ROWS:
                chosen.append(each)
            continue
        column = each.title, each.column
        cells += each.row - last[column] if column in last else 1
        if cells > MOST_CELLS and chosen:
            break
        last[column] = each.row
        chosen.append(each)
    return chosen


def name_ranges(hiders: Sequence[Hider]) -> list[tuple[str, str]]:
    """Name one range for all hiders of a column, and one for each row."""
    return [each for kind in Hidden for each in _name_kind([s for s in hiders if s.hidden is kind])]


def _name_kind(hiders: Sequence[Hider]) -> Iterator[tuple[str, str]]:
    for (title, column), group in groupby(hiders, lambda each: (each.title, each.column)):
        rows = [each.row + 1 for each in group]
        if hiders[0].hidden is Hidden.EDIT:
            yield from ((title, f"{row}:{row}") for row in rows)
        else:
            letters = name_column(column + 1)
            yield title, f"{letters}{rows[0]}:{letters}{rows[-1]}"


def split_ranges(ranges: Sequence[str]) -> Iterator[list[str]]:
    """Split the ranges, in their order, into those of one request each."""
    part: list[str] = []
    length = 0
    for each in ranges:
        size = len(quote(each)) + len("&ranges=")
        if part and length + size > MOST_CHARACTERS:
            yield part
            part, length = [], 0
        part.append(each)
        length += size
    if part:
        yield part

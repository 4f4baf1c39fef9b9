"""Read and write lists of weeks (``1, 2, 3``) and of fines by week (``2: 3000, 3: 4000``)."""

import re
from collections.abc import Iterable

from studylib.season.kinds import HIGHEST_WEEK
from studylib.text.message import sentence
from studylib.workbook import values
from studylib.workbook.cells import Cell
from studylib.workbook.typed import tidy

LONGEST = 20 * HIGHEST_WEEK
"""Most characters of a list. Each week with its fine takes fewer than 20."""

_SEPARATOR = re.compile(r"[,;/、·&+]")
_RANGE = re.compile(r"([^~–-]{1,20})[~–-]([^~–-]{1,20})")
_FINE = re.compile(r"(.{1,20}?) ?[:=] ?(\d{1,15})(?: ?원)?", re.ASCII)


def parse_weeks(cell: Cell) -> tuple[int, ...]:
    """Parse the numbers of weeks, rising, each once: ``1, 2, 3``, ``1~3``, ``1주차, 2주차`` or a number alone."""
    numbers: set[int] = set()
    try:
        for part in _list_parts(cell):
            numbers.update(_parse_part(part))
    except values.CellError:
        numbers.clear()
    if numbers:
        return tuple(sorted(numbers))
    raise values.CellError(
        sentence(
            "“{cell}” is no list of weeks. Write their numbers as a text, such as 1, 2, 3.",
            cell=values.show_text(cell)[:LONGEST],
        )
    )


def _list_parts(cell: Cell) -> list[str]:
    """List the parts between separators. A date or a truth has none, and so has an endless text."""
    written = values.show_text(cell)
    if len(written) > LONGEST or not isinstance(cell, int | float | str) or isinstance(cell, bool):
        return []
    return [part.strip() for part in _SEPARATOR.split(tidy(written)) if part.strip()]


def _parse_part(part: str) -> Iterable[int]:
    words = part.split()
    if len(words) > 1 and all(word.isdecimal() for word in words):
        return list(map(values.parse_week, words))
    if ends := _RANGE.fullmatch(part):
        first, last = values.parse_week(ends[1].strip()), values.parse_week(ends[2].strip())
        return range(first, last + 1) or (values.parse_week(part),)
    return (values.parse_week(part),)


def parse_fines(cell: Cell) -> tuple[tuple[int, int], ...]:
    """Parse fines by week, with the weeks rising: ``2: 3000, 3: 4000``. Weeks of 0 won are left out."""
    matches = [_FINE.fullmatch(part) for part in _list_parts(cell)]
    try:
        fines = [(values.parse_week(each[1]), values.parse_amount(each[2])) for each in matches if each]
    except values.CellError:
        fines = []
    if fines and len(dict(fines)) == len(matches):
        return tuple(sorted((week, fine) for week, fine in fines if fine))
    raise values.CellError(
        sentence(
            "“{cell}” is no list of fines by week. Write it as a text, such as 2: 3000, 3: 4000.",
            cell=values.show_text(cell)[:LONGEST],
        )
    )


def write_weeks(weeks: Iterable[int]) -> str:
    """Write the list of weeks. It is ``""`` for none."""
    return ", ".join(map(str, weeks))


def write_fines(fines: Iterable[tuple[int, int]]) -> str:
    """Write the fines by week. It is ``""`` for none."""
    return ", ".join(f"{week}: {fine}" for week, fine in fines)

"""Read the unit of a tier's amount: once, each link, or each begun time."""

import re
from datetime import timedelta
from typing import NamedTuple

from studylib.text.message import sentence
from studylib.workbook import durations, values
from studylib.workbook.cells import Cell
from studylib.workbook.typed import tidy

LONGEST = 40
"""Most letters of a unit."""


class Unit(NamedTuple):
    """How often the amount counts. It is for each begun ``per`` or each link, else once."""

    per: timedelta | None = None
    itemised: bool = False


_ONCE = frozenset({"한번", "1번", "번", "1회", "회", "1회당", "once", "원", "won", "krw"})
"""Squeezed units that count once. A column of the currency says nothing else."""

_ITEM = frozenset({"개당", "1개당", "한개당", "건당", "문제당", "링크당", "item", "peritem", "perlink"})
"""Squeezed units that count for each link."""

_TIMED = re.compile(r"(?:per |every |each |매 ?|/ ?)?(?P<span>.*?) ?(?:당|마다|씩|each)?", re.IGNORECASE)
_ALONE = re.compile(r"분|시간|일|날|하루|minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|주", re.IGNORECASE)


_SEEMS = re.compile(
    r"당|마다|씩|\bper\b|item|each|every|\d ?(?:분|시간|일|주(?!차)|개|min|h|d)|하루|한 ?번|\bonce\b",
    re.IGNORECASE,
)
"""Matches a part of what is meant as a unit."""


def seems_unit(cell: Cell) -> bool:
    """Check if a cell is meant as a unit. An older workbook may have a column of the currency: ``만원``."""
    return isinstance(cell, str) and _SEEMS.search(tidy(cell[:LONGEST])) is not None


def parse_unit(cell: Cell) -> Unit:
    """Parse a unit: ``한 번``, ``개당``, ``10분당``, ``per 2 h``, ``per day``. Raises a CellError for other cells."""
    written = tidy(cell) if isinstance(cell, str) else ""
    squeezed = "".join(written.casefold().split())
    if squeezed in _ONCE:
        return Unit()
    if squeezed in _ITEM:
        return Unit(itemised=True)
    span = _TIMED.fullmatch(written) if len(written) <= LONGEST else None
    hours = _read_hours(span["span"]) if span else None
    if not hours:
        raise values.CellError(
            sentence(
                "“{cell}” is no unit. Write {once}, {item}, {minutes} or {day}, or leave it empty.",
                cell=values.show_text(cell),
                once="한 번 / once",
                item="개당 / item",
                minutes="10분당 / per 10 min",
                day="하루당 / per day",
            )
        )
    return Unit(timedelta(milliseconds=round(hours * 3_600_000)))


def _read_hours(span: str) -> float | None:
    """Read a time above 0 as hours. ``None`` for others. A unit alone is one of it: ``시간당``."""
    text = f"1{span}" if _ALONE.fullmatch(span) and span != "하루" else span
    hours = durations.parse_written_hours(text.replace("1날", "1일"))
    return float(hours) if hours and 1 / 3600 <= hours <= values.HIGHEST_HOURS else None

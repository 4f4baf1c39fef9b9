"""The raw cells of a workbook, as a store fetches them, before anything is read into them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from studylib.sentence import Sentence

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""One raw cell. ``None`` and ``""`` are both blank; a datetime is naive, local to the workbook's zone."""

Row = tuple[Cell, ...]
"""One row of cells, left to right. Rows are ragged: blank cells at the end may be missing."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: ``rows[0]`` is row 1 of the sheet, the header; blank rows keep their place."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """All tabs of one workbook, in their order.

    ``zone`` is the one in which a form writes the times of its answers, where the workbook has a zone of its own, as
    a Google Sheet does; ``None``: that of the study.
    """

    tabs: tuple[Tab, ...]
    zone: tzinfo | None = None


class WorkbookError(Exception):
    """The workbook cannot be had, or not be written: one sentence for people says why and how to mend it."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(str(why))
        self.why = why


def trimmed(cells: Sequence[Cell]) -> Row:
    """The row with ``""`` as ``None`` and without the blank cells at its end."""
    row = [None if cell == "" else cell for cell in cells]
    while row and row[-1] is None:
        row.pop()
    return tuple(row)

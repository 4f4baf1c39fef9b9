"""The raw cells of a workbook, as a store fetches them, before anything is read into them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from math import isfinite
from typing import Any

from studylib.sentence import Sentence, sentence

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


@dataclass(frozen=True, slots=True)
class Edit:
    """One row of a tab, as it is and as it shall be.

    ``number`` is the row's number as seen in the sheet. ``before`` is ``None`` for a new row: its number is the one
    after the tab's last row (1 in a tab that is not there yet, which is made). ``after`` is ``()`` for a row that is
    deleted: it stays as a blank row, so that no other row's number changes, and no reader sees it.
    """

    title: str
    number: int
    before: Row | None
    after: Row

    @property
    def overtaken(self) -> Sentence:
        """What to say where the row is no longer as it was ``before``, so that nothing was written."""
        return sentence(
            "Row {row} of the tab {tab} was changed by somebody else meanwhile. Nothing was written; look at it "
            "again, then save again.",
            row=self.number,
            tab=self.title,
        )


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


def same(one: Row, other: Row) -> bool:
    """Whether two rows hold the same cells, blank ones at the end aside. 1, 1.0 and TRUE are three; NaN is itself."""
    return repr(trimmed(one)) == repr(trimmed(other))


# ---- rows as texts, in which a row is kept ----
#
# A cell that JSON knows stands as it is; every other is an object with one entry, its type and its value.

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(row: Row) -> str:
    """The row as a JSON text, from which ``from_json`` reads it cell for cell."""
    return _ENCODER.encode([_tagged(cell) for cell in row])


def from_json(texts: Sequence[str]) -> tuple[Row, ...]:
    """The rows of their JSON texts, read as one text: that is twice as fast as one by one.

    Raises a ValueError, KeyError or TypeError where a text is not one that ``to_json`` wrote.
    """
    return tuple(map(tuple, json.loads(f"[{','.join(texts)}]", object_hook=_untagged)))


def _tagged(cell: Cell) -> object:
    match cell:
        case float() if not isfinite(cell):
            return {"float": str(cell)}
        case datetime() | date() | time():
            return {type(cell).__name__: cell.isoformat()}
        case timedelta():
            return {"timedelta": [cell.days, cell.seconds, cell.microseconds]}
    return cell


_UNTAG: dict[str, Callable[[Any], Cell]] = {
    "float": float,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda parts: timedelta(*parts),
}


def _untagged(tagged: dict[str, Any]) -> Cell:
    [(tag, value)] = tagged.items()
    return _UNTAG[tag](value)

"""Rows as JSON texts, cell for cell."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from studylib.workbook.cells import Cell, Row

# ---- rows as texts, in which a row is kept ----
#
# A cell that JSON knows stands as it is; every other is an object with one entry, its type and its value.

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dump_row(row: Row) -> str:
    """The row as a JSON text, from which ``from_json`` reads it cell for cell."""
    return _ENCODER.encode([_tagged(cell) for cell in row])


def load_rows(texts: Sequence[str]) -> tuple[Row, ...]:
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

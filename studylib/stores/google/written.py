"""A cell as a change of the Sheets API writes it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from studylib.workbook.cells import Cell, spell_cell
from studylib.workbook.serial_days import count_days, is_exact

KINDS: Mapping[str, str] = {"DATE": "yyyy-mm-dd", "DATE_TIME": "yyyy-mm-dd hh:mm:ss", "TIME": "[h]:mm:ss"}
"""The number formats of days and times, and how a new one is shown (Sheets API, NumberFormatType)."""

LONGEST_TEXT = 50_000
"""UTF-16 units that a cell of a Google Sheet holds."""


def name_kind(cell: Cell) -> str | None:
    """Name the number format of a day or a time. ``None`` for any other cell."""
    match cell:
        case datetime():
            return "DATE_TIME"
        case date():
            return "DATE"
        case time() | timedelta():
            return "TIME"
    return None


def make_data(cell: Cell, kind: str | None) -> dict[str, Any]:
    """Make the CellData of a cell. A text stays a text, whatever it looks like. ``kind`` is a new number format."""
    value = _make_value(cell)
    data = {"userEnteredValue": value} if value else {}
    if kind is None:
        return data
    return {**data, "userEnteredFormat": {"numberFormat": {"type": kind, "pattern": KINDS[kind]}}}


def _make_value(cell: Cell) -> dict[str, Any]:
    match cell:
        case None | "":
            return {}
        case bool():
            return {"boolValue": cell}
        case int() | float():
            return {"numberValue": cell} if is_exact(cell) else {"stringValue": spell_cell(cell)}
        case date() | time() | timedelta():
            return {"numberValue": count_days(cell)}
    return {"stringValue": cell}

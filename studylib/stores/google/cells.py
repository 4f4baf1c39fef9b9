"""Cells of a Google Sheet, as the Sheets API reads and takes them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Cell, Row, spell_cell, trim_row
from studylib.workbook.serial_days import is_exact

_ZONE_OFFSET = re.compile(r"GMT([+-])(\d{1,2})(?::?(\d{2}))?")

AS_STORED = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"}
"""Asks for the values behind the cells, not for what Google displays: it displays 23:59:59.500 as midnight."""


def parse_zone(name: str) -> tzinfo:
    """Return the zone of a spreadsheet.

    ``name`` is a CLDR name, or ``GMT+09:00`` if Google knows none (discovery document, rev 20261019). Raises a
    WorkbookError for any other: the time of an answer would be unknown.
    """
    if match := _ZONE_OFFSET.fullmatch(name):
        ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(-ahead if match[1] == "-" else ahead)
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise WorkbookError(
            sentence(
                "The time zone of the Google Sheet, {zone}, is unknown. Choose another in the sheet under File > "
                "Settings.",
                zone=name or "–",
            )
        ) from None


def read_rows(values: Sequence[Sequence[object]]) -> tuple[Row, ...]:
    """Return the rows of an answer, each without its blank cells at the end."""
    return tuple(trim_row(list(map(_read_cell, row))) for row in values)


def _read_cell(value: object) -> Cell:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, str | int | float | bool) else None


def read_bare(data: Mapping[str, Any]) -> Cell:
    """Read the value of Google's CellData as ``read_rows`` reads it. An error is its text, a chip its title."""
    value = data.get("effectiveValue", {})
    if "errorValue" in value or ("stringValue" in value and "chipRuns" in data):
        return str(data.get("formattedValue", "")) or None
    cell = _read_cell(next(iter(value.values()), None))
    return None if cell == "" else cell


def write_cell(cell: Cell) -> str | int | float | bool:
    """Return the cell as RAW input takes it. What JSON has no type for becomes the text a person would write."""
    match cell:
        case None:
            return ""
        case int() | float() if not is_exact(cell):
            return spell_cell(cell)
        case datetime():
            return cell.isoformat(" ", "milliseconds")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
    return cell

"""Cells of a Google Sheet: serial times, zones and raw values."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from math import isfinite
from zoneinfo import ZoneInfo

from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Cell, Row, trim_row

_ZONE_OFFSET = re.compile(r"GMT([+-])(\d{1,2})(?::?(\d{2}))?")

AS_STORED = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"}
"""Cells as they are, never as they are shown: Google shows 23:59:59.500 as midnight."""


def parse_zone(name: str) -> tzinfo:
    """The zone of a spreadsheet: a CLDR name, or ``GMT+09:00`` where Google knows none (discovery document, rev
    20261019). Raises a WorkbookError for any other, for then nobody can tell when an answer came."""
    if found := _ZONE_OFFSET.fullmatch(name):
        ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(-ahead if found[1] == "-" else ahead)
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise WorkbookError(
            sentence(
                "The time zone of the Google Sheet, {zone}, is not known. Choose another in the sheet under File > "
                "Settings.",
                zone=name or "–",
            )
        ) from None


def read_rows(values: Sequence[Sequence[object]]) -> tuple[Row, ...]:
    return tuple(trim_row(list(map(_cell, row))) for row in values)


def _cell(value: object) -> Cell:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, str | int | float | bool) else None


def write_cell(cell: Cell) -> str | int | float | bool:
    """The cell as RAW takes it: what JSON has no type for becomes the text that people would write."""
    match cell:
        case None:
            return ""
        case float() if not isfinite(cell):
            return str(cell)
        case datetime():
            return cell.isoformat(" ", "milliseconds")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
    return cell

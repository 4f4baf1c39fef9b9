"""Read moments, days and months from cells, and write moments into them."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from studylib.text.message import sentence
from studylib.workbook.cells import Cell
from studylib.workbook.values import LARGEST_NUMBER, CellError, fold_blanks, show_text

FIRST_DAY = date(2000, 1, 1)
END_DAY = date(2100, 1, 1)
"""Bounds of a study's days: ``[FIRST_DAY, END_DAY)``. Serial numbers outside are counts and sums, not dates."""

SERIAL_ORIGIN = datetime(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers (Sheets API, DateTimeRenderOption)."""


def parse_moment(cell: Cell, zone: tzinfo) -> datetime:
    """Parse an aware moment to the millisecond. It is local to ``zone`` if the cell has no offset.

    A serial number counts days since 1899-12-30. It is rounded to the millisecond: Google keeps milliseconds, a
    double cannot. 23:59:59.999 is in time and must not become midnight. A date alone is its first moment.
    """
    local = _parse(cell)
    if not FIRST_DAY <= local.date() < END_DAY:
        raise _refuse_day(local.date())
    aware = local if local.tzinfo else local.replace(tzinfo=zone)
    return aware.astimezone(zone)


def parse_day(cell: Cell) -> date:
    """Parse a day of ``[FIRST_DAY, END_DAY)``. Refuse a time of day other than midnight."""
    at = _parse(cell)
    if at.time() != time() or at.tzinfo:
        raise CellError(
            sentence(
                "“{cell}” has a time of day. Write the date alone, such as 2022-04-06.", cell=show_text(cell)
            )
        )
    if not FIRST_DAY <= at.date() < END_DAY:
        raise _refuse_day(at.date())
    return at.date()


def _refuse_day(day: date) -> CellError:
    return CellError(
        sentence("{day} is outside 2000 to 2099. Write the date as 2022-04-06.", day=day.isoformat())
    )


def _parse(cell: Cell) -> datetime:
    """Parse a moment to the millisecond: naive, or with the offset of the text."""
    if isinstance(cell, datetime):
        return _round(cell)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _parse_serial(cell)
    if isinstance(cell, str):
        return _parse_text(fold_blanks(unicodedata.normalize("NFC", cell)))
    raise _refuse(cell)


def write_moment(moment: datetime, zone: ZoneInfo) -> datetime | str:
    """Write a moment as a form does, local and naive.

    If an hour comes twice, write its second pass as a text with its offset.
    """
    local = moment.astimezone(zone)
    return local.isoformat() if local.fold else local.replace(tzinfo=None)


def write_with_offset(moment: datetime, zone: tzinfo | None = None) -> str:
    """Write a moment so that a workbook of any zone reads the same: ``2022-05-03T23:57:13.204+09:00``.

    Use the offset of ``zone``, or the moment's own if it is ``None``.
    """
    return (moment.astimezone(zone) if zone else moment).isoformat(timespec="milliseconds")


def _refuse(cell: Cell) -> CellError:
    return CellError(
        sentence(
            "“{cell}” is no date or time. Write it as 2022-04-06 or 2022-04-06 23:59:59.",
            cell=show_text(cell),
        )
    )


def _round(at: datetime) -> datetime:
    """Round to the millisecond: files store times as doubles, off by part of a microsecond."""
    try:
        return at.replace(microsecond=0) + timedelta(milliseconds=round(at.microsecond / 1000))
    except OverflowError:
        raise _refuse_day(at.date()) from None


def _parse_serial(days: float) -> datetime:
    if not abs(days) < LARGEST_NUMBER:
        raise _refuse(days)
    try:
        return SERIAL_ORIGIN + timedelta(milliseconds=round(days * 86_400_000))
    except OverflowError:
        raise _refuse(days) from None


_CLOCK = (
    r"(?:(?P<half>오전|오후)\s*)?(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?P<f>\.\d{1,6})?)?"
    r"(?:\s*(?P<tail>오전|오후|AM|PM))?"
)
_ZONE = r"(?P<zone>Z|(?:GMT|UTC)?\s*[+-]\d{1,2}(?::?\d{2})?)"
_DATE = r"(?P<Y>\d{4})([/-])(?P<M>\d{1,2})\2(?P<D>\d{1,2})"
_YEAR_FIRST = re.compile(rf"{_DATE}(?:[ T]\s*{_CLOCK}(?:\s*{_ZONE})?)?")
_KOREAN = re.compile(rf"(?P<Y>\d{{4}})\s*\.\s*(?P<M>\d{{1,2}})\s*\.\s*(?P<D>\d{{1,2}})\s*\.?(?:\s+{_CLOCK})?")
_YEAR_LAST = re.compile(rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<Y>\d{{4}})(?:\s+{_CLOCK})?")


def _parse_text(cell: str) -> datetime:
    """Parse a moment as Google shows and exports it, or in ISO 8601."""
    for pattern in (_YEAR_FIRST, _KOREAN, _YEAR_LAST):
        if match := pattern.fullmatch(cell):
            parts = match.groupdict()
            try:
                at = datetime.combine(_read_date(parts, cell), _read_time(parts))
                return _round(datetime.fromisoformat(at.isoformat() + _read_offset(parts.get("zone"))))
            except ValueError:
                raise _refuse(cell) from None
    raise _refuse(cell)


def _read_date(parts: dict[str, str | None], cell: str) -> date:
    year = int(parts["Y"] or 0)
    if parts.get("M"):
        return date(year, int(parts["M"] or 0), int(parts["D"] or 0))
    first, second = int(parts["a"] or 0), int(parts["b"] or 0)
    if first != second and first <= 12 and second <= 12:
        raise CellError(
            sentence("“{cell}” may be day/month or month/day. Write it as 2022-04-06 23:59:59.", cell=cell)
        )
    return date(year, *((first, second) if first <= 12 else (second, first)))


def _read_time(parts: dict[str, str | None]) -> time:
    hour = int(parts["h"] or 0)
    half = (parts["half"] or parts["tail"] or "").upper()
    if half:
        if not 1 <= hour <= 12 or (parts["half"] and parts["tail"]):
            raise ValueError("a 12-hour clock needs an hour from 1 to 12 and one of AM and PM")
        hour = hour % 12 + (12 if half in ("오후", "PM") else 0)
    return time(hour, int(parts["m"] or 0), int(parts["s"] or 0), round(float(parts["f"] or 0) * 1_000_000))


def _read_offset(zone: str | None) -> str:
    """Read ``GMT+9``, ``+0900`` or ``Z`` as ``+09:00``. Without a zone return ``""``."""
    if not zone:
        return ""
    if zone == "Z":
        return "+00:00"
    match = re.fullmatch(r"(?:GMT|UTC)?\s*([+-])(\d{1,2}):?([0-5]\d)?", zone)
    if not match:
        raise ValueError("an offset has hours and up to 59 minutes")
    return f"{match[1]}{match[2]:0>2}:{match[3] or '00'}"


def parse_month(cell: Cell) -> str:
    """Parse ``YYYY-MM`` from that text, ``2022년 5월`` or any date cell of the month."""
    if isinstance(cell, str) and (
        match := re.fullmatch(r"(\d{4})\s*(?:[-./]|년)\s*(\d{1,2})\s*월?\.?", cell.strip(), re.ASCII)
    ):
        if 2000 <= int(match[1]) < 2100 and 1 <= int(match[2]) <= 12:
            return f"{match[1]}-{match[2]:0>2}"
    elif not isinstance(cell, str):
        return f"{parse_day(cell):%Y-%m}"
    raise CellError(sentence("“{cell}” is not a month. Write it as 2022-05.", cell=show_text(cell)))

"""Read moments, days and months out of cells."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from studylib.text.message import Sentence, sentence
from studylib.workbook.cells import Cell
from studylib.workbook.values import LARGEST_NUMBER, CellError, fold_blanks, show_text

FIRST_DAY = date(2000, 1, 1)
END_DAY = date(2100, 1, 1)
"""Days of a study lie in ``[FIRST_DAY, END_DAY)``: serial numbers outside are counts and sums, not dates."""

SERIAL_ORIGIN = datetime(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers (Sheets API, DateTimeRenderOption)."""


def parse_moment(cell: Cell, zone: tzinfo) -> datetime:
    """An aware moment to the millisecond, read as local to ``zone`` where the cell has no offset of its own.

    A serial number counts days since 1899-12-30; it is rounded to the millisecond, for Google keeps milliseconds
    and a double cannot (23:59:59.999 is in time, and must not become midnight). A date alone is its first moment.
    """
    local = _moment(cell)
    if not FIRST_DAY <= local.date() < END_DAY:
        raise CellError(_outside(local.date()))
    aware = local if local.tzinfo else local.replace(tzinfo=zone)
    return aware.astimezone(zone)


def parse_day(cell: Cell) -> date:
    """A day of ``[FIRST_DAY, END_DAY)``; a time of day other than midnight does not belong there."""
    at = _moment(cell)
    if at.time() != time() or at.tzinfo:
        raise CellError(
            sentence(
                "“{cell}” has a time of day. Write the date alone, such as 2022-04-06.", cell=show_text(cell)
            )
        )
    if not FIRST_DAY <= at.date() < END_DAY:
        raise CellError(_outside(at.date()))
    return at.date()


def _outside(found: date) -> Sentence:
    return sentence("{day} lies outside 2000 to 2099. Write the date as 2022-04-06.", day=found.isoformat())


def _moment(cell: Cell) -> datetime:
    """The moment as written: naive, or with the offset that the text gives; to the millisecond."""
    if isinstance(cell, datetime):
        return _to_milliseconds(cell)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(cell)
    if isinstance(cell, str):
        return _written(fold_blanks(unicodedata.normalize("NFC", cell)))
    raise _no_moment(cell)


def write_moment(moment: datetime, zone: ZoneInfo) -> datetime | str:
    """The cell that ``moment`` is read from again: as a form writes it, local and naive; with its offset where the
    clocks show that hour twice."""
    there = moment.astimezone(zone)
    return there.isoformat() if there.fold else there.replace(tzinfo=None)


def _no_moment(cell: Cell) -> CellError:
    return CellError(
        sentence(
            "“{cell}” is no date or time. Write it as 2022-04-06 or 2022-04-06 23:59:59.",
            cell=show_text(cell),
        )
    )


def _to_milliseconds(at: datetime) -> datetime:
    """``at`` at the nearest millisecond: files carry times as doubles, a fraction of a microsecond off."""
    try:
        return at.replace(microsecond=0) + timedelta(milliseconds=round(at.microsecond / 1000))
    except OverflowError:
        raise CellError(_outside(at.date())) from None


def _serial(days: float) -> datetime:
    if not abs(days) < LARGEST_NUMBER:
        raise _no_moment(days)
    try:
        return SERIAL_ORIGIN + timedelta(milliseconds=round(days * 86_400_000))
    except OverflowError:
        raise _no_moment(days) from None


_CLOCK = (
    r"(?:(?P<half>오전|오후)\s*)?(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?P<f>\.\d{1,6})?)?"
    r"(?:\s*(?P<tail>오전|오후|AM|PM))?"
)
_ZONE = r"(?P<zone>Z|(?:GMT|UTC)?\s*[+-]\d{1,2}(?::?\d{2})?)"
_DATE = r"(?P<Y>\d{4})([/-])(?P<M>\d{1,2})\2(?P<D>\d{1,2})"
_YEAR_FIRST = re.compile(rf"{_DATE}(?:[ T]\s*{_CLOCK}(?:\s*{_ZONE})?)?")
_KOREAN = re.compile(rf"(?P<Y>\d{{4}})\s*\.\s*(?P<M>\d{{1,2}})\s*\.\s*(?P<D>\d{{1,2}})\s*\.?(?:\s+{_CLOCK})?")
_YEAR_LAST = re.compile(rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<Y>\d{{4}})(?:\s+{_CLOCK})?")


def _written(cell: str) -> datetime:
    """A moment in one of the forms in which Google shows and exports times, or in ISO 8601."""
    for pattern in (_YEAR_FIRST, _KOREAN, _YEAR_LAST):
        if found := pattern.fullmatch(cell):
            parts = found.groupdict()
            try:
                at = datetime.combine(_date_of(parts, cell), _time_of(parts))
                return _to_milliseconds(datetime.fromisoformat(at.isoformat() + _offset(parts.get("zone"))))
            except ValueError:
                raise _no_moment(cell) from None
    raise _no_moment(cell)


def _date_of(parts: dict[str, str | None], cell: str) -> date:
    year = int(parts["Y"] or 0)
    if parts.get("M"):
        return date(year, int(parts["M"] or 0), int(parts["D"] or 0))
    first, second = int(parts["a"] or 0), int(parts["b"] or 0)
    if first != second and first <= 12 and second <= 12:
        raise CellError(
            sentence("“{cell}” may be day/month or month/day. Write it as 2022-04-06 23:59:59.", cell=cell)
        )
    return date(year, *((first, second) if first <= 12 else (second, first)))


def _time_of(parts: dict[str, str | None]) -> time:
    hour = int(parts["h"] or 0)
    half = (parts["half"] or parts["tail"] or "").upper()
    if half:
        if not 1 <= hour <= 12 or (parts["half"] and parts["tail"]):
            raise ValueError("an hour of a half day is 1 to 12, and of one half")
        hour = hour % 12 + (12 if half in ("오후", "PM") else 0)
    return time(hour, int(parts["m"] or 0), int(parts["s"] or 0), round(float(parts["f"] or 0) * 1_000_000))


def _offset(zone: str | None) -> str:
    """``GMT+9``, ``+0900`` or ``Z`` as ``+09:00``; no zone is no offset."""
    if not zone:
        return ""
    if zone == "Z":
        return "+00:00"
    found = re.fullmatch(r"(?:GMT|UTC)?\s*([+-])(\d{1,2}):?([0-5]\d)?", zone)
    if not found:
        raise ValueError("an offset has hours and up to 59 minutes")
    return f"{found[1]}{found[2]:0>2}:{found[3] or '00'}"


def parse_month(cell: Cell) -> str:
    """A month as ``YYYY-MM``, out of that text, ``2022년 5월`` or a date cell of the month."""
    if isinstance(cell, str) and (
        found := re.fullmatch(r"(\d{4})\s*(?:[-./]|년)\s*(\d{1,2})\s*월?\.?", cell.strip(), re.ASCII)
    ):
        if 2000 <= int(found[1]) < 2100 and 1 <= int(found[2]) <= 12:
            return f"{found[1]}-{found[2]:0>2}"
    elif not isinstance(cell, str):
        return f"{parse_day(cell):%Y-%m}"
    raise CellError(sentence("“{cell}” is not a month. Write it as 2022-05.", cell=show_text(cell)))

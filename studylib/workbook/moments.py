"""Read moments, days and months from cells, and write moments into them."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from studylib.season.kinds import SEASON
from studylib.season.weeks import add_time
from studylib.text.message import Sentence, sentence
from studylib.workbook import clocks, dates
from studylib.workbook.cells import Cell
from studylib.workbook.dates import DateOrder
from studylib.workbook.typed import tidy
from studylib.workbook.values import LARGEST_NUMBER, CellError, fold, show_text

FIRST_DAY = date(2000, 1, 1)
END_DAY = date(2100, 1, 1)
"""Bounds of a study's days: ``[FIRST_DAY, END_DAY)``. Serial numbers outside are counts and sums, not dates."""

SEASON_NAMES = frozenset({SEASON, "시즌"})
"""What people write in the place of a month if the season is settled as a whole, folded."""

SERIAL_ORIGIN = datetime(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers (Sheets API, DateTimeRenderOption)."""


def parse_moment(cell: Cell, zone: tzinfo, order: DateOrder = DateOrder.UNKNOWN) -> datetime:
    """Parse an aware moment to the millisecond. It is local to ``zone`` if the cell has no offset.

    A serial number counts days since 1899-12-30. It is rounded to the millisecond: Google keeps milliseconds, a
    double cannot. 23:59:59.999 is in time and must not become midnight. Texts and datetimes are cut for the same
    reason. A date alone is its first moment. ``order`` is that of the column's other dates.
    """
    return _place(_parse(cell, order), zone)


def parse_due(cell: Cell, zone: tzinfo, order: DateOrder = DateOrder.UNKNOWN) -> datetime:
    """Parse a due moment, the first one that is late. ``23:59`` and ``23:59:59`` mean through that minute or second.

    Hours of a text run from 0 to 47: ``26:00`` is 02:00 of the next day.
    """
    local = _parse(cell, order, clocks.DUE_HOURS)
    return add_time(_place(local, zone), clocks.THROUGH.get(_find_clock(local), timedelta(0)))


def _find_clock(local: datetime) -> timedelta:
    return local - datetime.combine(local.date(), time(), local.tzinfo)


def _place(local: datetime, zone: tzinfo) -> datetime:
    """Place a moment in a zone, which is its own if it has no offset."""
    if not FIRST_DAY <= local.date() < END_DAY:
        raise _refuse_day(local.date())
    aware = local if local.tzinfo else local.replace(tzinfo=zone)
    return aware.astimezone(zone)


def parse_day(cell: Cell, order: DateOrder = DateOrder.UNKNOWN) -> date:
    """Parse a day of ``[FIRST_DAY, END_DAY)``. Refuse a time of day other than midnight."""
    at = _parse(cell, order)
    if at.time() != time() or at.tzinfo:
        raise CellError(
            sentence(
                "“{cell}” has a time of day. Write the date alone, such as 2022-04-06.", cell=show_text(cell)
            )
        )
    if not FIRST_DAY <= at.date() < END_DAY:
        raise _refuse_day(at.date())
    return at.date()


def is_day_alone(cell: Cell, order: DateOrder) -> bool:
    """Check if a readable moment is a date without a time of day. A whole serial number counts as one."""
    if isinstance(cell, str):
        return dates.parse_written_moment(cell, order, clocks.DUE_HOURS).clock is None
    return not isinstance(cell, datetime) and parse_moment(cell, UTC).time() == time()


def _refuse_day(day: date) -> CellError:
    return CellError(
        sentence("{day} is outside 2000 to 2099. Write the date as 2022-04-06.", day=day.isoformat())
    )


def _parse(cell: Cell, order: DateOrder, hours: int = clocks.DAY_HOURS) -> datetime:
    """Parse a moment to the millisecond: naive, or with the offset of the text. Hours of a text are below ``hours``."""
    if isinstance(cell, datetime):
        return cell.replace(microsecond=cell.microsecond // 1000 * 1000)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _parse_serial(cell)
    if isinstance(cell, str):
        return _parse_text(cell, order, hours)
    raise dates.refuse(cell)


def _parse_text(cell: str, order: DateOrder, hours: int) -> datetime:
    day, clock, offset = dates.parse_written_moment(cell, order, hours)
    try:
        return datetime.combine(day, time(), offset) + (clock or timedelta(0))
    except OverflowError:
        raise _refuse_day(day) from None


def explain_clock(now: datetime, zone: tzinfo, *days: int) -> Sentence | None:
    """Explain why what the clock says now could not be read again from a workbook. ``None`` if it could.

    ``zone`` is that of the workbook. ``days`` are whole days from now that are to be written, too.
    """
    try:
        today = now.astimezone(zone).date()
        if all(FIRST_DAY <= today + timedelta(days=each) < END_DAY for each in (0, *days)):
            return None
    except OverflowError:  # at the ends of the calendar that Python knows
        today = now.date()
    return sentence(
        "The clock of this machine says {day}, and a workbook can hold 2000 to 2099. Set the clock, then try again.",
        day=today.isoformat(),
    )


def write_moment(moment: datetime, zone: ZoneInfo) -> datetime | str:
    """Write a moment as a form does, local and naive.

    If an hour comes twice, write its second pass as a text with its offset.
    """
    local = moment.astimezone(zone)
    return local.isoformat() if local.fold else local.replace(tzinfo=None)


def write_due(due_at: datetime, zone: ZoneInfo) -> datetime | str:
    """Write a due moment as people say it. Midnight is 23:59 of the day before, which means through that minute.

    A due moment of 23:59 or 23:59:59 itself gets another offset. Else it would mean through that minute or second.
    """
    local = due_at.astimezone(zone)
    if local.time() == time():
        return write_moment(add_time(local, -timedelta(minutes=1)), zone)
    if _find_clock(local) in clocks.THROUGH:
        beside = timezone((local.utcoffset() or timedelta(0)) + timedelta(hours=1))
        return write_with_offset(local, beside)
    return write_moment(due_at, zone)


def write_with_offset(moment: datetime, zone: tzinfo | None = None) -> str:
    """Write a moment so that a workbook of any zone reads the same: ``2022-05-03T23:57:13.204+09:00``.

    Use the offset of ``zone``, or the moment's own if it is ``None``.
    """
    return (moment.astimezone(zone) if zone else moment).isoformat(timespec="milliseconds")


def _parse_serial(days: float) -> datetime:
    if not abs(days) < LARGEST_NUMBER:
        raise dates.refuse(days)
    try:
        return SERIAL_ORIGIN + timedelta(milliseconds=round(days * 86_400_000))
    except OverflowError:
        raise dates.refuse(days) from None


def parse_month(cell: Cell) -> str:
    """Parse ``YYYY-MM`` from that text, ``2022년 5월`` or any date cell of the month. ``시즌`` is the whole season."""
    if not isinstance(cell, str):
        return f"{parse_day(cell):%Y-%m}"
    if fold(cell) in SEASON_NAMES:
        return SEASON
    match = re.fullmatch(r"(\d{4}) ?(?:[-./]|년) ?(\d{1,2}) ?월?\.?", tidy(cell), re.ASCII)
    if match and FIRST_DAY.year <= int(match[1]) < END_DAY.year and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{match[2]:0>2}"
    raise CellError(sentence("“{cell}” is not a month. Write it as 2022-05.", cell=show_text(cell)))

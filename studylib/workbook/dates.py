"""Read dates and moments as people write them."""

import re
from datetime import date, timedelta, tzinfo
from enum import Enum
from typing import NamedTuple

from studylib.text.message import Sentence, sentence
from studylib.workbook import clocks
from studylib.workbook.cells import Cell
from studylib.workbook.typed import tidy
from studylib.workbook.values import CellError, show_text

LONGEST = 100
"""Most characters of a written moment. JavaScript's own, with the zone's name, is half as long."""


class DateOrder(Enum):
    """How a column writes dates that end in the year. ``MIXED`` columns hold both orders."""

    UNKNOWN = "unknown"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    MIXED = "mixed"


class WrittenMoment(NamedTuple):
    """A date, and the time since its first moment. ``clock`` and ``offset`` are ``None`` if not written."""

    day: date
    clock: timedelta | None
    offset: tzinfo | None


_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


_LEAD = _compile(rf"(?:[(\[](?P<inside>{clocks.WEEKDAY})[)\]]|(?P<bare>{clocks.WEEKDAY}))[.,]? ?")
_YEAR_FIRST = _compile(
    r"(?P<Y>\d{4}) ?(?P<sign>[-/.]) ?(?P<M>\d{1,2}) ?(?P=sign) ?(?P<D>\d{1,2})(?!\d)(?: ?\.)?"
)
_KOREAN = _compile(r"(?P<Y>\d{4}|\d{2}) ?년 ?(?P<M>\d{1,2}) ?월 ?(?P<D>\d{1,2}) ?일")
_NAMED = _compile(r"(?P<name>[a-z]{3,9})\.? (?P<D>\d{1,2})(?:st|nd|rd|th)?,? (?P<Y>\d{4})(?!\d)")
_DAY_NAMED = _compile(
    r"(?P<D>\d{1,2})(?:st|nd|rd|th)?[- ](?:of )?(?P<name>[a-z]{3,9})\.?,?[- ](?P<Y>\d{4})(?!\d)"
)
_COMPACT = _compile(r"(?P<Y>\d{4})(?P<M>\d{2})(?P<D>\d{2})(?!\d)")
_YEAR_LAST = _compile(r"(?P<a>\d{1,2}) ?(?P<sign>[-/.]) ?(?P<b>\d{1,2}) ?(?P=sign) ?(?P<Y>\d{4})(?!\d)")
_SHORT_YEAR = _compile(r"['’]?\d{1,2} ?([-/.]) ?\d{1,2} ?\1 ?\d{1,2}(?!\d)")
_NO_YEAR = _compile(r"\d{1,2} ?월 ?\d{1,2} ?일|\d{1,2}/\d{1,2}(?![\d/])")


def refuse(cell: Cell) -> CellError:
    """Make the error for a cell that holds no date or time."""
    return CellError(
        sentence(
            "“{cell}” is no date or time. Write it as 2022-04-06 or 2022-04-06 23:59:59.",
            cell=show_text(cell),
        )
    )


def parse_written_moment(
    written: str, order: DateOrder = DateOrder.UNKNOWN, hours: int = clocks.DAY_HOURS
) -> WrittenMoment:
    """Parse a text as Google, programs and people write moments. Hours run from 0 to below ``hours``.

    ``order`` is that of the column. Without one, a date that may be read two ways is refused.
    """
    text = tidy(written)
    if len(text) > LONGEST:
        raise refuse(written)
    try:
        return _parse_tidy(text, order, hours)
    except (ValueError, OverflowError):
        raise CellError(_explain(text)) from None


def _parse_tidy(text: str, order: DateOrder, hours: int) -> WrittenMoment:
    lead = _LEAD.match(text)
    day, end = _find_date(text, lead.end() if lead else 0, order)
    after = clocks.parse_after_date(text, end, hours)
    weekdays = [*after.weekdays]
    if lead:
        weekdays.append(clocks.find_weekday(lead["inside"] or lead["bare"]))
    if any(weekday != day.weekday() for weekday in weekdays):
        why = sentence("“{cell}” names another weekday than the date has. Fix one of the two.", cell=text)
        raise CellError(why)
    return WrittenMoment(day, after.clock, after.offset)


def _find_date(text: str, start: int, order: DateOrder) -> tuple[date, int]:
    """Find the date that begins at ``start``, and its end. Raises a ValueError if there is none."""
    for pattern in (_YEAR_FIRST, _KOREAN, _COMPACT, _NAMED, _DAY_NAMED):
        if match := pattern.match(text, start):
            parts = match.groupdict()
            month = int(parts["M"]) if "M" in parts else _MONTH_OF.get(parts["name"].casefold(), 0)
            year = int(parts["Y"])
            return date(year + 2000 if len(parts["Y"]) == 2 else year, month, int(parts["D"])), match.end()
    if match := _YEAR_LAST.match(text, start):
        return _choose_date(match, text, order), match.end()
    raise ValueError("no date")


def _choose_date(match: re.Match[str], text: str, order: DateOrder) -> date:
    """Choose the day and the month of a date that ends in the year. Dots alone mean day first, as in Europe."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["Y"])
    if match["sign"] == "." and order is DateOrder.UNKNOWN:
        order = DateOrder.DAY_FIRST
    settled = _settle_order(first, second) or order
    if settled is DateOrder.DAY_FIRST:
        return date(year, second, first)
    if settled is DateOrder.MONTH_FIRST or first == second or min(first, second) > 12:
        return date(year, first, second)
    raise CellError(
        sentence("“{cell}” may be day/month or month/day. Write it as 2022-04-06 23:59:59.", cell=text)
    )


def _settle_order(first: int, second: int) -> DateOrder | None:
    """Settle the order of two numbers if one of them can be no month. ``None`` if both or neither can."""
    if (first > 12) == (second > 12):
        return None
    return DateOrder.DAY_FIRST if first > 12 else DateOrder.MONTH_FIRST


def find_order(written: str) -> DateOrder | None:
    """Find the order of day and month that a text shows by itself. ``None`` if it is no moment, or may be two."""
    text = tidy(written)
    if len(text) > LONGEST:
        return None
    lead = _LEAD.match(text)
    match = _YEAR_LAST.match(text, lead.end() if lead else 0)
    if match is None:
        return None
    try:
        clocks.parse_after_date(text, match.end(), clocks.DUE_HOURS)
    except ValueError:
        return None
    return _settle_order(int(match["a"]), int(match["b"]))


def _explain(text: str) -> Sentence:
    """Explain why a text is no moment."""
    if _SHORT_YEAR.match(text):
        return sentence("“{cell}” has a year of two digits. Write all four, as in 2022-04-06.", cell=text)
    if _NO_YEAR.match(text):
        return sentence("“{cell}” has no year. Write it as 2022-04-06 or 2022-04-06 23:59:59.", cell=text)
    return refuse(text).why

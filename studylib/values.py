"""One raw cell -> one typed value, or the sentence that says why not and how to mend it.

Nothing is guessed: a cell that could mean two things is unreadable. Every reader raises ``Unreadable``; a blank cell
is the caller's to tell (``is_blank``).
"""

import re
import unicodedata
from collections.abc import Container
from datetime import date, datetime, time, timedelta, tzinfo
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from studylib.cells import Cell
from studylib.sentence import Sentence, masked, sentence

FIRST_DAY = date(2000, 1, 1)
END_DAY = date(2100, 1, 1)
"""Days of a study lie in ``[FIRST_DAY, END_DAY)``: serial numbers outside are counts and sums, not dates."""

SERIAL_ORIGIN = datetime(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers (Sheets API, DateTimeRenderOption)."""

LARGEST_NUMBER = 10**15
"""Numbers lie below it, so that every whole one is exact as a double; NaN and the infinities do not."""

LONGEST_NUMBER = 10_000
"""Bits of a whole number that can be written as a decimal (Python allows 4,300 digits)."""

HIGHEST_WEEK = 999
HIGHEST_AMOUNT = 1_000_000_000
HIGHEST_HOURS = 24 * 366


HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""One half of a sign that was cut in two; nothing can store or show it."""


class Unreadable(ValueError):
    """The cell does not hold what its column asks for; ``why`` says so."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(str(why))
        self.why = why


def is_blank(cell: Cell) -> bool:
    """Whether there is nothing in the cell but white space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text(cell: Cell) -> str:
    """The cell as people see it, NFC-normalised and stripped: the number 2.0 is ``2``, nothing is an empty text.

    Python refuses to write very long numbers as decimals; those are hexadecimal."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, int) and cell.bit_length() > LONGEST_NUMBER:
        return hex(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return HALF_CHARACTER.sub("\ufffd", unicodedata.normalize("NFC", str(cell))).strip()


def shown(cell: Cell) -> str:
    """The cell as ``text`` has it, each address in it masked: what all that people are shown is read with."""
    return masked(text(cell))


def folded_blanks(written: str) -> str:
    """The text with each run of white space as one space: patterns take quadratic time over long runs."""
    return " ".join(written.split())


def folded(cell: Cell) -> str:
    """The cell for comparison: NFC-normalised, case-folded, with runs of white space as one space."""
    return folded_blanks(unicodedata.normalize("NFC", text(cell)).casefold())


def whole(cell: Cell) -> int:
    """A whole number."""
    number = _number(cell)
    if not number.is_integer():
        raise Unreadable(
            sentence("“{cell}” is not a whole number. Write digits only, such as 3.", cell=text(cell))
        )
    return int(number)


def _number(cell: Cell) -> float:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < LARGEST_NUMBER:
        return float(cell)
    if isinstance(cell, str) and re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?", cell.strip(), re.ASCII):
        return float(cell)
    raise Unreadable(sentence("“{cell}” is not a number. Write digits only, such as 3.", cell=text(cell)))


def amount(cell: Cell, *, negative: bool = False) -> int:
    """An integer number of won, from 0 (or, where ``negative`` is allowed, its mirror) to ``HIGHEST_AMOUNT``.

    Texts may have thousands separators and the won sign: ``3,000원``.
    """
    if isinstance(cell, str):
        bare = re.fullmatch(r"([+-]?)\s*₩?\s*(\d{1,3}(?:,\d{3})+|\d+)\s*원?", folded_blanks(cell), re.ASCII)
        cell = f"{bare[1]}{bare[2].replace(',', '')}" if bare else cell
    won = whole(cell)
    if won < 0 and not negative:
        raise Unreadable(sentence("The amount {amount} is negative. Write 0 or more won.", amount=won))
    if abs(won) > HIGHEST_AMOUNT:
        raise Unreadable(
            sentence(
                "The amount {amount} is too large. Write at most {highest} won.",
                amount=won,
                highest=HIGHEST_AMOUNT,
            )
        )
    return won


def hours(cell: Cell) -> float:
    """Hours after due, from 0 to a year; a text may end in ``시간`` or ``h``."""
    if isinstance(cell, str):
        cell = re.sub(r"\s*(시간|hours?|h)$", "", folded_blanks(cell), flags=re.IGNORECASE)
    after = _number(cell)
    if not 0 <= after <= HIGHEST_HOURS:
        raise Unreadable(
            sentence(
                "{hours} hours lie outside 0 to {highest}. Write the hours after due.",
                hours=after,
                highest=HIGHEST_HOURS,
            )
        )
    return after


_WEEK_WHOLE = re.compile(r"(?:week|w|제)?\s*(\d{1,3})\s*(?:주차?)?", re.IGNORECASE)
_WEEK_AND_TITLE = re.compile(
    r"(?:제\s*)?(\d{1,3})\s*주차(.*)|week\s*(\d{1,3})((?:[^\w.,/-]|[.,:-]\s).*)", re.IGNORECASE | re.DOTALL
)
_ANOTHER_WEEK = re.compile(
    r".*(\d\s*주|week\s*\d).*|\W*(와|과|및|and|to)?\W*\d+\W*", re.IGNORECASE | re.DOTALL
)
"""What stands behind a week's number where a cell names two weeks: ``3주차, 4주차``, ``3주차 ~ 4``, ``Week 3 & 4``."""


def week(cell: Cell, among: Container[int] | None = None) -> int:
    """A week's number, 1 to ``HIGHEST_WEEK``, out of ``3``, ``"3"``, ``3주차``, ``Week 3`` or ``3주차 RNNs``.

    A cell that names two weeks (``3주차, 4주차``) names none. ``among``: the weeks that there are, where known.
    """
    written = text(cell)
    number = _week(written) if isinstance(cell, int | float | str) else 0
    if not 1 <= number <= HIGHEST_WEEK:
        raise Unreadable(sentence("“{cell}” names no week. Write one, as 3 or 3주차.", cell=written))
    if among is not None and number not in among:
        raise Unreadable(sentence("The season has no week {week}. Write one of the weeks tab.", week=number))
    return number


def _week(written: str) -> int:
    """The week's number, 0 where the text names none or two."""
    if whole_cell := _WEEK_WHOLE.fullmatch(written):
        return int(whole_cell[1])
    titled = _WEEK_AND_TITLE.fullmatch(written)
    if titled is None or _ANOTHER_WEEK.fullmatch(titled[2] or titled[4] or ""):
        return 0
    return int(titled[1] or titled[3])


def moment(cell: Cell, zone: tzinfo) -> datetime:
    """An aware moment to the millisecond, read as local to ``zone`` where the cell has no offset of its own.

    A serial number counts days since 1899-12-30; it is rounded to the millisecond, for Google keeps milliseconds
    and a double cannot (23:59:59.999 is in time, and must not become midnight). A date alone is its first moment.
    """
    local = _moment(cell)
    if not FIRST_DAY <= local.date() < END_DAY:
        raise Unreadable(_outside(local.date()))
    aware = local if local.tzinfo else local.replace(tzinfo=zone)
    return aware.astimezone(zone)


def day(cell: Cell) -> date:
    """A day of ``[FIRST_DAY, END_DAY)``; a time of day other than midnight does not belong there."""
    at = _moment(cell)
    if at.time() != time() or at.tzinfo:
        raise Unreadable(
            sentence("“{cell}” has a time of day. Write the date alone, such as 2022-04-06.", cell=text(cell))
        )
    if not FIRST_DAY <= at.date() < END_DAY:
        raise Unreadable(_outside(at.date()))
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
        return _written(folded_blanks(unicodedata.normalize("NFC", cell)))
    raise _no_moment(cell)


def local(moment: datetime, zone: ZoneInfo) -> datetime | str:
    """The cell that ``moment`` is read from again: as a form writes it, local and naive; with its offset where the
    clocks show that hour twice."""
    there = moment.astimezone(zone)
    return there.isoformat() if there.fold else there.replace(tzinfo=None)


def _no_moment(cell: Cell) -> Unreadable:
    return Unreadable(
        sentence(
            "“{cell}” is no date or time. Write it as 2022-04-06 or 2022-04-06 23:59:59.", cell=text(cell)
        )
    )


def _to_milliseconds(at: datetime) -> datetime:
    """``at`` at the nearest millisecond: files carry times as doubles, a fraction of a microsecond off."""
    try:
        return at.replace(microsecond=0) + timedelta(milliseconds=round(at.microsecond / 1000))
    except OverflowError:
        raise Unreadable(_outside(at.date())) from None


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
            except ValueError as error:
                raise error if isinstance(error, Unreadable) else _no_moment(cell) from None
    raise _no_moment(cell)


def _date_of(parts: dict[str, str | None], cell: str) -> date:
    year = int(parts["Y"] or 0)
    if parts.get("M"):
        return date(year, int(parts["M"] or 0), int(parts["D"] or 0))
    first, second = int(parts["a"] or 0), int(parts["b"] or 0)
    if first != second and first <= 12 and second <= 12:
        raise Unreadable(
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


def links(cell: Cell) -> tuple[str, ...]:
    """The links of a cell, one a line, each ``http`` or ``https`` with a host; at least one."""
    found = tuple(link(line) for line in text(cell).splitlines() if line.strip())
    if not found:
        raise Unreadable(sentence("There is no link. Write one that begins with https://."))
    return found


def link(cell: Cell) -> str:
    """One link, ``http`` or ``https``, with a host, without white space or control characters."""
    address = text(cell)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if (
        host is None
        or parts.scheme not in ("http", "https")
        or port == 0
        or re.search(r"[\s\x00-\x1f\x7f<>\"\\]", address)
    ):
        raise Unreadable(
            sentence(
                "“{cell}” is not a link. Write one that begins with https://, without spaces.", cell=address
            )
        )
    return address


def references(cell: Cell) -> tuple[str, ...]:
    """The lines of a curriculum cell as they are shown, each a link or a plain text such as a chapter; an address that
    is neither ``http`` nor ``https`` is unreadable."""
    lines = tuple(line.strip() for line in text(cell).splitlines() if line.strip())
    for line in lines:
        if re.match(r"[a-z][a-z0-9+.-]*:\S", line, re.IGNORECASE):
            link(line)
    return tuple(map(masked, lines))


def shown_link(cell: Cell) -> str:
    """One link as it is shown: a mail address in it is masked, which may lead it nowhere."""
    return masked(link(cell))


def zone(cell: Cell) -> ZoneInfo:
    """A time zone by its IANA name."""
    name = text(cell)
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise Unreadable(
            sentence("There is no time zone “{zone}”. Write an IANA name, such as Asia/Seoul.", zone=name)
        ) from None


def month(cell: Cell) -> str:
    """A month as ``YYYY-MM``, out of that text, ``2022년 5월`` or a date cell of the month."""
    if isinstance(cell, str) and (
        found := re.fullmatch(r"(\d{4})\s*(?:[-./]|년)\s*(\d{1,2})\s*월?\.?", cell.strip(), re.ASCII)
    ):
        if 2000 <= int(found[1]) < 2100 and 1 <= int(found[2]) <= 12:
            return f"{found[1]}-{found[2]:0>2}"
    elif not isinstance(cell, str):
        return f"{day(cell):%Y-%m}"
    raise Unreadable(sentence("“{cell}” is not a month. Write it as 2022-05.", cell=text(cell)))

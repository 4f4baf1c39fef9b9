"""The value of one cell, as Google keeps it and displays it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from studylib.workbook.cells import Cell
from tests.stand_ins.googlesheets.refusal import lacks

DAY_ZERO = datetime(1899, 12, 30)
DAY = 86_400_000
"""Milliseconds: Google keeps times to one of them."""
MOST_DIGITS = 10
"""Digits of a number that is shown without a format of its own."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A number that is shown as a date or a time. It knows no zone: it is local to the spreadsheet."""

    milliseconds: int
    kind: type[datetime] | type[date] | type[time] | type[timedelta]
    iso: bool = False
    """Whether it is shown as 2026-04-12, as it was typed, and not in the locale's way."""

    @property
    def serial(self) -> int | float:
        """Days since 1899-12-30."""
        return whole(self.milliseconds / DAY)

    @classmethod
    def of_serial(cls, serial: float, kind: type[datetime] | type[date] | type[time]) -> "Moment":
        return cls(round(serial * DAY), kind)


KINDS: dict[str, type[datetime] | type[date] | type[time]] = {
    "DATE": date,
    "DATE_TIME": datetime,
    "TIME": time,
}
"""What Google's NumberFormatType of days and times shows."""


class ErrorValue(Enum):
    """An error in a cell: the name that Google's ErrorType has, and the text that is seen."""

    DIVIDE_BY_ZERO = "#DIV/0!"
    N_A = "#N/A"


Result = str | bool | int | float | Moment | ErrorValue | None
"""The value that is seen. ``None`` is blank. There is no empty text."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and its result. ``address`` is that of a HYPERLINK."""

    text: str
    result: Result
    address: str | None = None


Value = Result | Formula
"""The kept value."""


def kept(cell: Cell) -> Value:
    """A cell of a workbook as Google keeps it."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool | str | int):
        return cell
    if isinstance(cell, float):
        return whole(cell)
    return Moment(_since_day_zero(cell) // timedelta(milliseconds=1), type(cell))


def _since_day_zero(cell: date | time | timedelta) -> timedelta:
    if isinstance(cell, timedelta):
        return cell
    if isinstance(cell, time):
        return datetime.combine(DAY_ZERO, cell) - DAY_ZERO
    return (cell if isinstance(cell, datetime) else datetime.combine(cell, time())) - DAY_ZERO


def whole(value: int | float) -> int | float:
    """As it is written in JSON: ``2``, not ``2.0``."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


# ---- Entering ----


def entered(raw: str | bool | int | float) -> Value:
    """The value of a USER_ENTERED write, as if it were typed."""
    if not isinstance(raw, str):
        return whole(raw) if not isinstance(raw, bool) else raw
    if raw.startswith("="):
        return evaluate(raw)
    if raw.startswith("'"):
        return raw[1:] or None
    if raw.upper() in ("TRUE", "FALSE"):
        return raw.upper() == "TRUE"
    if _NUMBER.fullmatch(raw):
        return whole(float(raw))
    moment = _typed_moment(raw)
    if moment is None and _NUMBER_LIKE.fullmatch(raw) and re.search(r"\d", raw):
        raise lacks(f"what {raw} becomes when it is typed")
    return moment or raw or None


_NUMBER = re.compile(r"[-+]?(\d+(\.\d+)?|\.\d+)")
_NUMBER_LIKE = re.compile(r"[-+\d.,:/%$₩€£()eEAPMapm오전후년월일시분초 ]+")
"""Texts that may become a number, a day or a time with a format of its own."""

_SUM = re.compile(r"=\s*(\d+)\s*([-+*/])\s*(\d+)\s*")
_HYPERLINK = re.compile(r'=HYPERLINK\("([^"]+)", ?"([^"]+)"\)')


def evaluate(text: str) -> Formula:
    """Compute a formula of the few kinds that are known: two whole numbers, an address, ``=NA()``."""
    if text == "=NA()":
        return Formula(text, ErrorValue.N_A)
    if match := _HYPERLINK.fullmatch(text):
        return Formula(text, match[2], match[1])
    match = _SUM.fullmatch(text)
    if not match:
        raise lacks(f"the formula {text}")
    first, second = int(match[1]), int(match[3])
    if match[2] == "/":
        return Formula(text, whole(first / second) if second else ErrorValue.DIVIDE_BY_ZERO)
    return Formula(text, {"+": first + second, "-": first - second, "*": first * second}[match[2]])


def _typed_moment(raw: str) -> Moment | None:
    for form, kind in {"%Y-%m-%d": date, "%Y-%m-%d %H:%M:%S": datetime, "%Y-%m-%d %H:%M": datetime}.items():
        try:
            found = datetime.strptime(raw, form)
        except ValueError:
            continue
        return Moment((found - DAY_ZERO) // timedelta(milliseconds=1), kind, iso=True)
    return None


# ---- Showing ----


def rendered(value: Value, locale: str, option: str, moments: str) -> str | bool | int | float:
    """The value in an answer. ``option`` is a ValueRenderOption, ``moments`` a DateTimeRenderOption."""
    if isinstance(value, Formula):
        return value.text if option == "FORMULA" else rendered(value.result, locale, option, moments)
    if isinstance(value, ErrorValue):
        return value.value
    if option == "FORMATTED_VALUE":
        return formatted(value, locale)
    if isinstance(value, Moment):
        return formatted(value, locale) if moments == "FORMATTED_STRING" else value.serial
    return "" if value is None else value


def formatted(value: Result, locale: str) -> str:
    """The text that is seen in the sheet, in the default format of its locale."""
    if value is None:
        return ""
    if isinstance(value, ErrorValue):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, Moment):
        style = KOREAN if locale.startswith("ko") else AMERICAN
        return _shown(value, ISO if value.iso else style)
    return str(value) if isinstance(value, int) else format(value, f".{MOST_DIGITS}g").upper()


@dataclass(frozen=True, slots=True)
class Style:
    """How a locale writes a date, a time of day, and the time of day after a date."""

    date: Callable[[datetime], str]
    time: Callable[[datetime], str]
    time_after_date: Callable[[datetime], str]


def _half_day(moment: datetime, before: str, after: str) -> tuple[str, str]:
    return before if moment.hour < 12 else after, f"{moment.hour % 12 or 12}:{moment:%M:%S}"


KOREAN = Style(
    lambda moment: f"{moment.year}. {moment.month}. {moment.day}",
    lambda moment: " ".join(_half_day(moment, "오전", "오후")),
    lambda moment: " ".join(_half_day(moment, "오전", "오후")),
)
AMERICAN = Style(
    lambda moment: f"{moment.month}/{moment.day}/{moment.year}",
    lambda moment: " ".join(reversed(_half_day(moment, "AM", "PM"))),
    lambda moment: f"{moment.hour}:{moment:%M:%S}",
)

ISO = Style(
    lambda moment: f"{moment:%Y-%m-%d}",
    lambda moment: f"{moment.hour}:{moment:%M:%S}",
    lambda moment: f"{moment.hour}:{moment:%M:%S}",
)


def _shown(moment: Moment, style: Style) -> str:
    """Rounded to the nearest second, as measured: 23:59:59.500 is seen as 0:00:00 of the next day."""
    seconds = (moment.milliseconds + 500) // 1000
    if moment.kind is timedelta:
        minutes, second = divmod(abs(seconds), 60)
        return f"{'-' * (seconds < 0)}{minutes // 60}:{minutes % 60:02}:{second:02}"
    at = DAY_ZERO + timedelta(seconds=seconds)
    if moment.kind is date:
        return style.date(at)
    if moment.kind is time:
        return style.time(at)
    return f"{style.date(at)} {style.time_after_date(at)}"

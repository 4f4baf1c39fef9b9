"""Read what names a week in a README: its number, a week of a month, or a day."""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from studylib.text.bounds import normalize_text
from studylib.workbook import values

_LONGEST = 120
"""The most characters of a text that names a week. A longer one is none."""

_MONTH_WORDS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = _MONTH_WORDS.split("|")
_MONTH_NAME = rf"({_MONTH_WORDS})[a-z]*\.?"
_WEEKDAY = r"(?:\s*\(?\s*(?:[월화수목금토일](?:요일)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\.?\s*\)?)?"
_DAY = (
    r"(?:(?P<year>(?:\d{2})?\d{2})\s*(?:[./-]|년)\s*)?(?P<month>\d{1,2})\s*(?:[./-]|월)\s*(?P<day>\d{1,2})\s*[일.]?"
    + _WEEKDAY
)
_ANY_DAY = re.compile(
    re.sub(r"\?P<\w+>", "?:", _DAY) + rf"|\b{_MONTH_NAME}\s*\d{{1,2}}\b|\b\d{{1,2}}\s*{_MONTH_NAME}",
    re.IGNORECASE,
)
_WHOLE_DAY = re.compile(_DAY + r"(?:\s*[~∼〜-].*)?", re.IGNORECASE | re.DOTALL)
_NAMED_DAY = re.compile(
    rf"(?:{_MONTH_NAME}\s*(\d{{1,2}})|(\d{{1,2}})\s*{_MONTH_NAME})(?:,?\s*(\d{{4}}))?(?:\s*[~-].*)?",
    re.IGNORECASE | re.DOTALL,
)
_MONTH = re.compile(rf"(\d{{1,2}})\s*월|\b{_MONTH_NAME}(?![a-z])", re.IGNORECASE)
_WEEK_OF_MONTH = re.compile(r"\b(?:week|wk|w)\s*(\d)\b|(?<!\d)(\d)\s*(?:주차?|째\s*주)", re.IGNORECASE)
_ORDINALS = {"첫": "1", "둘": "2", "셋": "3", "넷": "4", "다섯": "5"}


class WeekOfMonth(NamedTuple):
    """A week of a month, such as 3월 1주차."""

    month: int
    week: int


class Day(NamedTuple):
    """A day as written. ``year`` is ``None`` if the text leaves it out."""

    year: int | None
    month: int
    day: int


def parse_week(text: str, *, digits: bool) -> int | None:
    """Read the week that a text names, whatever dates are beside it. Bare digits count only with ``digits``."""
    if len(text) > _LONGEST:
        return None
    bare = _strip_dates(normalize_text("NFKC", text).strip(" *#~_`\n"))
    if bare.isdigit() and not digits:
        return None
    if parse_week_of_month(bare):
        return None
    try:
        return values.parse_week(bare)
    except values.CellError:
        return None


def _strip_dates(text: str) -> str:
    """Strip dates, brackets and emoji, and write all words for a week in one way."""
    bare = re.sub(r"^\[([^\[\]]*)\]", r"\1", text)
    bare = re.sub(r"\(([^()]*)\)", lambda inner: "" if _is_of_dates(inner[1]) else f" {inner[0]}", bare)
    bare = re.sub(r"(\d)\s*(?:회차|차시|번째\s*주)", r"\1주차", bare)
    bare = re.sub(r"^제\s*(\d{1,3})\s*회(?!\w)", r"\1주차", bare)
    bare = re.sub(r"^(\d{1,3})(?:st|nd|rd|th)\s+week\b", r"Week \1", bare, flags=re.IGNORECASE)
    bare = re.sub(r"^(?:wk|weeks?|w)[\s._#-]*(?=\d)", "Week ", bare, flags=re.IGNORECASE)
    week = re.match(r"(?:(?:제\s*)?\d{1,3}\s*주차?|Week \d{1,3})", bare)
    if week and _is_of_dates(bare[week.end() :]):
        return week[0]
    return "".join(letter for letter in bare if unicodedata.category(letter) != "So").strip(" *_:.\n")


def _is_of_dates(text: str) -> bool:
    """Whether the text holds nothing but dates and what joins them."""
    return not re.sub(r"[\s~∼〜,:;()|!-]", "", _ANY_DAY.sub("", text))


def parse_week_of_month(text: str) -> WeekOfMonth | None:
    """Read a week of a month: ``3월 1주차``, ``W1 Sep``. Return ``None`` without a month and a week."""
    if len(text) > _LONGEST:
        return None
    bare = normalize_text("NFKC", text).strip()
    for word, digit in _ORDINALS.items():
        bare = re.sub(rf"{word}\s*째\s*주", f"{digit}주", bare)
    bare = re.sub(r"\([^()]*\)", lambda inner: "" if _is_of_dates(inner[0]) else inner[0], bare)
    week, month = _WEEK_OF_MONTH.search(bare), _MONTH.search(_WEEK_OF_MONTH.sub(" ", bare))
    if not week or not month:
        return None
    rest = re.sub(r"(?:\d{2})?\d{2}\s*(?:년|\b)|[\W_]", "", _MONTH.sub("", _WEEK_OF_MONTH.sub("", bare)))
    number, named = int(week[1] or week[2]), parse_month_number(month[0])
    return WeekOfMonth(named, number) if named and not rest and 1 <= number <= 6 else None


def parse_month_number(text: str, *, digits: bool = False) -> int | None:
    """Read the month that a text names: ``3월``, ``2026년 3월``, ``March``. ``digits`` also allows ``03``."""
    bare = normalize_text("NFKC", text[:_LONGEST]).strip()
    found = _MONTH.search(bare)
    if found is None:
        return int(bare) if digits and bare.isdecimal() and len(bare) <= 2 and 1 <= int(bare) <= 12 else None
    month = int(found[1]) if found[1] else _MONTHS.index(found[2].casefold()) + 1
    return month if 1 <= month <= 12 else None


def parse_day(text: str) -> Day | None:
    """Read the first day that a text names: ``9/13``, ``2026.09.07 (월)``, ``9월 13일 ~ 9월 19일``, ``Sep 13``."""
    if len(text) > _LONGEST:
        return None
    bare = normalize_text("NFKC", text).strip(" *_()[]\n")
    if found := _WHOLE_DAY.fullmatch(bare):
        year = int(found["year"]) if found["year"] else None
        return _check_day(year, int(found["month"]), int(found["day"]))
    if named := _NAMED_DAY.fullmatch(bare):
        month = _MONTHS.index((named[1] or named[4]).casefold()) + 1
        return _check_day(int(named[5]) if named[5] else None, month, int(named[2] or named[3]))
    return None


def _check_day(year: int | None, month: int, day: int) -> Day | None:
    """Return the day if it exists, in some year if it names none. Two digits of a year are of this century."""
    full = year + 2000 if year is not None and year < 100 else year
    try:
        date(full or 2024, month, day)
    except ValueError:
        return None
    return Day(full, month, day)

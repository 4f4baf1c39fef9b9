"""Read what follows a written date: a weekday, a time of day, a zone."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from typing import NamedTuple

WEEKDAY = r"(?:[월화수목금토일](?:요일)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6})(?![a-z가-힣])"
"""Matches a weekday in either language. ``find_weekday`` tells which."""

DAY_HOURS, DUE_HOURS = 24, 48
"""Exclusive limits of the hour in a moment, and in a due moment: ``26:00`` is 02:00 of the next day."""

THROUGH = {
    timedelta(hours=23, minutes=59): timedelta(minutes=1),
    timedelta(hours=23, minutes=59, seconds=59): timedelta(seconds=1),
}
"""How much later than written a last moment ends: ``23:59`` means through that minute."""

_SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONG = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OTHER = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_WEEKDAYS = {
    **{name: number for names in (_SHORT, _LONG, "월화수목금토일") for number, name in enumerate(names)},
    **_OTHER,
}

_HALF = r"오전|오후|[ap]\.?m\.?"
_CLOCK = (
    rf"(?:(?P<half>{_HALF}) ?)?(?P<h>\d{{1,2}})"
    r"(?::(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?"
    r"|(?P<o_clock>시)(?: ?(?P<km>\d{1,2})분(?: ?(?P<ks>\d{1,2})초)?)?)?"
    rf"(?: ?(?P<tail>{_HALF}))?"
)
_ZONE = r"(?P<zone>Z|KST|(?:GMT|UTC)? ?[+-]\d{1,2}(?::?\d{2})?|GMT|UTC)(?: ?\([^()]{1,60}\))?"
_AFTER_DATE = re.compile(
    rf"(?:[ ,]*(?:[(\[](?P<inside>{WEEKDAY})[)\]]|(?P<bare>{WEEKDAY})[.,]?))?"
    rf"(?:(?:T ?|[ ,]+|(?<![\d.]))(?:at )?{_CLOCK}(?: ?{_ZONE})?)?"
    rf"(?: ?[(\[](?P<last>{WEEKDAY})[)\]])?",
    re.ASCII | re.IGNORECASE,
)


class AfterDate(NamedTuple):
    """What follows a date. ``clock`` is the time since its first moment, ``None`` if none is written."""

    clock: timedelta | None
    offset: tzinfo | None
    weekdays: tuple[int, ...]
    """The weekdays named, from Monday as 0."""


def find_weekday(name: str) -> int:
    """Find a weekday's number, from Monday as 0. Raises a ValueError for other words."""
    number = _WEEKDAYS.get(name.casefold().removesuffix("요일"))
    if number is None:
        raise ValueError("no weekday")
    return number


def names_half(text: str) -> bool:
    """Check if a text names a half of the day: ``오후 3시``, ``3 PM``."""
    return re.search(rf"(?<![a-z])(?:{_HALF})(?![a-z])", text, re.ASCII | re.IGNORECASE) is not None


def parse_after_date(text: str, start: int, hours: int) -> AfterDate:
    """Parse the rest of a tidy text. Hours run from 0 to below ``hours``. Raises a ValueError for other texts.

    A fraction of a second is cut to the millisecond.
    """
    match = _AFTER_DATE.fullmatch(text, start)
    if match is None:
        raise ValueError("no time of day")
    parts = match.groupdict()
    weekdays = tuple(find_weekday(parts[name]) for name in ("inside", "bare", "last") if parts[name])
    clock = None if parts["h"] is None else _read_clock(parts, hours)
    return AfterDate(clock, _read_offset(parts["zone"]), weekdays)


def _read_clock(parts: dict[str, str | None], hours: int) -> timedelta:
    hour, minute = int(parts["h"] or 0), int(parts["m"] or parts["km"] or 0)
    second, fraction = int(parts["s"] or parts["ks"] or 0), parts["f"] or ""
    half = (parts["half"] or parts["tail"] or "").upper().replace(".", "")
    if half:
        if not 1 <= hour <= 12 or (parts["half"] and parts["tail"]):
            raise ValueError("a 12-hour clock needs an hour from 1 to 12 and one of AM and PM")
        hour = hour % 12 + (12 if half in ("오후", "PM") else 0)
    elif parts["m"] is None and not parts["o_clock"]:
        raise ValueError("a number alone is no time of day")
    if hour >= hours or minute > 59 or second > 59:
        raise ValueError("beyond the hours of a day, or the minutes or seconds")
    milliseconds = int(fraction[:3].ljust(3, "0"))
    return timedelta(hours=hour, minutes=minute, seconds=second, milliseconds=milliseconds)


def _read_offset(zone: str | None) -> tzinfo | None:
    """Read ``GMT+9``, ``+0900``, ``KST`` or ``Z``. ``None`` without a zone."""
    if not zone:
        return None
    zone = zone.upper().replace("KST", "+9").removeprefix("GMT").removeprefix("UTC").strip()
    if zone in ("", "Z"):
        return UTC
    hours, minutes = re.fullmatch(r"[+-](\d{1,2}):?(\d{2})?", zone, re.ASCII).groups()  # type: ignore[union-attr]
    if int(minutes or 0) > 59:
        raise ValueError("an offset has hours and up to 59 minutes")
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-size if zone[0] == "-" else size)

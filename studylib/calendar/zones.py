"""A time zone as a calendar describes it: a VTIMEZONE with each change of the clocks."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from studylib.season.weeks import from_milliseconds, to_milliseconds

if TYPE_CHECKING:
    from icalendar import Timezone


def build_timezone(zone: ZoneInfo, first: int, last: int) -> "Timezone":
    """How the clocks of the zone go from the first year to the last, both inclusive, and a day around them.

    Not ``icalendar.Timezone.from_tzinfo`` (7.3): it gives the onset of each offset on the clock as it is after the
    change. RFC 5545 (3.6.5) has it on the clock before, so its readers err for an hour around each change.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    made = Timezone()
    made.add("tzid", zone.key)
    for at in _onsets(zone, first, last):
        before, after = (at - timedelta(seconds=1)).astimezone(zone), at.astimezone(zone)
        part = TimezoneDaylight() if after.dst() else TimezoneStandard()
        part.add("dtstart", at.astimezone(UTC).replace(tzinfo=None) + (before.utcoffset() or timedelta()))
        part.add("tzoffsetfrom", before.utcoffset())
        part.add("tzoffsetto", after.utcoffset())
        part.add("tzname", after.tzname() or zone.key)
        made.add_component(part)
    return made


def _onsets(zone: ZoneInfo, first: int, last: int) -> Iterator[datetime]:
    """The moments, in UTC and to the second, from which on another offset holds; the first is that of the beginning."""
    at = datetime.combine(date(first, 1, 1), time(), UTC) - timedelta(days=1)
    end = datetime.combine(date(last, 12, 31), time(), UTC) + timedelta(days=2)
    yield at
    while at < end:
        following = at + timedelta(days=1)
        if _clock(zone, at) != _clock(zone, following):
            yield _change(zone, at, following)
        at = following


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The second between the two from which on the clock goes as it does at ``after``."""
    low, high = to_milliseconds(before) // 1000, to_milliseconds(after) // 1000
    while high - low > 1:
        middle = (low + high) // 2
        if _clock(zone, from_milliseconds(middle * 1000)) == _clock(zone, before):
            low = middle
        else:
            high = middle
    return from_milliseconds(high * 1000)


def _clock(zone: ZoneInfo, at: datetime) -> tuple[timedelta | None, str | None]:
    local = at.astimezone(zone)
    return local.utcoffset(), local.tzname()

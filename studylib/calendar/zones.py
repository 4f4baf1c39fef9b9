"""Describe a time zone for a calendar: a VTIMEZONE with each change of the clocks."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from studylib.season.weeks import from_milliseconds, to_milliseconds

if TYPE_CHECKING:
    from icalendar import Timezone


def build_timezone(zone: ZoneInfo, first: int, last: int) -> "Timezone":
    """Build the clocks of the zone for the years, both inclusive, and a day around them.

    ``icalendar.Timezone.from_tzinfo`` (7.3) gives the onset of each offset on the clock after the change. RFC 5545
    (3.6.5) wants the clock before it. Readers would err for an hour around each change.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    timezone = Timezone()
    timezone.add("tzid", zone.key)
    for at in _list_onsets(zone, first, last):
        before, after = (at - timedelta(seconds=1)).astimezone(zone), at.astimezone(zone)
        part = TimezoneDaylight() if after.dst() else TimezoneStandard()
        part.add("dtstart", at.astimezone(UTC).replace(tzinfo=None) + (before.utcoffset() or timedelta()))
        part.add("tzoffsetfrom", before.utcoffset())
        part.add("tzoffsetto", after.utcoffset())
        part.add("tzname", after.tzname() or zone.key)
        timezone.add_component(part)
    return timezone


def _list_onsets(zone: ZoneInfo, first: int, last: int) -> Iterator[datetime]:
    """List the moments, in UTC and to the second, from which another offset holds. The first is the beginning."""
    at = datetime.combine(date(first, 1, 1), time(), UTC) - timedelta(days=1)
    end = datetime.combine(date(last, 12, 31), time(), UTC) + timedelta(days=2)
    yield at
    while at < end:
        following = at + timedelta(days=1)
        if _read_clock(zone, at) != _read_clock(zone, following):
            yield _find_change(zone, at, following)
        at = following


def _find_change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Find the second between the two from which the clock goes as at ``after``."""
    low, high = to_milliseconds(before) // 1000, to_milliseconds(after) // 1000
    while high - low > 1:
        middle = (low + high) // 2
        if _read_clock(zone, from_milliseconds(middle * 1000)) == _read_clock(zone, before):
            low = middle
        else:
            high = middle
    return from_milliseconds(high * 1000)


def _read_clock(zone: ZoneInfo, at: datetime) -> tuple[timedelta | None, str | None]:
    local = at.astimezone(zone)
    return local.utcoffset(), local.tzname()

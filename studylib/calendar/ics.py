"""Write the season as a calendar of RFC 5545: deadlines, meetings, breaks and turns. The door of icalendar.

This module decides what a calendar keeps of an event.

- **Its UID** comes from the season's identity and the kind of the event. The kind is a week's deadline, its first tier,
  the second break and so on. It is the same from every store, in every language, as a download and from the address. It
  stays if the moment or the title moves. Without an identity, name and start are one. Another name then makes another
  season. The kind of a named task's event has its name, so another name makes another event.
- **Its SEQUENCE** is the whole minutes from 2020 to ``now``. A workbook has no history in which to count changes. A
  calendar accepts an import as newer only if the number has not fallen. It lasts until the year 6103.
- **Its end is the moment that counts.** A week is due at midnight. Calendars show midnight on the next day. People
  think of the last second of the day before. So an event is the last hour until then.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from studylib.calendar import events
from studylib.calendar.events import FORBIDDEN, fold_text, list_events
from studylib.calendar.zones import build_timezone
from studylib.season.study import Study
from studylib.text.direction import isolate
from studylib.text.language import Language
from studylib.workbook import values
from studylib.workbook.identity import split_identity

if TYPE_CHECKING:
    from icalendar import Event

NAMESPACE = UUID("5d3dfb0a-6a3c-4c5e-9b0f-8f2d1f1c7a52")
"""The namespace of the UIDs. Never change it: calendars would show each imported event twice."""
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
"""The moment from which SEQUENCE counts."""
HIGHEST_SEQUENCE = 2**31 - 1
ALARM = timedelta(hours=3)
"""How long before the end of an event its alarm rings: at nine in the evening for midnight.

It rings two hours before a meeting starts.
"""
REFRESH = timedelta(hours=1)
"""How often we ask a subscribed program to look again."""


def write_calendar(study: Study, language: Language, now: datetime) -> bytes:
    """Write the season as a file of RFC 5545, in UTF-8 with CRLF. ``now`` (aware) stamps it.

    It names no submissions and no debts. Of the breaks it names only the group's, because a member's own are private.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Studyboard//Studyboard//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = isolate(fold_text(study.name)) or "Studyboard"
    for each in ("name", "x-wr-calname"):
        calendar.add(each, name)
    calendar.add("x-wr-timezone", study.timezone.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    entries = tuple(list_events(study, language))
    calendar.add_component(build_timezone(study.timezone, *_find_years(entries, now)))
    for entry in entries:
        calendar.add_component(_make_event(study, entry, now))
    written: bytes = calendar.to_ical(sorted=False)
    return written


def make_uid(study: Study, kind: str) -> str:
    """Make the UID of the event of that kind, such as ``due 3``."""
    name, starts_on = study.name, study.starts_on.isoformat() if study.starts_on else ""
    if study.identity:
        name, starts_on = split_identity(study.identity)
    # A half character has no bytes from which to make a UID.
    parts = [FORBIDDEN.sub(" ", values.fold(part)) for part in (name, starts_on)]
    return f"{uuid5(NAMESPACE, chr(0).join((*parts, FORBIDDEN.sub(' ', kind))))}@studyboard"


def make_sequence(now: datetime) -> int:
    """Make the SEQUENCE of a calendar written at ``now``. It never falls as time goes on."""
    return min(max(0, (now - SINCE) // timedelta(minutes=1)), HIGHEST_SEQUENCE)


# ---- events ----


def _make_event(study: Study, entry: events.Event, now: datetime) -> "Event":
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", make_uid(study, entry.kind))
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", make_sequence(now))
    _add_moment(event, "dtstart", entry.begins, study.timezone)
    _add_moment(event, "dtend", entry.ends, study.timezone)
    event.add("summary", fold_text(entry.title))
    if entry.lines:
        event.add("description", "\n".join(map(fold_text, entry.lines)))
    if entry.url:
        event.add("url", entry.url)
    event.add("transp", "TRANSPARENT")
    if entry.alarm:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", fold_text(entry.title))
        alarm.add("trigger", -ALARM, parameters={"RELATED": "END"})
        event.add_component(alarm)
    return event


def _add_moment(event: "Event", name: str, at: datetime | date, zone: ZoneInfo) -> None:
    """Add a day unchanged, and a moment on the clock of the zone.

    Use UTC if that clock shows the hour twice. Such a time means the first hour (RFC 5545, 3.3.5), but not to all
    readers.
    """
    if not isinstance(at, datetime):
        event.add(name, at)
        return
    # Go through UTC: a clock put forward at midnight never shows the midnight at which a week is due.
    local = at.astimezone(UTC).astimezone(zone)
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        event.add(name, local.astimezone(UTC))
    else:
        event.add(name, local.replace(tzinfo=None), parameters={"TZID": zone.key})


def _find_years(entries: Sequence[events.Event], now: datetime) -> tuple[int, int]:
    """Find the first and the last year of the events, both inclusive."""
    years = [each.year for entry in entries for each in (entry.begins, entry.ends)] or [now.year]
    return min(years), max(years)

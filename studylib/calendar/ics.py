"""The season as a calendar of RFC 5545: deadlines, late cut-offs, breaks and turns. The door of icalendar.

What a calendar keeps of an event is decided here:

- **Its UID** comes of the study's name and start and of what the event is (a week's deadline, its first tier, the
  second break …), so it is the same out of every store, in every language, as a download and from the address, and
  stays when the moment or the title moves. Another name or another start is another season.
- **Its SEQUENCE** is the whole minutes from 2020 to ``now``: a workbook has no history to count changes in, and a
  calendar takes what it imports again for newer only where the number has not fallen. It lasts until the year 6103.
- **Its end is the moment that counts.** A week is due at midnight, which calendars show on the day after, while people
  think of it as the last second of the day before; so an event is the last hour until then.
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
from studylib.text.language import Language
from studylib.workbook import values

if TYPE_CHECKING:
    from icalendar import Event

NAMESPACE = UUID("5d3dfb0a-6a3c-4c5e-9b0f-8f2d1f1c7a52")
"""Of the UIDs. Never to be changed: each event would be there twice in calendars that imported it."""
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
"""From when on SEQUENCE counts."""
HIGHEST_SEQUENCE = 2**31 - 1
ALARM = timedelta(hours=3)
"""How long before a week is due its alarm rings: at nine in the evening where that is midnight."""
REFRESH = timedelta(hours=1)
"""How often a program that subscribes is asked to look again."""


def write_calendar(study: Study, language: Language, now: datetime) -> bytes:
    """The season as a file of RFC 5545, UTF-8 with CRLF; ``now`` (aware) stamps it.

    It names neither who handed in what nor what anybody owes, and of the breaks the group's alone: one's own are
    private.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Studyboard//Studyboard//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    name = fold_text(study.name) or "Studyboard"
    for each in ("name", "x-wr-calname"):
        made.add(each, name)
    made.add("x-wr-timezone", study.timezone.key)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    found = tuple(list_events(study, language))
    made.add_component(build_timezone(study.timezone, *_years(found, now)))
    for entry in found:
        made.add_component(_event(study, entry, now))
    written: bytes = made.to_ical(sorted=False)
    return written


def make_uid(study: Study, kind: str) -> str:
    """The UID of the event of that kind, such as ``due 3``."""
    starts_on = study.starts_on.isoformat() if study.starts_on else ""
    # A half character has no bytes of its own to make a UID of.
    name = FORBIDDEN.sub(" ", values.fold(study.name))
    return f"{uuid5(NAMESPACE, chr(0).join((name, starts_on, kind)))}@studyboard"


def make_sequence(now: datetime) -> int:
    """The SEQUENCE of what is written at ``now``: it never falls as time goes on."""
    return min(max(0, (now - SINCE) // timedelta(minutes=1)), HIGHEST_SEQUENCE)


# ---- how it is written ----


def _event(study: Study, entry: events.Event, now: datetime) -> "Event":
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
    """A day as it is, a moment on the clock of the zone.

    In UTC where that clock shows the hour twice: such a time means the first (RFC 5545, 3.3.5), but not to all readers.
    """
    if not isinstance(at, datetime):
        event.add(name, at)
        return
    # By way of UTC: a clock that is put forward at midnight never shows the midnight at which a week is due.
    local = at.astimezone(UTC).astimezone(zone)
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        event.add(name, local.astimezone(UTC))
    else:
        event.add(name, local.replace(tzinfo=None), parameters={"TZID": zone.key})


def _years(found: Sequence[events.Event], now: datetime) -> tuple[int, int]:
    """The first and the last year of the events, both inclusive."""
    years = [each.year for entry in found for each in (entry.begins, entry.ends)] or [now.year]
    return min(years), max(years)

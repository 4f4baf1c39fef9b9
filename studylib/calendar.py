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

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from studylib import rota, values, words
from studylib.language import Language
from studylib.study import Break, Study, Week
from studylib.weeks import later, milliseconds, moment

if TYPE_CHECKING:
    from icalendar import Event, Timezone

NAMESPACE = UUID("5d3dfb0a-6a3c-4c5e-9b0f-8f2d1f1c7a52")
"""Of the UIDs. Never to be changed: each event would be there twice in calendars that imported it."""
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
"""From when on SEQUENCE counts."""
HIGHEST_SEQUENCE = 2**31 - 1
LASTS = timedelta(hours=1)
"""How long before its moment a deadline begins in the calendar."""
ALARM = timedelta(hours=3)
"""How long before a week is due its alarm rings: at nine in the evening where that is midnight."""
REFRESH = timedelta(hours=1)
"""How often a program that subscribes is asked to look again."""

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no text of a calendar may hold (RFC 5545, 3.1: the controls), what some readers take for the end of a line, what
turns the reading direction, and half characters, which no file can hold."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, before it is written.

    ``begins`` and ``ends`` are either both moments, aware, or both days; ``ends`` is exclusive. ``alarm``: it rings
    ``ALARM`` before its end.
    """

    kind: str
    begins: datetime | date
    ends: datetime | date
    title: str
    lines: tuple[str, ...] = ()
    url: str | None = None
    alarm: bool = False


def calendar(study: Study, language: Language, now: datetime) -> bytes:
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
    name = _line(study.name) or "Studyboard"
    for each in ("name", "x-wr-calname"):
        made.add(each, name)
    made.add("x-wr-timezone", study.timezone.key)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    found = tuple(entries(study, language))
    made.add_component(_timezone(study.timezone, *_years(found, now)))
    for entry in found:
        made.add_component(_event(study, entry, now))
    written: bytes = made.to_ical(sorted=False)
    return written


def entries(study: Study, language: Language) -> Iterator[Entry]:
    """The events: week by week its deadline, its late cut-offs and its turn, then the breaks of the group."""
    writers = rota.writers(study)
    for week in study.weeks:
        yield _deadline(study, week, language)
        yield from _cut_offs(study, week, language)
        if week.number in writers:
            yield _turn(week, writers[week.number], language)
    off = [each for each in study.breaks if each.member is None]
    for place, each in enumerate(sorted(off, key=lambda one: (one.starts_on, one.ends_on, one.reason)), 1):
        yield _break(each, place, language)


def uid(study: Study, kind: str) -> str:
    """The UID of the event of that kind, such as ``due 3``."""
    starts_on = study.starts_on.isoformat() if study.starts_on else ""
    # A half character has no bytes of its own to make a UID of.
    name = FORBIDDEN.sub(" ", values.folded(study.name))
    return f"{uuid5(NAMESPACE, chr(0).join((name, starts_on, kind)))}@studyboard"


def sequence(now: datetime) -> int:
    """The SEQUENCE of what is written at ``now``: it never falls as time goes on."""
    return min(max(0, (now - SINCE) // timedelta(minutes=1)), HIGHEST_SEQUENCE)


# ---- what there is ----


def _deadline(study: Study, week: Week, language: Language) -> Entry:
    topic, say = week.topic, language.say
    due = say("Due {moment}", moment=language.moment(week.last_second))
    lines = [f"{due} · {say('extended')}" if week.extended else due]
    lines += [words.explain_tier(language, tier) for tier in study.tiers]
    if study.form:
        lines.append(say("Hand in: {address}", address=study.form.url))
    for name, references in (("Lecture", topic.lecture), ("Lab", topic.lab), ("Reading", topic.reading)):
        lines += [f"{say(name)}: {each}" for each in references]
    return Entry(
        kind=f"due {week.number}",
        begins=later(week.due_at, -LASTS),
        ends=week.due_at,
        title=say("Due: {week}", week=_named(week, language)),
        lines=tuple(lines),
        url=_first_link([study.curriculum_url or "", *topic.lecture, *topic.lab, *topic.reading]),
        alarm=True,
    )


def _cut_offs(study: Study, week: Week, language: Language) -> Iterator[Entry]:
    """The end of each tier with a limit: from then on the next one holds."""
    for place, (tier, following) in enumerate(zip(study.tiers, study.tiers[1:], strict=False), 1):
        if tier.lasts:
            ends = later(week.due_at, tier.lasts)
            yield Entry(
                kind=f"late {week.number} {place}",
                begins=later(ends, -LASTS),
                ends=ends,
                title=language.say(
                    "{week}: {tier} ends, then {following}",
                    week=language.week(week.number),
                    tier=words.name_tier(language, tier),
                    following=words.name_tier(language, following),
                ),
                lines=tuple(words.explain_tier(language, each) for each in (tier, following)),
                url=_first_link([study.form.url if study.form else ""]),
            )


def _turn(week: Week, writer: str, language: Language) -> Entry:
    """The turn lasts for the days of its week, so that it is seen before the last of them."""
    first, last = week.days
    return Entry(
        kind=f"turn {week.number}",
        begins=first,
        ends=max(first, last) + timedelta(days=1),
        title=language.say("Team blog: {writer}", writer=writer),
        lines=(_named(week, language), *week.topic.post),
        url=_first_link(week.topic.post),
    )


def _break(off: Break, place: int, language: Language) -> Entry:
    """A break is known by its place among them, not by its days, so that one that is moved moves."""
    return Entry(
        kind=f"break {place}",
        begins=off.starts_on,
        ends=off.ends_on + timedelta(days=1),
        title=": ".join(filter(None, [language.say("Break"), off.reason])),
    )


def _named(week: Week, language: Language) -> str:
    return " · ".join(filter(None, [language.week(week.number), _line(week.topic.title)]))


def _first_link(references: Sequence[str]) -> str | None:
    """The first that is a link, as a program may follow it."""
    for each in references:
        try:
            if not FORBIDDEN.search(each):
                return values.link(each)
        except values.Unreadable:
            continue
    return None


# ---- how it is written ----


def _event(study: Study, entry: Entry, now: datetime) -> "Event":
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", uid(study, entry.kind))
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", sequence(now))
    _add_moment(event, "dtstart", entry.begins, study.timezone)
    _add_moment(event, "dtend", entry.ends, study.timezone)
    event.add("summary", _line(entry.title))
    if entry.lines:
        event.add("description", "\n".join(map(_line, entry.lines)))
    if entry.url:
        event.add("url", entry.url)
    event.add("transp", "TRANSPARENT")
    if entry.alarm:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _line(entry.title))
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


def _line(text: str) -> str:
    """The text on one line, without what a calendar may not hold."""
    return " ".join(FORBIDDEN.sub(" ", text).split())


def _years(found: Sequence[Entry], now: datetime) -> tuple[int, int]:
    """The first and the last year of the events, both inclusive."""
    years = [each.year for entry in found for each in (entry.begins, entry.ends)] or [now.year]
    return min(years), max(years)


def _timezone(zone: ZoneInfo, first: int, last: int) -> "Timezone":
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
    low, high = milliseconds(before) // 1000, milliseconds(after) // 1000
    while high - low > 1:
        middle = (low + high) // 2
        if _clock(zone, moment(middle * 1000)) == _clock(zone, before):
            low = middle
        else:
            high = middle
    return moment(high * 1000)


def _clock(zone: ZoneInfo, at: datetime) -> tuple[timedelta | None, str | None]:
    local = at.astimezone(zone)
    return local.utcoffset(), local.tzname()

"""The calendar of a season: from its start and its breaks to weeks that open, are due and close."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from studylib.season.study import Break, Tier, Topic, Week

SEVEN_DAYS = timedelta(days=7)
DELIVERY = timedelta(minutes=2)
"""How long an answer may take from a form into the sheet and out of it: Google promises no time, and this has proved
enough."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970-01-01 UTC, rounded down. Moments are compared by these: two aware datetimes
    of one zone compare and subtract by their wall clocks, which is wrong where the clocks change."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def from_milliseconds(milliseconds: int) -> datetime:
    """The moment, aware, in UTC, of that many milliseconds since 1970."""
    return EPOCH + timedelta(milliseconds=milliseconds)


def add_time(moment: datetime, time: timedelta) -> datetime:
    """The moment that comes so much real time after ``moment``, in its zone."""
    return (moment.astimezone(UTC) + time).astimezone(moment.tzinfo)


def find_midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of ``day`` in ``zone``."""
    return datetime.combine(day, time(), zone)


def find_closing(tiers: Sequence[Tier]) -> timedelta:
    """The time after due at which a week closes: the end of the last limited tier; none where there is none."""
    return max((tier.lasts for tier in tiers if tier.lasts is not None), default=timedelta(0))


def list_free_weeks(starts_on: date, breaks: Sequence[Break]) -> Iterator[date]:
    """The first days of the calendar weeks from ``starts_on`` that no group break touches, without end."""
    group_breaks = [each for each in breaks if each.member is None]
    opens_on = starts_on
    while True:
        if not any(each.overlaps(opens_on, opens_on + timedelta(days=6)) for each in group_breaks):
            yield opens_on
        opens_on += SEVEN_DAYS


def schedule_weeks(
    starts_on: date,
    breaks: Sequence[Break],
    tiers: Sequence[Tier],
    zone: ZoneInfo,
    topics: Mapping[int, Topic],
) -> tuple[Week, ...]:
    """The weeks that have a topic, rising. Week n lies in the n-th free calendar week, whichever others are there."""
    days = list_free_weeks(starts_on, breaks)
    weeks = []
    for number in range(1, max(topics, default=0) + 1):
        opens_on = next(days)
        if number in topics:
            due_at = find_midnight(opens_on + SEVEN_DAYS, zone)
            closes_at = add_time(due_at, find_closing(tiers))
            weeks.append(Week(number, find_midnight(opens_on, zone), due_at, closes_at, topics[number]))
    return tuple(weeks)


def extend_week(week: Week, due_at: datetime, tiers: Sequence[Tier]) -> Week:
    """The week with a due moment of its own; it closes as much later, and no other week moves."""
    return reclose_week(replace(week, due_at=due_at, extended=True), tiers)


def reclose_week(week: Week, tiers: Sequence[Tier]) -> Week:
    """The week under those tiers: they say how long after due it closes."""
    return replace(week, closes_at=add_time(week.due_at, find_closing(tiers)))


def find_present_week(weeks: Sequence[Week], now: datetime) -> Week | None:
    """The week people think of as this one: the last that has opened; before the season the first; none if none."""
    opened = [week for week in weeks if to_milliseconds(week.opens_at) <= to_milliseconds(now)]
    return opened[-1] if opened else next(iter(weeks), None)


def has_ended_within(span: timedelta, weeks: Sequence[Week], tiers: Sequence[Tier], now: datetime) -> bool:
    """Whether a due moment or the end of a late tier lies in ``(now - span, now]``."""
    lasts = [timedelta(0), *(tier.lasts for tier in tiers if tier.lasts is not None)]
    ends = (to_milliseconds(add_time(week.due_at, each)) for week in weeks for each in lasts)
    at, back = to_milliseconds(now), span // timedelta(milliseconds=1)
    return any(at - back < end <= at for end in ends)

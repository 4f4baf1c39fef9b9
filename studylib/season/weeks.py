"""Schedule a season: its weeks and when they open, are due and close."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from studylib.season.study import Break, Tier, Topic, Week

SEVEN_DAYS = timedelta(days=7)
DELIVERY = timedelta(minutes=2)
"""Time that an answer may take from the form to Studyboard. Google promises none, but this suffices in practice."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_milliseconds(moment: datetime) -> int:
    """Convert a moment to whole milliseconds since 1970-01-01 UTC, rounded down.

    Compare moments by these. Datetimes of one zone compare by wall clock, which is wrong when the clocks change.
    """
    return (moment - EPOCH) // timedelta(milliseconds=1)


def from_milliseconds(milliseconds: int) -> datetime:
    """Convert milliseconds since 1970-01-01 UTC to an aware moment in UTC."""
    return EPOCH + timedelta(milliseconds=milliseconds)


def add_time(moment: datetime, time: timedelta) -> datetime:
    """Add real time to a moment, in its own zone."""
    return (moment.astimezone(UTC) + time).astimezone(moment.tzinfo)


def find_midnight(day: date, zone: ZoneInfo) -> datetime:
    """Find the first moment of a day in a zone."""
    return datetime.combine(day, time(), zone)


def find_closing(tiers: Sequence[Tier]) -> timedelta:
    """Find the time from due to closing: the last limit of the tiers, else 0."""
    return max((tier.lasts for tier in tiers if tier.lasts is not None), default=timedelta(0))


def list_free_weeks(starts_on: date, breaks: Sequence[Break]) -> Iterator[date]:
    """List, without end, the first days of calendar weeks that no group break touches."""
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
    """Schedule the weeks with a topic, rising. Week n takes the n-th free calendar week, even if others are missing."""
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
    """Give a week its own due moment. Its closing moves along, other weeks do not."""
    return reclose_week(replace(week, due_at=due_at, extended=True), tiers)


def reclose_week(week: Week, tiers: Sequence[Tier]) -> Week:
    """Apply other tiers to a week. They set how long after due it closes."""
    return replace(week, closes_at=add_time(week.due_at, find_closing(tiers)))


def find_present_week(weeks: Sequence[Week], now: datetime) -> Week | None:
    """Find the present week: the last to open, or the first before the season. ``None`` without weeks."""
    opened = [week for week in weeks if to_milliseconds(week.opens_at) <= to_milliseconds(now)]
    return opened[-1] if opened else next(iter(weeks), None)


def has_ended_within(span: timedelta, weeks: Sequence[Week], tiers: Sequence[Tier], now: datetime) -> bool:
    """Check if any due moment or late tier ended in ``(now - span, now]``."""
    lasts = [timedelta(0), *(tier.lasts for tier in tiers if tier.lasts is not None)]
    ends = (to_milliseconds(add_time(week.due_at, each)) for week in weeks for each in lasts)
    at, back = to_milliseconds(now), span // timedelta(milliseconds=1)
    return any(at - back < end <= at for end in ends)

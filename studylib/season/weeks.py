"""Schedule a season: its weeks and when they open, are due and close."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import zip_longest
from zoneinfo import ZoneInfo

from studylib.season.kinds import Limit
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


def list_ends(tiers: Sequence[Tier], due_at: datetime) -> list[datetime]:
    """List the ends, exclusive, of the late tiers after a due moment, in their order.

    Nobody falls into a tier that would end before the one before it. It ends with that one.
    """
    ends: list[datetime] = []
    for tier in tiers:
        if tier.lasts is not None:
            ends.append(max([*ends[-1:], _end_tier(tier.limit, tier.lasts, due_at)], key=to_milliseconds))
    return ends


def list_stages(tiers: Sequence[Tier], due_at: datetime) -> list[tuple[int, datetime | None]]:
    """List the places of the tiers that somebody can fall into, each with its end. The absence has none."""
    begins, stages = to_milliseconds(due_at), []
    for place, end in zip_longest(range(len(tiers)), list_ends(tiers, due_at)):
        if end is None or to_milliseconds(end) > begins:
            begins = begins if end is None else to_milliseconds(end)
            stages.append((place, end))
    return stages


def _end_tier(limit: Limit, lasts: timedelta, due_at: datetime) -> datetime:
    """Find the end of a tier. Days and times of day keep the wall clock of the last second in time."""
    if limit is Limit.HOURS:
        return add_time(due_at, lasts)
    second = timedelta(seconds=1)
    wall = add_time(due_at, -second).replace(tzinfo=None) + second
    if limit is Limit.DAYS:
        return _list_passes(wall + lasts, due_at.tzinfo)[0]
    midnight = datetime.combine(wall.date(), time())
    days = [midnight + timedelta(days=day) + lasts for day in (-1, 0, 1)]
    passes = (moment for day in days for moment in _list_passes(day, due_at.tzinfo))
    return next(moment for moment in passes if to_milliseconds(moment) > to_milliseconds(due_at))


def _list_passes(wall: datetime, zone: tzinfo | None) -> list[datetime]:
    """List the moments at which a clock shows a time, rising. A time that it skips is as long after the change."""
    passes = [wall.replace(tzinfo=zone, fold=fold).astimezone(UTC).astimezone(zone) for fold in (0, 1)]
    return [each for each in passes if each.replace(tzinfo=None) == wall] or passes[:1]


def find_closing(tiers: Sequence[Tier], due_at: datetime) -> datetime:
    """Find the moment at which a week closes: the end of its last late tier, else its due moment."""
    return next(reversed(list_ends(tiers, due_at)), due_at)


def list_free_weeks(starts_on: date, breaks: Sequence[Break]) -> Iterator[date]:
    """List, without end, the first days of calendar weeks that no group break touches."""
    days_off = sorted((each.starts_on, each.ends_on) for each in breaks if each.member is None)
    opens_on, at, off_until = starts_on, 0, date.min
    while True:
        ends_on = opens_on + timedelta(days=6)
        while at < len(days_off) and days_off[at][0] <= ends_on:
            off_until = max(off_until, days_off[at][1])
            at += 1
        if off_until < opens_on:
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
            closes_at = find_closing(tiers, due_at)
            weeks.append(Week(number, find_midnight(opens_on, zone), due_at, closes_at, topics[number]))
    return tuple(weeks)


def extend_week(week: Week, due_at: datetime, tiers: Sequence[Tier]) -> Week:
    """Give a week its own due moment. Its closing moves along, other weeks do not."""
    return reclose_week(replace(week, due_at=due_at, extended=True), tiers)


def reclose_week(week: Week, tiers: Sequence[Tier]) -> Week:
    """Apply other tiers to a week. They set how long after due it closes."""
    return replace(week, closes_at=find_closing(tiers, week.due_at))


def find_present_week(weeks: Sequence[Week], now: datetime) -> Week | None:
    """Find the present week: the last to open, or the first before the season. ``None`` without weeks."""
    opened = [week for week in weeks if to_milliseconds(week.opens_at) <= to_milliseconds(now)]
    return opened[-1] if opened else next(iter(weeks), None)


def has_ended_within(span: timedelta, weeks: Sequence[Week], tiers: Sequence[Tier], now: datetime) -> bool:
    """Check if any due moment or late tier ended in ``(now - span, now]``."""
    edges = (edge for week in weeks for edge in (week.due_at, *list_ends(tiers, week.due_at)))
    ends = map(to_milliseconds, edges)
    at, back = to_milliseconds(now), span // timedelta(milliseconds=1)
    return any(at - back < end <= at for end in ends)

"""Schedule a season: its weeks and when they open, are due and close."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import zip_longest
from zoneinfo import ZoneInfo

from studylib.season.kinds import Limit
from studylib.season.study import Break, Tier, Topic, Week
from studylib.season.tasks import UNNAMED, Due, Duty, Task

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


def list_stages(tiers: Sequence[Tier], duty: Duty) -> list[tuple[int, datetime | None]]:
    """List the places of the tiers that somebody can fall into, each with its end. The absence has none."""
    begins, stages = to_milliseconds(duty.due_at), []
    for place, end in zip_longest(duty.tiers, list_ends(take_tiers(tiers, duty), duty.due_at)):
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
    """Find the moment at which something due closes: the end of its last late tier, else its due moment."""
    return next(reversed(list_ends(tiers, due_at)), due_at)


def find_tiers(tiers: Sequence[Tier], name: str, week: int) -> tuple[int, ...]:
    """Find the places of the tiers of a set that hold in a week, in their order.

    They are those with the greatest start that is not after the week. A set that starts later has none.
    """
    starts = [each.from_week for each in tiers if each.set == name and each.from_week <= week]
    start = max(starts, default=0)
    return tuple(place for place, each in enumerate(tiers) if each.set == name and each.from_week == start)


def find_due(due: Due | None, first_day: date, cycle: int, zone: ZoneInfo) -> datetime | None:
    """Find the due moment of a cycle of ``cycle`` days. ``None`` if the cycle has no such weekday.

    Without ``due`` it is the end of the cycle's last day.
    """
    last = first_day + timedelta(days=cycle - 1)
    if due is None:
        return find_midnight(last + timedelta(days=1), zone)
    back = 0 if due.weekday is None else (last.weekday() - due.weekday) % 7
    return None if back >= cycle else place_due(due, last - timedelta(days=back), zone)


def place_due(due: Due, day: date, zone: ZoneInfo) -> datetime:
    """Place the clock of a due time on a day."""
    wall = datetime.combine(day, time()) + due.clock
    return add_time(_list_passes(wall, zone)[0], due.through)


def list_free_weeks(starts_on: date, breaks: Sequence[Break], cycle: int = 7) -> Iterator[date]:
    """List, without end, the first days of cycles that no group break touches. ``cycle`` is their days."""
    days_off = sorted((each.starts_on, each.ends_on) for each in breaks if each.member is None)
    opens_on, at, off_until = starts_on, 0, date.min
    while True:
        ends_on = opens_on + timedelta(days=cycle - 1)
        while at < len(days_off) and days_off[at][0] <= ends_on:
            off_until = max(off_until, days_off[at][1])
            at += 1
        if off_until < opens_on:
            yield opens_on
        opens_on += timedelta(days=cycle)


def schedule_weeks(
    starts_on: date,
    breaks: Sequence[Break],
    tiers: Sequence[Tier],
    zone: ZoneInfo,
    topics: Mapping[int, Topic],
    *,
    cycle: int = 7,
    due: Due | None = None,
    tasks: Sequence[Task] = (),
) -> tuple[Week, ...]:
    """Schedule the weeks with a topic, rising. Week n takes the n-th free cycle, even if others are missing.

    What is due on a weekday that the cycle lacks is due at the cycle's end.
    """
    days = list_free_weeks(starts_on, breaks, cycle)
    weeks = []
    for number in range(1, max(topics, default=0) + 1):
        first_day = next(days)
        if number in topics:
            end = find_midnight(first_day + timedelta(days=cycle), zone)
            opens_at, due_at = find_midnight(first_day, zone), find_due(due, first_day, cycle, zone) or end
            duties = [
                _make_duty(number, task, opens_at, _find_task_due(task, first_day, cycle, due_at), tiers)
                for task in tasks or (UNNAMED,)
                if task.takes_place_in(number)
            ]
            weeks.append(Week(number, opens_at, due_at, tuple(duties), topics[number]))
    return tuple(weeks)


def _find_task_due(task: Task, first_day: date, cycle: int, due_at: datetime) -> datetime:
    """Find when a task is due. It is with the week, which is due at ``due_at``, unless it has its own time."""
    zone = due_at.tzinfo
    assert isinstance(zone, ZoneInfo)
    return due_at if task.due is None else find_due(task.due, first_day, cycle, zone) or due_at


def _make_duty(week: int, task: Task, opens_at: datetime, due_at: datetime, tiers: Sequence[Tier]) -> Duty:
    places = find_tiers(tiers, task.tiers, week)
    closes_at = find_closing([tiers[place] for place in places], due_at)
    return Duty(week, task, opens_at, due_at, closes_at, places)


def extend_week(week: Week, due_at: datetime, tiers: Sequence[Tier]) -> Week:
    """Give a week its own due moment. Its duties move by as much on the clock, other weeks do not."""
    moved = _read_wall(due_at) - _read_wall(week.due_at)
    duties = tuple(
        _make_duty(
            week.number,
            duty.task,
            duty.opens_at,
            due_at if duty.task.due is None else _move_wall(duty.due_at, moved),
            tiers,
        )
        for duty in week.duties
    )
    return replace(week, due_at=due_at, duties=duties, extended=True)


def _read_wall(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None, fold=0)


def _move_wall(moment: datetime, by: timedelta) -> datetime:
    return _list_passes(_read_wall(moment) + by, moment.tzinfo)[0]


def reclose_week(week: Week, tiers: Sequence[Tier]) -> Week:
    """Apply other tiers to a week. They set how long after due its duties close."""
    duties = (_make_duty(each.week, each.task, each.opens_at, each.due_at, tiers) for each in week.duties)
    return replace(week, duties=tuple(duties))


def find_present_week(weeks: Sequence[Week], now: datetime) -> Week | None:
    """Find the present week: the last to open, or the first before the season. ``None`` without weeks."""
    opened = [week for week in weeks if to_milliseconds(week.opens_at) <= to_milliseconds(now)]
    return opened[-1] if opened else next(iter(weeks), None)


def has_ended_within(span: timedelta, duties: Sequence[Duty], tiers: Sequence[Tier], now: datetime) -> bool:
    """Check if any due moment or late tier of the duties ended in ``(now - span, now]``."""
    edges = (
        edge for duty in duties for edge in (duty.due_at, *list_ends(take_tiers(tiers, duty), duty.due_at))
    )
    ends = map(to_milliseconds, edges)
    at, back = to_milliseconds(now), span // timedelta(milliseconds=1)
    return any(at - back < end <= at for end in ends)


def take_tiers(tiers: Sequence[Tier], duty: Duty) -> list[Tier]:
    """Take the tiers that hold for a duty, by rising limit with the absence last."""
    return [tiers[place] for place in duty.tiers]

"""A slow reference judge and settlement, written line by line from docs/design.md, "The rules".

They share no code with `weeks`, `roster`, `board` and `settlement`: days are counted one by one, moments are compared
in UTC, one member and one week are judged at a time, and won are dealt out one round at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from studylib.season.study import DEFAULT_TIERS, Break, Excuse, Member, Tier

SEOUL = ZoneInfo("Asia/Seoul")
ONE_DAY = timedelta(days=1)
ONE_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Answer:
    """One valid answer: its moment is aware, to the millisecond."""

    member: str
    week: int
    at: datetime
    link: str


@dataclass(frozen=True)
class Season:
    """The facts of a season, nothing computed. ``extensions``: due moments of a week's own, aware."""

    starts_on: date = date(2022, 4, 6)
    zone: ZoneInfo = SEOUL
    week_count: int = 3
    members: tuple[Member, ...] = (Member("가람"),)
    tiers: tuple[Tier, ...] = DEFAULT_TIERS
    breaks: tuple[Break, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    extensions: Mapping[int, datetime] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Judged:
    """One cell of the board."""

    member: str
    week: int
    status: str
    submitted_at: datetime | None
    link: str | None
    fine: int
    month: str


def judge(season: Season, now: datetime) -> list[Judged]:
    """Every member (roster order) and week (rising) that the member answers for."""
    return [
        judge_one(season, member, week, now)
        for member in season.members
        for week in range(1, season.week_count + 1)
        if answers_for(season, member, week)
    ]


def judge_one(season: Season, member: Member, week: int, now: datetime) -> Judged:
    """The judging table of docs/design.md."""
    opens_at, due_at, closes_at = edges(season, week)
    now = now.astimezone(UTC)

    handed_in = [
        answer
        for answer in season.answers
        if answer.member == member.name and answer.week == week and answer.at.astimezone(UTC) <= now
    ]
    handed_in.sort(key=lambda answer: answer.at.astimezone(UTC))
    first = handed_in[0].at.astimezone(UTC) if handed_in else None
    link = handed_in[-1].link if handed_in else None

    excused = is_excused(season, member, week)
    fine = 0
    if first is not None:
        if first < due_at:
            status = "on_time"
        elif excused:
            status = "excused"
        elif first < closes_at:
            status, fine = "late", late_amount(season, first, due_at)
        else:
            status, fine = "absent", absent_amount(season)
    elif excused:
        status = "excused"
    elif now < opens_at:
        status = "upcoming"
    elif now < due_at:
        status = "open"
    elif now < closes_at:
        status = "overdue"
    else:
        status, fine = "absent", absent_amount(season)
    return Judged(member.name, week, status, first, link, fine, f"{last_day(season, week):%Y-%m}")


def late_amount(season: Season, first: datetime, due_at: datetime) -> int:
    """The amount of the tier with the nearest limit that is not yet over."""
    limits = sorted((tier.hours, tier.amount) for tier in season.tiers if tier.hours is not None)
    for hours, amount in limits:
        if first < due_at + timedelta(hours=hours):
            return amount
    raise AssertionError("later than every limit is not late but absent")


def absent_amount(season: Season) -> int:
    """The amount of the tier without a limit."""
    (amount,) = [tier.amount for tier in season.tiers if tier.hours is None]
    return amount


def edges(season: Season, week: int) -> tuple[datetime, datetime, datetime]:
    """When the week opens, is due and closes, in UTC."""
    opens_on = first_day(season, week)
    opens_at = midnight(opens_on, season.zone)
    due_at = midnight(opens_on + 7 * ONE_DAY, season.zone)
    if week in season.extensions:
        due_at = season.extensions[week].astimezone(UTC)
    last_limit = max([tier.hours for tier in season.tiers if tier.hours is not None] + [0])
    return opens_at, due_at, due_at + timedelta(hours=last_limit)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of the day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def first_day(season: Season, week: int) -> date:
    """The first day of the n-th calendar week that no group break touches."""
    day = season.starts_on
    free = 0
    while True:
        seven_days = [day + n * ONE_DAY for n in range(7)]
        if not any(is_off(season, each, None) for each in seven_days):
            free += 1
        if free == week:
            return day
        day += 7 * ONE_DAY


def last_day(season: Season, week: int) -> date:
    """The day of the last second that is in time."""
    _, due_at, _ = edges(season, week)
    return (due_at - ONE_SECOND).astimezone(season.zone).date()


def is_off(season: Season, day: date, member: str | None) -> bool:
    """Whether the day lies in a break of that member, or (``None``) of the whole group."""
    return any(each.member == member and each.starts_on <= day <= each.ends_on for each in season.breaks)


def is_excused(season: Season, member: Member, week: int) -> bool:
    """By a row in excuses, or by a personal break on one of the week's days at least."""
    if any(each.week == week and each.member == member.name for each in season.excuses):
        return True
    day = first_day(season, week)
    while day <= last_day(season, week):
        if is_off(season, day, member.name):
            return True
        day += ONE_DAY
    return False


def answers_for(season: Season, member: Member, week: int) -> bool:
    """Who has joined by the day the week opens, and is not out before its last day in time is over."""
    if member.joined_on is not None and member.joined_on > first_day(season, week):
        return False
    return member.left_on is None or member.left_on > last_day(season, week)


# ---- the settlement ----


@dataclass(frozen=True)
class Settled:
    """One month. ``lines``: member, fine, share, last place; in roster order."""

    month: str
    final: bool
    carried_in: int
    pot: int
    carried_out: int
    lines: tuple[tuple[str, int, int, bool], ...]


def settle(season: Season, now: datetime, use: str) -> list[Settled]:
    """Every month from the first with a week due to the last with a week due that has opened."""
    weeks = range(1, season.week_count + 1)
    begun = [week for week in weeks if edges(season, week)[0] <= now.astimezone(UTC)]
    if not begun:
        return []
    day = min(last_day(season, week) for week in weeks)
    last_month = max(f"{last_day(season, week):%Y-%m}" for week in begun)
    months = []
    while f"{day:%Y-%m}" <= last_month:
        if f"{day:%Y-%m}" not in months:
            months.append(f"{day:%Y-%m}")
        day += ONE_DAY

    settled: list[Settled] = []
    for month in months:
        carried_in = settled[-1].carried_out if settled else 0
        settled.append(settle_one(season, month, now, use, carried_in))
    return settled


def settle_one(season: Season, month: str, now: datetime, use: str, carried_in: int) -> Settled:
    """One month by itself. A month without weeks waits for all the weeks before it."""
    weeks = range(1, season.week_count + 1)
    due = [week for week in weeks if f"{last_day(season, week):%Y-%m}" == month]
    awaited = due or [week for week in weeks if f"{last_day(season, week):%Y-%m}" < month]
    final = all(now.astimezone(UTC) >= edges(season, week)[2] for week in awaited)

    cells = [cell for cell in judge(season, now) if cell.month == month]
    people = [each.name for each in season.members if any(cell.member == each.name for cell in cells)]
    fine = {name: sum(cell.fine for cell in cells if cell.member == name) for name in people}
    pot = sum(fine.values()) + carried_in

    last = [name for name in people if fine[name] > 0 and all(fine[name] >= fine[other] for other in people)]
    if len(last) == len(people):
        last = []
    if use == "equal_except_last":
        receivers = [name for name in people if name not in last]
    elif use == "equal":
        receivers = people
    elif use == "faultless":
        receivers = [name for name in people if fine[name] == 0]
    else:
        assert use == "keep"
        receivers = []

    share, left = 0, pot
    step = 10_000
    while receivers and step:
        while left >= step * len(receivers):
            share, left = share + step, left - step * len(receivers)
        step = {10_000: 100, 100: 1, 1: 0}[step]
    lines = tuple((name, fine[name], share if name in receivers else 0, name in last) for name in people)
    return Settled(month, final, carried_in, pot, left, lines)

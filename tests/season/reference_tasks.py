"""A slow reference judge of seasons with tasks, written from the rules alone.

It shares no code with `season` and `money`: plain facts, one member, week and task at a time, moments in UTC, days
counted one by one, won dealt out by hand.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from studylib.season.records import Arrival, Pass, Step
from studylib.season.study import DEFAULT_TIERS, Break, Excuse, Member, Payment, Tier

SEOUL = ZoneInfo("Asia/Seoul")
ONE_DAY = timedelta(days=1)
ONE_SECOND = timedelta(seconds=1)

WEEKDAYS = {name: place for place, name in enumerate("월화수목금토일")} | {
    name: place for place, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
}


@dataclass(frozen=True)
class HandIn:
    """One valid answer. ``at`` is aware, to the millisecond. ``links`` has one link a line."""

    member: str
    week: int
    at: datetime
    links: str
    task: str | None = None


@dataclass(frozen=True)
class Work:
    """One row of the tab of tasks. ``due`` is as people write it. ``who``: names, or the word ``turn``."""

    name: str | None = None
    kind: str = "link"
    due: str = ""
    count: int = 1
    per_day: int | None = None
    who: tuple[str, ...] | str = ()
    tiers: str = ""
    cap: int | None = None
    from_week: int = 1
    to_week: int | None = None


@dataclass(frozen=True)
class Facts:
    """The facts of a season, nothing computed.

    ``unlisted`` are weeks that the tab of weeks leaves out. ``extensions`` are due moments of a week's own, aware.
    """

    starts_on: date = date(2022, 4, 6)
    zone: ZoneInfo = SEOUL
    week_count: int = 3
    unlisted: tuple[int, ...] = ()
    cycle: int = 7
    due: str = ""
    members: tuple[Member, ...] = (Member("가람"),)
    tiers: tuple[Tier, ...] = DEFAULT_TIERS
    works: tuple[Work, ...] = ()
    breaks: tuple[Break, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    passes: tuple[Pass, ...] = ()
    pass_count: int = 0
    pass_hours: float = 0
    arrivals: tuple[Arrival, ...] = ()
    steps: tuple[Step, ...] = ()
    writers: Mapping[int, str] = field(default_factory=dict)
    extensions: Mapping[int, datetime] = field(default_factory=dict)
    hand_ins: tuple[HandIn, ...] = ()
    pot: str = "equal_except_last"
    settle: str = "month"
    fines_from: str = "pot"
    payments: tuple[Payment, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row of the board. ``done_at`` is the moment at which the task was done, in UTC."""

    member: str
    week: int
    task: str | None
    status: str
    done_at: datetime | None
    counted: int
    count: int
    due_at: datetime
    links: str | None
    fine: int
    month: str


@dataclass(frozen=True)
class Verdict:
    """What a moment, or the lack of one, comes to. ``units`` multiply the amount of the tier."""

    status: str
    tier: Tier | None = None
    units: int = 1


@dataclass(frozen=True)
class Draft:
    """A row before steps and caps: its verdict, or one for each of its links."""

    row: Row
    work: Work
    closes_at: datetime
    verdicts: tuple[Verdict, ...]


# ---- the board ----


def judge(facts: Facts, now: datetime) -> list[Row]:
    """Every row: member by member, week by week, task by task."""
    now = now.astimezone(UTC)
    drafts = [
        draft_row(facts, member, week, work, now)
        for member in facts.members
        for week in weeks_of(facts)
        for work in works_of(facts)
        if has_row(facts, member, week, work)
    ]
    return [replace(draft.row, fine=price(facts, draft, drafts)) for draft in drafts]


def weeks_of(facts: Facts) -> list[int]:
    """The weeks that take place."""
    return [week for week in range(1, facts.week_count + 1) if week not in facts.unlisted]


def works_of(facts: Facts) -> tuple[Work, ...]:
    """The tasks. Without any there is one without a name."""
    return facts.works or (Work(),)


def has_row(facts: Facts, member: Member, week: int, work: Work) -> bool:
    """Whether the member is judged for the task in the week."""
    if week < work.from_week or (work.to_week is not None and week > work.to_week):
        return False
    if not is_judged(facts, member, week):
        return False
    if work.who == "turn":
        return whose_turn(facts, week) == member.name
    return not work.who or member.name in work.who


def is_judged(facts: Facts, member: Member, week: int) -> bool:
    """Who has joined by the day the week opens, and is not out before its last day in time is over."""
    if member.joined_on is not None and member.joined_on > first_day(facts, week):
        return False
    return member.left_on is None or member.left_on > last_day(facts, week)


def whose_turn(facts: Facts, week: int) -> str | None:
    """Who is up: the queue is played from the first week on, and whoever is up goes to its back."""
    queue = sorted((each for each in facts.members if each.turn is not None), key=lambda each: each.turn or 0)
    up = None
    for number in [each for each in weeks_of(facts) if each <= week]:
        up = facts.writers.get(number)
        if up is None:
            up = next((each.name for each in queue if is_judged(facts, each, number)), None)
        queue = [each for each in queue if each.name != up] + [each for each in queue if each.name == up]
    return up


def draft_row(facts: Facts, member: Member, week: int, work: Work, now: datetime) -> Draft:
    """One row, before steps and caps."""
    due_at = task_due(facts, week, work)
    counted, links, given = count_links(facts, member, week, work, now)
    excused = is_excused(facts, member, week, work, now)
    if work.kind == "attendance":
        counted, links, given, verdict = attend(facts, member, week, work, excused, now)
    else:
        verdict = judge_moment(facts, week, work, given[-1] if counted == work.count else None, excused, now)
    verdicts: tuple[Verdict, ...] = (verdict,)
    if work.kind == "link" and any(tier.itemised for tier in tiers_in_force(facts, work, week)):
        padded = [*given, *[None] * (work.count - len(given))]
        verdicts = tuple(judge_moment(facts, week, work, each, excused, now) for each in padded)
    row = Row(
        member=member.name,
        week=week,
        task=work.name,
        status=verdict.status,
        done_at=given[-1] if given and counted == work.count else None,
        counted=counted,
        count=work.count,
        due_at=due_at,
        links=links,
        fine=0,
        month=month_of(facts, due_at),
    )
    return Draft(row, work, task_closes(facts, week, work), verdicts)


def judge_moment(
    facts: Facts, week: int, work: Work, done_at: datetime | None, excused: bool, now: datetime
) -> Verdict:
    """The table of statuses, line by line."""
    due_at, closes_at = task_due(facts, week, work), task_closes(facts, week, work)
    if done_at is not None and done_at < due_at:
        return Verdict("on_time")
    if excused:
        return Verdict("excused")
    if done_at is None:
        return judge_waiting(facts, week, work, now)
    if done_at < closes_at:
        return fall_late(facts, week, work, done_at)
    return Verdict("absent", absence(facts, week, work))


def judge_waiting(facts: Facts, week: int, work: Work, now: datetime) -> Verdict:
    """The half of the table without a moment."""
    if now < midnight(first_day(facts, week), facts.zone):
        return Verdict("upcoming")
    if now < task_due(facts, week, work):
        return Verdict("open")
    if now < task_closes(facts, week, work):
        return Verdict("overdue")
    return Verdict("absent", absence(facts, week, work))


def fall_late(facts: Facts, week: int, work: Work, done_at: datetime) -> Verdict:
    """The first tier that is not over yet, with the units begun: exactly at due is one."""
    lateness = done_at - task_due(facts, week, work)
    for tier in tiers_in_force(facts, work, week):
        if tier.hours is not None and lateness < timedelta(hours=tier.hours):
            units = 1
            while tier.per is not None and lateness >= units * tier.per:
                units += 1
            return Verdict("late", tier, units)
    raise AssertionError("late, but after all late tiers")


def attend(
    facts: Facts, member: Member, week: int, work: Work, excused: bool, now: datetime
) -> tuple[int, None, list[datetime], Verdict]:
    """One member at one meeting: a time is judged like a submission, then what was written counts."""
    due_at = task_due(facts, week, work)
    recorded = [
        each
        for each in facts.arrivals
        if (each.week, each.task) == (week, work.name) and is_known(each, due_at, now)
    ]
    mine = next((each for each in recorded if each.member == member.name), None)
    if mine is None:
        verdict = judge_moment(facts, week, work, None, excused, now)
        if verdict.status == "absent" and not recorded:
            verdict = Verdict("overdue")
        return 0, None, [], verdict
    if mine.arrived_at is not None:
        arrived_at = mine.arrived_at.astimezone(UTC)
        return 1, None, [arrived_at], judge_moment(facts, week, work, arrived_at, excused, now)
    if mine.status == "on_time":
        return 1, None, [], Verdict("on_time")
    if excused or mine.status == "excused":
        return int(mine.status == "late"), None, [], Verdict("excused")
    if mine.status == "absent":
        return 0, None, [], Verdict("absent", absence(facts, week, work))
    held = [tier for tier in tiers_in_force(facts, work, week) if tier.hours is not None]
    fallen = next((tier for tier in held if tier.label == mine.tier), held[0])
    return 1, None, [], Verdict("late", fallen)


def is_known(arrival: Arrival, due_at: datetime, now: datetime) -> bool:
    """A time exists from then on. A status exists from the start of the meeting on, an exemption always."""
    if arrival.arrived_at is not None:
        return arrival.arrived_at.astimezone(UTC) <= now
    return arrival.status == "excused" or now >= due_at


def count_links(
    facts: Facts, member: Member, week: int, work: Work, now: datetime
) -> tuple[int, str | None, list[datetime]]:
    """How many links count, those shown, and when each of those that count came."""
    mine = [
        each
        for each in sorted(facts.hand_ins, key=lambda each: each.at.astimezone(UTC))
        if (each.member, each.week, each.task) == (member.name, week, work.name)
        if each.at.astimezone(UTC) <= now
    ]
    if not mine or work.kind != "link":
        return 0, None, []
    if work.count == 1:
        return 1, mine[-1].links, [mine[0].at.astimezone(UTC)]
    seen: set[str] = set()
    days: list[date] = []
    kept: list[tuple[str, datetime]] = []
    for each in mine:
        day = each.at.astimezone(facts.zone).date()
        for link in filter(None, (line.strip() for line in each.links.split("\n"))):
            if fold_link(link) in seen:
                continue
            seen.add(fold_link(link))
            days.append(day)
            if work.per_day is None or days.count(day) <= work.per_day:
                kept.append((link, each.at.astimezone(UTC)))
    kept = kept[: work.count]
    return len(kept), "\n".join(link for link, _ in kept) or None, [at for _, at in kept]


def fold_link(link: str) -> str:
    """The link as it is compared: small host, without scheme, fragment and trailing slash."""
    without_scheme = re.sub(r"^[a-zA-Z][a-zA-Z0-9+.-]*://", "", link)
    without_fragment = without_scheme.split("#")[0]
    host, rest = re.match(r"([^/?]*)(.*)", without_fragment, re.DOTALL).groups()  # type: ignore[union-attr]
    return (host.lower() + rest).removesuffix("/")


# ---- excuses ----


def is_excused(facts: Facts, member: Member, week: int, work: Work, now: datetime) -> bool:
    """By a row of the excuses, by a personal break that touches the week's days, or by a valid pass."""
    if any(
        (each.week, each.member) == (week, member.name) and each.task in (None, work.name)
        for each in facts.excuses
    ):
        return True
    day = first_day(facts, week)
    while day <= last_day(facts, week):
        if any(each.member == member.name and each.starts_on <= day <= each.ends_on for each in facts.breaks):
            return True
        day += ONE_DAY
    return any(
        each.week == week and each.task in (None, work.name) for each in valid_passes(facts, member, now)
    )


def valid_passes(facts: Facts, member: Member, now: datetime) -> list[Pass]:
    """The member's first so many passes that were asked for soon enough, in order of asking."""
    valid: list[Pass] = []
    for each in sorted(facts.passes, key=lambda each: each.asked_at.astimezone(UTC)):
        asked_at = each.asked_at.astimezone(UTC)
        if each.member != member.name or asked_at > now:
            continue
        due_at = week_due(facts, each.week)
        for work in works_of(facts):
            if each.task is not None and work.name == each.task:
                due_at = task_due(facts, each.week, work)
        if asked_at < due_at - timedelta(hours=facts.pass_hours) and len(valid) < facts.pass_count:
            valid.append(each)
    return valid


# ---- fines ----


def tiers_in_force(facts: Facts, work: Work, week: int) -> list[Tier]:
    """The rows of the task's set with the latest start that is not after the week, the absence last."""
    started = [tier for tier in facts.tiers if tier.set == work.tiers and tier.from_week <= week]
    latest = max(tier.from_week for tier in started)
    return sorted(
        (tier for tier in started if tier.from_week == latest),
        key=lambda tier: (tier.hours is None, tier.hours or 0),
    )


def absence(facts: Facts, week: int, work: Work) -> Tier:
    """The one tier in force without a limit."""
    (tier,) = [each for each in tiers_in_force(facts, work, week) if each.hours is None]
    return tier


def price(facts: Facts, draft: Draft, drafts: list[Draft]) -> int:
    """The row's fine in won: the step's amount or the tier's, for each unit and link, at most the cap."""
    fine = 0
    for verdict in draft.verdicts:
        if verdict.tier is not None:
            fine += step_amount(facts, draft, verdict.tier, drafts) * verdict.units
    return fine if draft.work.cap is None else min(fine, draft.work.cap)


def step_amount(facts: Facts, draft: Draft, tier: Tier, drafts: list[Draft]) -> int:
    """The amount of the tier, or the k-th amount of its step if this row is the member's k-th in it."""
    steps = [each for each in facts.steps if (each.label, each.set) == (tier.label, tier.set)]
    if not steps or tier.itemised:
        return tier.amount
    (step,) = steps
    before = 0
    for other in drafts:
        (verdict, *_) = other.verdicts
        fallen = verdict.tier
        if (
            other.row.member == draft.row.member
            and fallen is not None
            and (fallen.label, fallen.set) == (tier.label, tier.set)
            and (step.within == "season" or other.row.month == draft.row.month)
            and order_of(facts, other) < order_of(facts, draft)
        ):
            before += 1
    if step.repeats:
        return step.amounts[before % len(step.amounts)]
    return step.amounts[min(before, len(step.amounts) - 1)]


def order_of(facts: Facts, draft: Draft) -> tuple[datetime, int, int]:
    """Where a row stands among the rows of its member: by close, then week, then the order of the tasks."""
    return draft.closes_at, draft.row.week, works_of(facts).index(draft.work)


def month_of(facts: Facts, due_at: datetime) -> str:
    """The month of the last second in time, on the clocks of the season."""
    return f"{(due_at - ONE_SECOND).astimezone(facts.zone):%Y-%m}"


# ---- the calendar ----


def first_day(facts: Facts, week: int) -> date:
    """The first day of the n-th cycle that no group break touches."""
    day = facts.starts_on
    free = 0
    while True:
        days = [day + n * ONE_DAY for n in range(facts.cycle)]
        if not any(
            each.member is None and each.starts_on <= one <= each.ends_on
            for each in facts.breaks
            for one in days
        ):
            free += 1
        if free == week:
            return day
        day += facts.cycle * ONE_DAY


def last_day(facts: Facts, week: int) -> date:
    """The day of the week's last second in time."""
    return (week_due(facts, week) - ONE_SECOND).astimezone(facts.zone).date()


def week_due(facts: Facts, week: int) -> datetime:
    """When the week is due, in UTC."""
    if week in facts.extensions:
        return facts.extensions[week].astimezone(UTC)
    return planned_due(facts, week, facts.due)


def task_due(facts: Facts, week: int, work: Work) -> datetime:
    """When the task is due, in UTC. A week that is moved takes its tasks along, by as much on the clock."""
    if not work.due:
        return week_due(facts, week)
    planned = planned_due(facts, week, work.due)
    if week not in facts.extensions:
        return planned
    moved_by = read_clock(facts.extensions[week], facts.zone) - read_clock(
        planned_due(facts, week, facts.due), facts.zone
    )
    return set_clock(read_clock(planned, facts.zone) + moved_by, facts.zone)


def task_closes(facts: Facts, week: int, work: Work) -> datetime:
    """When the task closes, in UTC: due plus the hours of its last limited tier in force."""
    hours = [tier.hours for tier in tiers_in_force(facts, work, week) if tier.hours is not None]
    return task_due(facts, week, work) + timedelta(hours=max(hours, default=0))


def planned_due(facts: Facts, week: int, text: str) -> datetime:
    """When something with this due time is due in the cycle of the week, in UTC."""
    opens_on = first_day(facts, week)
    days = [opens_on + n * ONE_DAY for n in range(facts.cycle)]
    if not text:
        return midnight(days[-1] + ONE_DAY, facts.zone)
    *weekday, clock = text.split()
    for name in weekday:
        days = [day for day in days if day.weekday() == WEEKDAYS[name]]
    parts = [int(part) for part in clock.split(":")]
    day = days[-1] + (parts[0] // 24) * ONE_DAY
    parts[0] %= 24
    through = {"[23, 59]": timedelta(minutes=1), "[23, 59, 59]": ONE_SECOND}.get(str(parts), timedelta())
    at = time(parts[0], parts[1], parts[2] if len(parts) == 3 else 0)
    return set_clock(datetime.combine(day, at), facts.zone) + through


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of the day, in UTC."""
    return set_clock(datetime.combine(day, time()), zone)


def read_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks of the zone show, without the zone."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def set_clock(shown: datetime, zone: ZoneInfo) -> datetime:
    """The first moment in UTC at which the clocks show this. What they skip is as long after the change."""
    return shown.replace(tzinfo=zone, fold=0).astimezone(UTC)


# ---- the settlement ----


@dataclass(frozen=True)
class Line:
    """One participant of a period, in won. ``owed`` is the fine without what came out of the deposit."""

    member: str
    fine: int
    share: int
    last: bool
    owed: int
    net: int


@dataclass(frozen=True)
class Settled:
    """One period, a month or ``season``. ``kitty`` is what the kitty receives. All nets and it sum to zero."""

    period: str
    final: bool
    carried_in: int
    pot: int
    carried_out: int
    kitty: int
    lines: tuple[Line, ...]


def settle(facts: Facts, now: datetime) -> list[Settled]:
    """Every period from the first with a task due to the last with one due in a week that has opened."""
    now = now.astimezone(UTC)
    duties = [
        (week, work)
        for week in weeks_of(facts)
        for work in works_of(facts)
        if work.from_week <= week and (work.to_week is None or week <= work.to_week)
    ]
    begun = [each for each in duties if midnight(first_day(facts, each[0]), facts.zone) <= now]
    if not begun:
        return []
    settled: list[Settled] = []
    for period in list_periods(
        facts,
        [month_of(facts, task_due(facts, *each)) for each in duties],
        [month_of(facts, task_due(facts, *each)) for each in begun],
    ):
        before = settled[-1] if settled else None
        final = (before is None or before.final) and all(
            now >= task_closes(facts, *each)
            for each in duties
            if period in ("season", month_of(facts, task_due(facts, *each)))
        )
        settled.append(
            settle_one(
                facts, period, final, before.carried_out if before else 0, balances(facts, settled, now), now
            )
        )
    return settled


def list_periods(facts: Facts, due: list[str], begun: list[str]) -> list[str]:
    """All months from the first that something is due in to the last that something begun is due in."""
    if facts.settle == "season":
        return ["season"]
    month, months = min(due), []
    while month <= max(begun):
        months.append(month)
        month = f"{date.fromisoformat(month + '-01') + 31 * ONE_DAY:%Y-%m}"
    return months


def balances(facts: Facts, settled: list[Settled], now: datetime) -> dict[str, int]:
    """What is left of each member's deposit: all that was paid in by now, without what fines took so far."""
    left = {each.name: 0 for each in facts.members}
    for each in paid_by(facts, now):
        if each.account == "deposit":
            left[each.member] += each.amount
    for period in settled:
        for line in period.lines:
            left[line.member] -= line.fine - line.owed
    return left


def paid_by(facts: Facts, now: datetime) -> list[Payment]:
    """The payments of the days up to now. A later one does not exist yet."""
    return [each for each in facts.payments if each.paid_on <= now.astimezone(facts.zone).date()]


def outstanding(facts: Facts, now: datetime) -> dict[str, int]:
    """What each member still has to pay of all final periods, after the payments. Negative: is still paid."""
    left = {each.name: 0 for each in facts.members}
    for period in settle(facts, now):
        if period.final:
            for line in period.lines:
                left[line.member] -= line.net
    for each in paid_by(facts, now):
        if each.account == "pot":
            left[each.member] -= each.amount
    return left


def settle_one(
    facts: Facts, period: str, final: bool, carried_in: int, left: dict[str, int], now: datetime
) -> Settled:
    """One period by itself. ``left`` are the deposits before it."""
    rows = [row for row in judge(facts, now) if period in ("season", row.month)]
    people = [each.name for each in facts.members if any(row.member == each.name for row in rows)]
    fine = {name: sum(row.fine for row in rows if row.member == name) for name in people}
    pot = sum(fine.values()) + carried_in
    last = [name for name in people if fine[name] > 0 and all(fine[name] >= fine[one] for one in people)]
    if len(last) == len(people):
        last = []
    receivers = {
        "equal_except_last": [name for name in people if name not in last],
        "equal": people,
        "faultless": [name for name in people if fine[name] == 0],
        "keep": [],
    }[facts.pot]
    share, carried_out = deal(pot, len(receivers))
    lines = []
    for name in people:
        covered = max(0, min(fine[name], left[name])) if final and facts.fines_from == "deposit" else 0
        mine = share if name in receivers else 0
        owed = fine[name] - covered
        lines.append(Line(name, fine[name], mine, name in last, owed, mine - owed))
    kitty = -sum(line.net for line in lines)
    return Settled(period, final, carried_in, pot, carried_out, kitty, tuple(lines))


def deal(pot: int, receivers: int) -> tuple[int, int]:
    """The share of each and what is left, by handing out equal parts until a won each is too much."""
    share, left = 0, pot
    for part in (1_000_000, 10_000, 100, 1):
        while receivers and left >= part * receivers:
            share, left = share + part, left - part * receivers
    return share, left

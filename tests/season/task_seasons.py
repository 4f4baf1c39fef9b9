"""Builders and hypothesis strategies of seasons with tasks: random facts, and the study and board made of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
from hypothesis import strategies as st

from studylib.season import board, weeks
from studylib.season.kinds import Account, Period, Pot, Status, TaskKind
from studylib.season.records import Arrival, Pass, Step
from studylib.season.study import Break, Excuse, Member, Payment, Study, Tier, Topic
from studylib.season.tasks import Due, Task
from studylib.workbook import answers
from tests.season import reference_tasks as reference
from tests.season.reference_tasks import SEOUL, WEEKDAYS, Facts, HandIn, Row, Work

NEW_YORK = ZoneInfo("America/New_York")
BERLIN = ZoneInfo("Europe/Berlin")
MS = timedelta(milliseconds=1)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


# ---- from facts to a study, from a board to rows ----


def study(facts: Facts) -> Study:
    """The study of these facts, as `workbook.read` would make it."""
    tiers = tuple(
        sorted(facts.tiers, key=lambda tier: (tier.set, tier.from_week, tier.hours is None, tier.hours or 0))
    )
    topics = {n: Topic(writer=facts.writers.get(n)) for n in reference.weeks_of(facts)}
    tasks = tuple(map(make_task, facts.works))
    due = make_due(facts.due)
    calendar = weeks.schedule_weeks(
        facts.starts_on, facts.breaks, tiers, facts.zone, topics, cycle=facts.cycle, due=due, tasks=tasks
    )
    rising = sorted(facts.hand_ins, key=lambda each: weeks.to_milliseconds(each.at))
    return Study(
        name="시험",
        timezone=facts.zone,
        starts_on=facts.starts_on,
        cycle=facts.cycle,
        due=due,
        pot=Pot(facts.pot),
        settle=Period(facts.settle),
        fines_from=Account(facts.fines_from),
        pass_count=facts.pass_count,
        pass_hours=facts.pass_hours,
        members=facts.members,
        weeks=tuple(
            weeks.extend_week(week, facts.extensions[week.number].astimezone(facts.zone), tiers)
            if week.number in facts.extensions
            else week
            for week in calendar
        ),
        tiers=tiers,
        tasks=tasks,
        steps=facts.steps,
        breaks=facts.breaks,
        excuses=facts.excuses,
        passes=tuple(sorted(facts.passes, key=lambda each: weeks.to_milliseconds(each.asked_at))),
        arrivals=facts.arrivals,
        payments=facts.payments,
        submissions=answers.make_frame(
            [answers.Answer(each.member, each.week, each.at, each.links, "", each.task) for each in rising],
            facts.zone,
        ),
    )


def make_task(work: Work) -> Task:
    """The task that the row of the tab says."""
    return Task(
        name=work.name,
        kind=TaskKind(work.kind),
        due=make_due(work.due),
        count=work.count,
        per_day=work.per_day,
        of_turn=work.who == "turn",
        members=() if isinstance(work.who, str) else work.who,
        tiers=work.tiers,
        cap=work.cap,
        from_week=work.from_week,
        to_week=work.to_week,
    )


def make_due(text: str) -> Due | None:
    """The due time that people write: ``22:00``, ``일 22:00``, ``26:00``, or through ``23:59``."""
    if not text:
        return None
    *weekday, clock = text.split()
    hours, minutes, *seconds = map(int, clock.split(":"))
    through = timedelta()
    if clock.endswith("23:59"):
        through = MINUTE
    if clock.endswith("23:59:59"):
        through = timedelta(seconds=1)
    return Due(
        clock=timedelta(hours=hours, minutes=minutes, seconds=sum(seconds)),
        weekday=WEEKDAYS[weekday[0]] if weekday else None,
        through=through,
    )


def judge(facts: Facts, now: datetime) -> list[Row]:
    """The rows of the program's board, in plain Python."""
    return list_rows(board.judge(study(facts), now))


def list_rows(table: pd.DataFrame) -> list[Row]:
    """The rows of a board, in plain Python."""
    columns = [
        "member", "week", "task", "status", "submitted_at", "counted", "count", "due_at", "link", "fine", "month",
    ]  # fmt: skip
    return [
        Row(
            member=str(member),
            week=int(week),
            task=None if pd.isna(task) else str(task),
            status=str(status),
            done_at=None if pd.isna(done_at) else done_at.to_pydatetime().astimezone(UTC),
            counted=int(counted),
            count=int(count),
            due_at=due_at.to_pydatetime().astimezone(UTC),
            links=None if pd.isna(link) else str(link),
            fine=int(fine),
            month=str(month),
        )
        for member, week, task, status, done_at, counted, count, due_at, link, fine, month in table[
            columns
        ].itertuples(index=False)
    ]


# ---- one member, one task ----


def alone(now: datetime, *handed_in: tuple[datetime, str], work: Work | None = None, **facts: Any) -> Row:
    """One member's first week at ``now``, with these links at these moments, judged alike by both."""
    task = None if work is None else work.name
    season = replace(
        Facts(
            week_count=1,
            works=() if work is None else (work,),
            hand_ins=tuple(HandIn("가람", 1, at, links, task) for at, links in handed_in),
        ),
        **facts,
    )
    (row,) = judge(season, now)
    assert [row] == reference.judge(season, now)
    return row


# ---- strategies ----

NAMES = ("가람", "나래", "다온", "라온")
TASKS = ("과제", "문제 풀이", "블로그")
MEETINGS = ("모임", "발표회")
SETS = ("", "모임표", "풀이표")

PLACES = st.one_of(
    st.tuples(st.just(SEOUL), st.dates(date(2022, 4, 1), date(2022, 6, 30))),
    st.tuples(st.just(NEW_YORK), st.dates(date(2022, 2, 20), date(2022, 3, 14))),
    st.tuples(st.just(NEW_YORK), st.dates(date(2022, 10, 15), date(2022, 11, 7))),
    st.tuples(st.just(BERLIN), st.dates(date(2022, 3, 6), date(2022, 3, 28))),
    st.tuples(st.just(BERLIN), st.dates(date(2022, 10, 9), date(2022, 10, 31))),
)
"""A zone and a start, often shortly before its clocks change."""
CYCLES = st.sampled_from([7, 7, 7, 7, 1, 2, 3, 5, 10, 14, 31])
CLOCKS = st.sampled_from(
    [
        "22:00", "26:00", "23:59", "23:59:59", "0:00", "24:00", "9:30", "1:30", "2:30",
        "25:30", "26:30", "47:00", "12:34:56",
    ]
)  # fmt: skip
LIMITS = st.sampled_from([1, 1, 1, 2, 2, 0]).flatmap(
    lambda size: st.sets(
        st.sampled_from([24.0, 12.0, 48.0, 168.0, 1.5, 1.0, 0.25]), min_size=size, max_size=3
    )
)
UNITS = st.sampled_from([2 * HOUR, 10 * MINUTE, MINUTE, HOUR, DAY, None])
AMOUNTS = st.sampled_from([3_000, 1_000, 500, 4_000, 10_000, 1, 0])
NUDGES = st.sampled_from([timedelta(), -MS, MS, -MS, MS, -10 * MINUTE, HOUR, -13 * HOUR, DAY, -2 * DAY])
LINKS = st.sampled_from(
    [
        "https://n.kr/a", "http://n.kr/a", "HTTPS://N.kr/a/", "https://n.kr/a#둘", "https://n.kr/a/#끝",
        "https://n.kr/A", "https://n.kr/a?x=1", "https://n.kr/b", "http://n.KR/b/", "https://n.kr/c",
        "https://n.kr/d", "https://n.kr", "https://n.kr/", "https://n.kr//", "https://n.kr?a/", "https://n.kr:443/a",
    ]
)  # fmt: skip


@st.composite
def dues(draw: st.DrawFn, cycle: int) -> str:
    """A due time. A weekday only in cycles that have it."""
    if draw(st.booleans()):
        return ""
    weekday = draw(st.sampled_from(["", *WEEKDAYS])) if cycle >= 7 else ""
    return f"{weekday} {draw(CLOCKS)}".strip()


@st.composite
def tier_sets(draw: st.DrawFn, name: str, itemised: bool) -> tuple[Tier, ...]:
    """The rows of one set: one group from the first week on, perhaps one that replaces it later."""
    starts = draw(st.sampled_from([(1,), (1,), (1, 2), (1, 3)]))
    rows = []
    for start in starts:
        for place, hours in enumerate(sorted(draw(LIMITS))):
            per = None if itemised else draw(UNITS)
            rows.append(
                Tier(
                    f"지각 {place + 1}",
                    hours,
                    draw(AMOUNTS),
                    set=name,
                    from_week=start,
                    per=per,
                    itemised=itemised,
                )
            )
        rows.append(Tier("결석", None, draw(AMOUNTS), set=name, from_week=start, itemised=itemised))
    return tuple(rows)


@st.composite
def works(draw: st.DrawFn, cycle: int, week_count: int, someone: st.SearchStrategy[str]) -> tuple[Work, ...]:
    """No tasks, or one to three with names of their own."""
    size = draw(st.sampled_from([1, 2, 3, 0]))
    titles = draw(st.lists(st.sampled_from(TASKS + MEETINGS), min_size=size, max_size=3, unique=True))
    some_week = st.integers(1, max(1, week_count))
    drawn = tuple(
        Work(
            name=title,
            kind="attendance" if title in MEETINGS else "link",
            due=draw(dues(cycle)),
            count=1 if title in MEETINGS else draw(st.sampled_from([2, 1, 1, 3, 4])),
            per_day=None if title in MEETINGS else draw(st.sampled_from([1, None, None, 2])),
            who=draw(
                st.sampled_from(["", "", "turn"])
                | st.lists(someone, min_size=1, max_size=3, unique=True).map(tuple)
            ),
            tiers=draw(st.sampled_from(SETS)),
            cap=draw(st.none() | st.sampled_from([0, 2_500, 5_000])),
            from_week=draw(st.sampled_from([1, 1]) | some_week),
            to_week=draw(st.none() | some_week),
        )
        for title in titles
    )
    return tuple(
        replace(each, to_week=None) if each.to_week and each.to_week < each.from_week else each
        for each in drawn
    )


@st.composite
def seasons(draw: st.DrawFn) -> Facts:
    """Seasons of up to four members, six weeks and three tasks, with all that the rules know."""
    zone, starts_on = draw(PLACES)
    cycle = draw(CYCLES)
    week_count = draw(st.sampled_from([2, 4, 1, 3, 5, 6]))
    size = draw(st.sampled_from([2, 1, 4]))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=size, max_size=4, unique=True))
    someone = st.sampled_from(names)
    near_start = st.builds(
        lambda count, nudge: starts_on + timedelta(days=cycle * count + nudge),
        st.integers(-1, week_count),
        st.integers(-1, 2),
    )
    tiers = tuple(
        row for name in SETS for row in draw(tier_sets(name, draw(st.sampled_from([False, False, True]))))
    )
    facts = Facts(
        starts_on=starts_on,
        zone=zone,
        week_count=week_count,
        unlisted=draw(st.sampled_from([(), (), (), (1,), (2,)])),
        cycle=cycle,
        due=draw(dues(cycle)),
        members=tuple(draw(members(name, st.none() | st.none() | near_start)) for name in names),
        tiers=tiers,
        works=draw(works(cycle, week_count, someone)),
        breaks=tuple(
            Break(first, first + timedelta(days=draw(st.sampled_from([0, 1, 6, 13]))), member=whose)
            for first, whose in draw(st.lists(st.tuples(near_start, st.none() | someone), max_size=3))
        ),
        steps=draw(steps(tiers)),
        pass_count=draw(st.integers(0, 2)),
        pass_hours=draw(st.sampled_from([0, 0.5, 24, 100])),
        writers=draw(
            st.dictionaries(st.integers(1, week_count), st.sampled_from([*NAMES, "손님"]), max_size=2)
        ),
        pot=draw(st.sampled_from([each.value for each in Pot])),
        settle=draw(st.sampled_from(["month", "season"])),
        fines_from=draw(st.sampled_from(["pot", "deposit"])),
    )
    if any(
        reference.week_due(facts, week) < open_week(facts, week) + SECOND for week in range(1, week_count + 1)
    ):
        facts = replace(facts, due="")  # a week without a day has no days to be away on
    facts = replace(facts, extensions=draw(extensions(facts)))
    return replace(
        facts,
        hand_ins=draw(hand_ins(facts)),
        arrivals=draw(arrivals(facts)),
        excuses=draw(excuses(facts)),
        passes=draw(passes(facts)),
        payments=draw(payments(facts)),
    )


@st.composite
def members(draw: st.DrawFn, name: str, days: st.SearchStrategy[date | None]) -> Member:
    """A member, perhaps with a turn, who may come late and leave early."""
    joined_on, left_on = draw(days), draw(days)
    if joined_on is not None and left_on is not None and left_on < joined_on:
        joined_on, left_on = left_on, joined_on
    return Member(name, joined_on=joined_on, left_on=left_on, turn=draw(st.none() | st.integers(1, 4)))


@st.composite
def steps(draw: st.DrawFn, tiers: tuple[Tier, ...]) -> tuple[Step, ...]:
    """Steps of some tiers that are not itemised, each tier once."""
    known = sorted({(tier.set, tier.label) for tier in tiers if not tier.itemised})
    if not known:
        return ()
    return tuple(
        Step(
            label,
            name,
            tuple(draw(st.lists(AMOUNTS, min_size=1, max_size=3))),
            repeats=draw(st.booleans()),
            within=draw(st.sampled_from(Period)),
        )
        for name, label in draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
    )


@st.composite
def extensions(draw: st.DrawFn, facts: Facts) -> dict[int, datetime]:
    """Due moments of some weeks' own, a second or more after these open, so that each has a day."""
    found = {}
    for week in range(1, facts.week_count + 1):
        if draw(st.integers(0, 3)) == 0:
            moved = (
                reference.week_due(facts, week) + draw(st.sampled_from([-1, 0, 1, 2, 7])) * DAY + draw(NUDGES)
            )
            if moved >= open_week(facts, week) + SECOND:
                found[week] = moved
    return found


def open_week(facts: Facts, week: int) -> datetime:
    """The moment at which a week opens."""
    return reference.midnight(reference.first_day(facts, week), facts.zone)


def part_ties(facts: Facts) -> Facts:
    """The season without all but one of the answers of a member and a duty that come at one millisecond."""
    apart = {(each.member, each.week, each.task, each.at.astimezone(UTC)): each for each in facts.hand_ins}
    return replace(facts, hand_ins=tuple(apart.values()))


def list_duties(facts: Facts) -> list[tuple[int, Work]]:
    """Each week with each task that takes place in it."""
    return [
        (week, work)
        for week in reference.weeks_of(facts)
        for work in reference.works_of(facts)
        if work.from_week <= week and (work.to_week is None or week <= work.to_week)
    ]


def list_edges(facts: Facts, week: int, work: Work) -> list[datetime]:
    """Every moment at which something may change in a duty: its opening, due, tiers, units, midnights."""
    due_at = reference.task_due(facts, week, work)
    found = {open_week(facts, week), due_at, due_at - timedelta(hours=facts.pass_hours)}
    for tier in reference.tiers_in_force(facts, work, week):
        if tier.hours is not None:
            found.add(due_at + timedelta(hours=tier.hours))
        if tier.per is not None:
            found |= {due_at + tier.per, due_at + 2 * tier.per}
    found.add(reference.midnight(due_at.astimezone(facts.zone).date(), facts.zone))
    found.add(reference.midnight(due_at.astimezone(facts.zone).date() - DAY, facts.zone))
    return sorted(found)


@st.composite
def hand_ins(draw: st.DrawFn, facts: Facts) -> tuple[HandIn, ...]:
    """Up to 25 answers, crowded around the edges, with links that repeat."""
    duties = [each for each in list_duties(facts) if each[1].kind == "link"]
    if not duties:
        return ()
    names = [each.name for each in facts.members]
    found = []
    # few duties, so that several answers meet in one
    some = draw(st.lists(st.sampled_from(duties), min_size=1, max_size=6))
    size = draw(st.sampled_from([12, 6, 3, 0]))
    for week, work in draw(st.lists(st.sampled_from(some), min_size=size, max_size=25)):
        at = draw(st.sampled_from(list_edges(facts, week, work))) + draw(NUDGES)
        links = "\n".join(draw(st.lists(LINKS, min_size=1, max_size=3)))
        found.append(HandIn(draw(st.sampled_from(names)), week, at, links, work.name))
    return tuple(found)


@st.composite
def arrivals(draw: st.DrawFn, facts: Facts) -> tuple[Arrival, ...]:
    """At most one record of a member and a meeting: a time, a status, or the label of a tier."""
    found = []
    for week, work in list_duties(facts):
        if work.kind != "attendance" or draw(st.integers(0, 4)) == 0:
            continue
        tiers = reference.tiers_in_force(facts, work, week)
        late = [tier for tier in tiers if tier.hours is not None]
        statuses = [Status.ON_TIME, Status.ABSENT, Status.EXCUSED, *[Status.LATE] * bool(late)]
        for member in facts.members:
            how = draw(st.sampled_from(["none", "time", "time", "status", "tier"]))
            at, status, label = None, None, None
            if how == "none":
                continue
            if how == "time":
                at = draw(st.sampled_from(list_edges(facts, week, work))) + draw(NUDGES)
            if how == "status":
                status = draw(st.sampled_from(statuses))
            if how == "tier":
                tier = draw(st.sampled_from(tiers))
                status, label = tier.status, tier.label
            found.append(Arrival(week, work.name, member.name, at, status, label))
    return tuple(found)


@st.composite
def excuses(draw: st.DrawFn, facts: Facts) -> tuple[Excuse, ...]:
    """Excuses from some weeks, or from one task in them."""
    duties = list_duties(facts)
    if not duties:
        return ()
    return tuple(
        Excuse(week, draw(st.sampled_from(facts.members)).name, task=draw(st.sampled_from([None, work.name])))
        for week, work in draw(st.lists(st.sampled_from(duties), max_size=2))
    )


@st.composite
def passes(draw: st.DrawFn, facts: Facts) -> tuple[Pass, ...]:
    """Passes, asked for around their deadlines."""
    duties = list_duties(facts)
    if not duties:
        return ()
    found = []
    for week, work in draw(st.lists(st.sampled_from(duties), max_size=4)):
        task = draw(st.sampled_from([None, work.name]))
        due_at = reference.week_due(facts, week) if task is None else reference.task_due(facts, week, work)
        asked_at = due_at - timedelta(hours=facts.pass_hours) + draw(NUDGES)
        found.append(Pass(asked_at, week, draw(st.sampled_from(facts.members)).name, task))
    return tuple(found)


@st.composite
def payments(draw: st.DrawFn, facts: Facts) -> tuple[Payment, ...]:
    """Payments of the days of the season and a little longer, for its months and into deposits."""
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(-3, 80),
                st.sampled_from(facts.members),
                st.sampled_from([10_000, 3_000, 1, -2_000]),
                st.sampled_from([Account.DEPOSIT, Account.POT]),
                st.integers(0, 40),
            ),
            max_size=6,
        )
    )
    return tuple(
        Payment(
            paid_on=facts.starts_on + timedelta(days=days),
            month="season"
            if facts.settle == "season"
            else f"{facts.starts_on + timedelta(days=later):%Y-%m}",
            member=member.name,
            amount=amount,
            account=account,
        )
        for days, member, amount, account, later in rows
    )


@st.composite
def moments(draw: st.DrawFn, facts: Facts) -> datetime:
    """A moment to judge at: around an edge, an answer or a record, or long after."""
    edges = [datetime(2023, 6, 1, tzinfo=UTC)]
    edges += [edge for week, work in list_duties(facts) for edge in list_edges(facts, week, work)]
    edges += [each.at for each in facts.hand_ins]
    edges += [each.asked_at for each in facts.passes]
    edges += [each.arrived_at for each in facts.arrivals if each.arrived_at is not None]
    return draw(st.just(edges[0]) | st.sampled_from(edges)) + draw(NUDGES)

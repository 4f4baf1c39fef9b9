"""Compare what the command line prints of random seasons between two trees.

    python -m tests.season.compare --out old.jsonl                        # in the old tree
    python -m tests.season.compare --out new.jsonl --against old.jsonl    # in the new one

It knows nothing of studylib but its command line and its clock, so the same file runs in both.
"""

import argparse
import csv
import difflib
import hashlib
import io
import json
import os
import random
import sys
import tempfile
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, chdir, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock
from zoneinfo import ZoneInfo

import xlsxwriter

Cell = str | int | float | bool | date | datetime | None
Record = dict[str, Cell]
Key = tuple[int, str, str]
Taken = tuple[str, ...]

MS, SECOND = timedelta(milliseconds=1), timedelta(seconds=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CRASH = "Crash: "
ELSEWHEN = datetime(2060, 1, 1, tzinfo=UTC)
"""What the clock says to a command that is given its moment, so that none can take the one for the other."""

ZONES = ("Asia/Seoul", "America/New_York", "Europe/Paris")
STARTS = (date(2022, 2, 16), date(2022, 4, 6), date(2022, 10, 5), date(2023, 11, 20), date(2024, 2, 12))
"""Days near which seasons start: the clocks change, the year changes, February has 29 days."""

NAMES = ("가람", "나래", "다온", "라온", "Kim Lee", "바다, J.", "=하늘", "Zoë", "마루 (조장)")
POTS = ("equal_except_last", "꼴찌 제외 1/n", "equal", "1/n", "faultless", "무벌금 1/n", "keep", "적립", None)
POT_OF = {"꼴찌 제외 1/n": "equal_except_last", "1/n": "equal", "무벌금 1/n": "faultless", "적립": "keep"}
REASONS = (None, "예비군 훈련", 'said "ill", twice', "=1+1", "write to me@x.kr", "two\nlines")
TITLES = (None, "RNNs", "CNNs & 나머지", "MLOps, 1")
READINGS = (None, "https://n.kr/paper", "chapter 3", "https://n.kr/1\nchapter 4", "http://n.kr/2?a=1&b=2")
LIMITS = (0.25, 1.5, 12, 24, 36, 48, 168)
AMOUNTS = (0, 500, 1000, 3000, 3333, 10_000)
LATE_NAMES = ("late", "지각", "하루 지각", "very late", "-늦음")
ABSENT_NAMES = ("absent", "결석", "no show")
DEFAULT_TIERS = (("late", 12, 3000), ("absent", None, 4000))
NUDGES = (timedelta(), -MS, MS, -SECOND, SECOND, HOUR, -13 * HOUR, 2 * DAY)


def split_names(written: str) -> dict[str, str]:
    """Split names in English from their names in Korean."""
    return dict(pair.split("/") for pair in written.split(", "))


LAYOUTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "settings": ("설정", split_names("key/키, value/값")),
    "members": (
        "멤버",
        split_names(
            "name/이름, email/이메일, turn/당번 순서, role/역할, joined_on/참여일, left_on/탈퇴일, github/github"
        ),
    ),
    "weeks": (
        "주차",
        split_names(
            "week/주차, title/제목, lecture/강의, lab/실습, reading/읽을거리, writer/팀블로그, post/블로그 글, "
            "due_at/마감"
        ),
    ),
    "breaks": ("휴식", split_names("starts_on/시작, ends_on/끝, reason/사유, member/이름")),
    "tiers": ("벌금", split_names("status/구분, hours/마감 후 시간, amount/금액")),
    "excuses": ("면제", split_names("week/주차, member/이름, reason/사유")),
    "payments": ("납부", split_names("paid_on/납부일, month/월, member/이름, amount/금액, note/메모")),
    "settlements": (
        "정산",
        split_names("month/월, member/이름, fine/벌금, share/분배, carried_out/이월, closed_at/정산일시"),
    ),
    "Form Responses 1": (
        "설문지 응답 시트1",
        split_names(
            "Timestamp/타임스탬프, Email Address/이메일 주소, name/이름, week/주차, link/링크, note/메모"
        ),
    ),
}
"""Each tab of docs/workbook.md: its title and its columns, in English and in Korean."""

SETTING_NAMES = split_names(
    "name/스터디, starts_on/시작일, timezone/시간대, language/언어, pot/정산 방식, access/공개, "
    "short_names/이름 가리기, form_url/설문지, form_name_entry/설문지 이름 항목, repository/저장소, "
    "remind_hours/알림 시간"
)

OLD = date(2020, 1, 1)
BAD_TIMES: tuple[Cell, ...] = ("4/8/2022", "2022-02-30", "soon", "=TODAY()", 12_345_678, date(1999, 5, 1))
BAD_DAYS: tuple[Cell, ...] = (*BAD_TIMES, datetime(2022, 4, 6, 10), OLD)
BAD_NAMES: tuple[Cell, ...] = ("유령", "nobody@x.kr", None, 7, "가람 나래")
BAD_AMOUNTS: tuple[Cell, ...] = (-500, "삼천 원", 2_000_000_000, 3.5, None, "3000 won", "1,00,0원", True)
BAD_LINKS: tuple[Cell, ...] = ("notes", "https://", "https://n.kr/a b", "mailto:me@x.kr", "ftp://n.kr/1")
BROKEN: Mapping[str, tuple[Cell, ...]] = {
    "key": (None, "startson", "timezone"),
    "value": (None, "Mars/Olympus", "soon", -1, "fr"),
    "name": BAD_NAMES,
    "email": ("m1@x.kr", "m2@x.kr", "M3@x.kr", 5),
    "Email Address": ("stranger@x.kr", "m2@x.kr", "M1@X.KR "),
    "turn": ("first", 1.5, -2),
    "joined_on": BAD_DAYS,
    "left_on": (*BAD_DAYS, OLD),
    "week": (0, "soon", "3주차, 4주차", 1000, 99, 2.5, None, "Week 2 & 3", OLD),
    "lecture": BAD_LINKS,
    "lab": BAD_LINKS,
    "reading": BAD_LINKS,
    "writer": BAD_NAMES,
    "post": BAD_LINKS,
    "due_at": BAD_TIMES,
    "starts_on": BAD_DAYS,
    "ends_on": (*BAD_DAYS, OLD, None),
    "member": BAD_NAMES,
    "status": (None, "late", "결석"),
    "hours": (-1, "long", 99_999, None, 12, "12시 간"),
    "amount": BAD_AMOUNTS,
    "paid_on": BAD_DAYS,
    "month": ("2022-13", "May", 5, None, "2022/4", OLD),
    "fine": (*BAD_AMOUNTS, 999_999),
    "share": BAD_AMOUNTS,
    "carried_out": (*BAD_AMOUNTS, 77),
    "closed_at": ("yesterday", "4/8/2022 10:00", datetime(2098, 1, 1)),
    "Timestamp": (*BAD_TIMES, None, "2022-04-06 25:00:00", "2022. 4. 9 오후 14:39:19", 44_657.5),
    "link": (*BAD_LINKS, None),
}
"""What may stand in a cell by mistake, by its column."""

CONTRADICTIONS: tuple[Record, ...] = (
    {"due_at": OLD},
    {"joined_on": date(2022, 4, 6), "left_on": OLD},
    {"starts_on": date(2022, 4, 6), "ends_on": OLD},
    {"status": "결석", "hours": 12},
    {"status": "late", "hours": None},
    {"month": "May"},
    {"key": "form_name_entry", "value": "entry"},
    {"key": "remind_hours", "value": "soon"},
)
"""What may stand in the cells of one row, but not together or not there."""


# ---- the facts of a season ----


class Person(NamedTuple):
    name: str
    email: str | None
    turn: int | None
    joined_on: date | None
    left_on: date | None


class Tier(NamedTuple):
    label: str
    hours: float | None
    amount: int


class Break(NamedTuple):
    starts_on: date
    ends_on: date
    member: str | None


class Week(NamedTuple):
    number: int
    opens_on: date
    due_at: datetime
    extended: bool


class Answer(NamedTuple):
    member: str
    week: int
    at: datetime
    link: str


class Closed(NamedTuple):
    rows: list[Record]
    at: datetime | None


@dataclass
class Facts:
    """Hold what is true of a season before it is written down."""

    zone: ZoneInfo
    starts_on: date
    pot: str | None
    korean: bool
    tiers: list[Tier]
    members: list[Person]
    breaks: list[Break] = field(default_factory=list)
    weeks: list[Week] = field(default_factory=list)
    excuses: list[tuple[int, str]] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    carried: int = 0
    closed: list[Closed] = field(default_factory=list)


def draw_facts(rng: random.Random) -> Facts:
    """Draw a whole season, its answers crowded around its deadlines."""
    starts_on = rng.choice(STARTS) + rng.randint(-20, 30) * DAY
    facts = Facts(
        zone=ZoneInfo(rng.choice(ZONES)),
        starts_on=starts_on,
        pot=rng.choice(POTS),
        korean=rng.random() < 0.5,
        tiers=draw_tiers(rng),
        members=draw_members(rng, starts_on),
    )
    facts.breaks = draw_breaks(rng, facts)
    facts.weeks = draw_weeks(rng, facts)
    facts.excuses = draw_excuses(rng, facts)
    facts.answers = draw_answers(rng, facts)
    facts.carried = rng.choice((0, 0, 0, 5000))
    facts.closed = draw_closed(rng, facts) if rng.random() < 0.65 else []
    return facts


def draw_tiers(rng: random.Random) -> list[Tier]:
    """Draw one to four tiers, or those of a workbook that names none."""
    if rng.random() < 0.15:
        return [Tier(*each) for each in DEFAULT_TIERS]
    limits = sorted(rng.sample(LIMITS, rng.randint(0, 3)))
    labels = rng.sample(LATE_NAMES, len(limits))
    late = [Tier(label, hours, rng.choice(AMOUNTS)) for label, hours in zip(labels, limits, strict=True)]
    return [*late, Tier(rng.choice(ABSENT_NAMES), None, rng.choice(AMOUNTS))]


def draw_members(rng: random.Random, starts_on: date) -> list[Person]:
    """Draw up to eight people, some of whom join late or leave early."""
    names = rng.sample(NAMES, rng.choice((0, 1, 2, 3, 4, 5, 6, 7, 8, 8)))
    return [
        Person(
            name=name,
            email=f"m{place}@x.kr" if rng.random() < 0.6 else None,
            turn=place if rng.random() < 0.8 else None,
            joined_on=starts_on + draw_days(rng, -1, 4) if rng.random() < 0.3 else None,
            left_on=starts_on + draw_days(rng, 5, 13) if rng.random() < 0.3 else None,
        )
        for place, name in enumerate(names, 1)
    ]


def draw_days(rng: random.Random, low: int, high: int) -> timedelta:
    """Draw a number of whole weeks, a day more or less."""
    return (7 * rng.randint(low, high) + rng.choice((-1, 0, 1))) * DAY


def draw_breaks(rng: random.Random, facts: Facts) -> list[Break]:
    """Draw days off of the whole group and of single members."""
    owners: list[str | None] = [None] * rng.choice((0, 0, 1, 2))
    owners += [rng.choice(facts.members).name for _ in range(rng.choice((0, 0, 1, 2))) if facts.members]
    found = []
    for owner in owners:
        first = facts.starts_on + draw_days(rng, 0, 8) + rng.randint(0, 6) * DAY
        found.append(Break(first, first + rng.choice((0, 1, 6, 13)) * DAY, owner))
    return found


def draw_weeks(rng: random.Random, facts: Facts) -> list[Week]:
    """Draw up to twelve weeks around the group's breaks, some of them extended."""
    found: list[Week] = []
    off = [each for each in facts.breaks if each.member is None]
    opens_on, count = facts.starts_on, rng.choice((0, 1, 3, 5, 7, 8, 9, 10, 11, 12))
    while len(found) < count:
        if not any(overlap(each, opens_on, opens_on + 6 * DAY) for each in off):
            found.append(draw_week(rng, facts.zone, len(found) + 1, opens_on))
        opens_on += 7 * DAY
    return found


def draw_week(rng: random.Random, zone: ZoneInfo, number: int, opens_on: date) -> Week:
    """Draw one week, due at midnight or at a moment of its own."""
    due_at = find_midnight(opens_on + 7 * DAY, zone)
    if rng.random() < 0.8:
        return Week(number, opens_on, due_at, False)
    moved = due_at + rng.choice((-1, 0, 1, 2, 6)) * DAY + rng.choice(NUDGES)
    return Week(number, opens_on, moved, True)


def find_midnight(day: date, zone: ZoneInfo) -> datetime:
    """Find the first moment of a day."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def overlap(each: Break, first: date, last: date) -> bool:
    """Tell if a break touches any of the days, both ends counted."""
    return each.starts_on <= last and first <= each.ends_on


def draw_excuses(rng: random.Random, facts: Facts) -> list[tuple[int, str]]:
    """Draw who is excused from which week."""
    if not facts.members or not facts.weeks:
        return []
    return [
        (rng.choice(facts.weeks).number, rng.choice(facts.members).name)
        for _ in range(rng.choice((0, 1, 2, 3)))
    ]


def draw_answers(rng: random.Random, facts: Facts) -> list[Answer]:
    """Draw none to three answers of each member for each week, in no order."""
    found = []
    for person in facts.members:
        care = rng.choice((0.1, 0.4, 0.7, 1.0))
        for week in facts.weeks:
            for _ in range(rng.choice((0, 1, 1, 1, 1, 2, 3))):
                at = draw_answer_time(rng, facts, week, care)
                found.append(Answer(person.name, week.number, at, draw_link(rng)))
    rng.shuffle(found)
    return found


def draw_answer_time(rng: random.Random, facts: Facts, week: Week, care: float) -> datetime:
    """Draw a moment well in time, or close to an edge of the week."""
    if rng.random() < care * 0.7:
        return week.due_at - rng.randint(1, 200_000_000) * MS
    return rng.choice([week.due_at, *find_edges(facts, week)]) + rng.choice(NUDGES)


def find_edges(facts: Facts, week: Week) -> list[datetime]:
    """Find the moments at which the standing of a week changes."""
    limits = [tier.hours * HOUR for tier in facts.tiers if tier.hours is not None]
    return [
        find_midnight(week.opens_on, facts.zone),
        week.due_at,
        *(week.due_at + limit for limit in limits),
    ]


def draw_link(rng: random.Random) -> str:
    """Draw one to three links, one a line."""
    links = [f"https://n.kr/{rng.randint(1, 9999)}" for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    if rng.random() < 0.05:
        links.append("https://n.kr/?to=me@x.kr")
    return "\n".join(links)


def draw_closed(rng: random.Random, facts: Facts) -> list[Closed]:
    """Draw how many of the first months are closed, and when each was."""
    months = list(settle_months(facts))
    return [Closed(rows, draw_closing(rng, facts, rows)) for rows in months[: rng.randint(0, len(months))]]


def draw_closing(rng: random.Random, facts: Facts, rows: list[Record]) -> datetime | None:
    """Draw when a month was closed, after its last week."""
    if rng.random() < 0.2:
        return None
    weeks = (week for week in facts.weeks if find_month(facts, week) == rows[0]["month"])
    over = max(find_edges(facts, week)[-1] for week in weeks)
    return (over + rng.randint(0, 3 * 86_400) * SECOND).replace(microsecond=0)


# ---- what the months of a season come to ----


def find_last_day(facts: Facts, week: Week) -> date:
    """Find the day of a week's last second in time."""
    return (week.due_at - SECOND).astimezone(facts.zone).date()


def find_month(facts: Facts, week: Week) -> str:
    """Find the month that a week's fines belong to."""
    return f"{find_last_day(facts, week):%Y-%m}"


def must_answer(facts: Facts, person: Person, week: Week) -> bool:
    """Tell if a member answers for a week."""
    joined = person.joined_on is None or person.joined_on <= week.opens_on
    return joined and (person.left_on is None or person.left_on > find_last_day(facts, week))


def is_excused(facts: Facts, person: Person, week: Week) -> bool:
    """Tell if an excuse or their own break frees a member from a week."""
    days = week.opens_on, find_last_day(facts, week)
    off = any(each.member == person.name and overlap(each, *days) for each in facts.breaks)
    return off or (week.number, person.name) in facts.excuses


def judge_fine(facts: Facts, person: Person, week: Week) -> int:
    """Judge what a week costs a member once all is over."""
    if is_excused(facts, person, week):
        return 0
    times = [each.at for each in facts.answers if (each.member, each.week) == (person.name, week.number)]
    first = min(times, default=ELSEWHEN)
    if first < week.due_at:
        return 0
    for tier in facts.tiers:
        if tier.hours is None or first < week.due_at + tier.hours * HOUR:
            return tier.amount
    raise AssertionError("the last tier has no limit")


def sum_fines(facts: Facts) -> dict[str, dict[str, int]]:
    """Sum the fines by month and by member who takes part in it."""
    months: dict[str, dict[str, int]] = {}
    for person in facts.members:
        for week in facts.weeks:
            if must_answer(facts, person, week):
                fines = months.setdefault(find_month(facts, week), {})
                fines[person.name] = fines.get(person.name, 0) + judge_fine(facts, person, week)
    return dict(sorted(months.items()))


def pick_receivers(fines: Mapping[str, int], pot: str | None) -> list[str]:
    """Pick those among whom a month's pot is shared."""
    use = POT_OF.get(pot, pot) if pot else "equal_except_last"
    if use == "keep":
        return []
    if use == "faultless":
        return [name for name, fine in fines.items() if fine == 0]
    highest = max(fines.values())
    ahead = [name for name, fine in fines.items() if fine < highest]
    return list(fines) if use == "equal" or not ahead else ahead


def settle_months(facts: Facts) -> Iterator[list[Record]]:
    """Settle month after month, one record a member as the settlements tab has it."""
    carried = facts.carried
    for month, fines in sum_fines(facts).items():
        receivers, pot = pick_receivers(fines, facts.pot), sum(fines.values()) + carried
        share, carried = divmod(pot, len(receivers)) if receivers else (0, pot)
        yield [
            {
                "month": month,
                "member": name,
                "fine": fine,
                "share": share if name in receivers else 0,
                "carried_out": carried,
            }
            for name, fine in fines.items()
        ]


# ---- the facts written down ----


@dataclass
class Tab:
    """Hold one tab as it is written, and what its columns mean."""

    title: str
    columns: list[str]
    header: list[Cell]
    rows: list[list[Cell]]


def lay_tab(rng: random.Random, kind: str, korean: bool, records: Iterable[Record]) -> Tab:
    """Lay records out under headers of one language, at times in another order."""
    title, names = LAYOUTS[kind]
    columns = list(names)
    if rng.random() < 0.2:
        rng.shuffle(columns)
    header: list[Cell] = [names[column] if korean else column for column in columns]
    if rng.random() < 0.1:
        header = [f" {str(each).upper()} " for each in header]
    rows = [[record.get(column) for column in columns] for record in records]
    if rng.random() < 0.1:
        rows.insert(rng.randint(0, len(rows)), [])
    return Tab(title if korean else kind, columns, header, rows)


def write_tabs(rng: random.Random, facts: Facts) -> list[Tab]:
    """Write a season down as tabs, those without rows left out at times."""
    records: dict[str, list[Record]] = {
        "settings": write_settings(rng, facts),
        "members": write_members(rng, facts),
        "weeks": [write_week(rng, facts, week) for week in facts.weeks],
        "breaks": [write_break(rng, each) for each in facts.breaks],
        "tiers": [write_tier(rng, each) for each in facts.tiers if each not in DEFAULT_TIERS],
        "excuses": [
            {"week": write_week_number(rng, week), "member": member, "reason": rng.choice(REASONS)}
            for week, member in facts.excuses
        ],
        "payments": write_payments(rng, facts),
        "settlements": write_settlements(rng, facts),
    }
    needed = ("settings", "members", "weeks")
    kept = {kind: rows for kind, rows in records.items() if rows or kind in needed or rng.random() < 0.5}
    tabs = [lay_tab(rng, kind, facts.korean, rows) for kind, rows in kept.items()]
    return [*tabs, *write_answers(rng, facts)]


def write_settings(rng: random.Random, facts: Facts) -> list[Record]:
    """Write the settings, those with a default left out at times."""
    values: Record = {
        "name": rng.choice(("밤샘", "Night, Inc.", None)),
        "starts_on": write_day(rng, facts.starts_on),
        "timezone": facts.zone.key,
        "language": rng.choice(("ko", "한국어", None)) if facts.korean else rng.choice(("en", "English")),
        "pot": facts.pot,
        "access": rng.choice(("public", "멤버", None)),
        "short_names": rng.choice((True, "no", None)),
        "form_url": rng.choice(("https://forms.example/1", None)),
        "form_name_entry": rng.choice(("entry.12", None)),
        "repository": rng.choice(("https://github.example/o/n", None)),
        "remind_hours": rng.choice((5, "3시간", None)),
    }
    if facts.zone.key == "Asia/Seoul" and rng.random() < 0.3:
        del values["timezone"]
    return [
        {"key": SETTING_NAMES[key] if facts.korean else key, "value": value} for key, value in values.items()
    ]


def write_members(rng: random.Random, facts: Facts) -> list[Record]:
    """Write the roster, its first member the leader."""
    return [
        {
            "name": each.name,
            "email": each.email,
            "turn": each.turn,
            "role": ("스터디장" if facts.korean else "Leader") if place == 0 else None,
            "joined_on": write_day(rng, each.joined_on),
            "left_on": write_day(rng, each.left_on),
        }
        for place, each in enumerate(facts.members)
    ]


def write_week(rng: random.Random, facts: Facts, week: Week) -> Record:
    """Write the curriculum's row of a week."""
    writers = [None] * 12 + [each.name for each in facts.members]
    return {
        "week": write_week_number(rng, week.number),
        "title": rng.choice(TITLES),
        "lecture": rng.choice(READINGS),
        "lab": rng.choice(READINGS),
        "reading": rng.choice(READINGS),
        "writer": rng.choice(writers),
        "post": rng.choice(READINGS),
        "due_at": write_due(rng, week.due_at, facts.zone) if week.extended else None,
    }


def write_week_number(rng: random.Random, number: int) -> Cell:
    """Write the number of a week in one of its forms."""
    return rng.choice((number, number, f"{number}주차", f"Week {number}", f"{number}주차 RNNs", str(number)))


def write_break(rng: random.Random, each: Break) -> Record:
    """Write a row of days off."""
    return {
        "starts_on": write_day(rng, each.starts_on),
        "ends_on": write_day(rng, each.ends_on),
        "reason": rng.choice(REASONS),
        "member": each.member,
    }


def write_tier(rng: random.Random, tier: Tier) -> Record:
    """Write a row of the rules."""
    forms = (tier.hours, f"{tier.hours}시간", f"{tier.hours} h")
    hours = None if tier.hours is None else rng.choice(forms)
    return {"status": tier.label, "hours": hours, "amount": write_amount(rng, tier.amount)}


def write_amount(rng: random.Random, amount: int) -> Cell:
    """Write won in one of their forms."""
    return rng.choice((amount, amount, f"{amount:,}원", str(amount), f"₩{amount}"))


def write_day(rng: random.Random, day: date | None) -> Cell:
    """Write a day in one of its forms."""
    if day is None:
        return None
    return rng.choice((day, day, day.isoformat(), f"{day.year}. {day.month}. {day.day}"))


def write_moment(rng: random.Random, moment: datetime, zone: ZoneInfo) -> Cell:
    """Write a moment in one of its forms, which mean it to the millisecond."""
    local = moment.astimezone(zone)
    forms: list[Cell] = [local.isoformat(timespec="milliseconds")]
    if not local.fold:
        naive = local.replace(tzinfo=None)
        forms += [naive, naive, naive.isoformat(" ", "milliseconds"), (naive + 0.4 * MS).isoformat(" ")]
        if not naive.microsecond:
            half = "오후" if naive.hour >= 12 else "오전"
            forms.append(f"{naive:%Y. %m. %d} {half} {naive:%I:%M:%S}")
    return rng.choice(forms)


def write_due(rng: random.Random, due_at: datetime, zone: ZoneInfo) -> Cell:
    """Write a due moment in one of its forms: 23:59 and 23:59:59 mean through that minute and that second."""
    local = due_at.astimezone(zone)
    if local.time() in (time(23, 59), time(23, 59, 59)):
        beside = timezone((local.utcoffset() or 0 * HOUR) + HOUR)
        return local.astimezone(beside).isoformat()
    early = rng.choice((0, 1, 60)) if local.time() == time() else 0
    return write_moment(rng, due_at - early * SECOND, zone)


def write_month(rng: random.Random, month: str) -> Cell:
    """Write a month in one of its forms."""
    year, number = map(int, month.split("-"))
    return rng.choice((month, month, f"{year}년 {number}월", date(year, number, 15)))


def write_payments(rng: random.Random, facts: Facts) -> list[Record]:
    """Write up to five payments, some of them paid out."""
    if not facts.members:
        return []
    days = [facts.starts_on + rng.randint(20, 100) * DAY for _ in range(rng.choice((0, 0, 1, 3, 5)))]
    return [
        {
            "paid_on": write_day(rng, day),
            "month": write_month(rng, f"{day:%Y-%m}"),
            "member": rng.choice(facts.members).name,
            "amount": write_amount(rng, rng.choice(AMOUNTS)) if rng.random() < 0.8 else -1500,
            "note": rng.choice(REASONS),
        }
        for day in days
    ]


def write_settlements(rng: random.Random, facts: Facts) -> list[Record]:
    """Write the closed months, at times with something wrong in them."""
    found = [row for each in facts.closed for row in write_closed(rng, facts, each)]
    if found and rng.random() < 0.4:
        tamper(rng, found)
    if facts.carried:
        before = f"{facts.starts_on - 32 * DAY:%Y-%m}"
        row: Record = {"month": before, "member": "떠난 이", "fine": 0, "share": 0}
        found.insert(0, {**row, "carried_out": facts.carried})
    return found


def write_closed(rng: random.Random, facts: Facts, closed: Closed) -> list[Record]:
    """Write the rows of a closed month, each with when it was closed."""
    at = closed.at and write_moment(rng, closed.at, facts.zone)
    return [{**row, "closed_at": at} for row in closed.rows]


def tamper(rng: random.Random, rows: list[Record]) -> None:
    """Change one closed row so that it disagrees with the rest or with today."""
    row = rng.choice(rows)
    match rng.randrange(6):
        case 0:
            row["fine"] = 7777
        case 1:
            row["share"] = 9999
        case 2:
            row["carried_out"] = 123
        case 3:
            rows.append(dict(row))
        case 4:
            row["member"] = "떠난 이"
        case _:
            rows.remove(row)


def write_answers(rng: random.Random, facts: Facts) -> list[Tab]:
    """Write the answers to one tab of a form or to two in two languages."""
    records = [write_answer(rng, facts, each) for each in facts.answers]
    if rng.random() < 0.6:
        return [lay_tab(rng, "Form Responses 1", facts.korean, records)]
    cut = len(records) // 2
    again = rng.sample(records, min(len(records), 3))
    tabs = [
        lay_tab(rng, "Form Responses 1", False, records[:cut]),
        lay_tab(rng, "Form Responses 1", True, [*records[cut:], *again]),
    ]
    if rng.random() < 0.1:
        tabs[0].header[tabs[0].columns.index("name")] = "nickname"
    return tabs


def write_answer(rng: random.Random, facts: Facts, answer: Answer) -> Record:
    """Write one answer, whose it is told by name, by address or by both."""
    email = next(each.email for each in facts.members if each.name == answer.member)
    names = (
        answer.member,
        answer.member,
        f" {answer.member.upper()}  ",
        unicodedata.normalize("NFD", answer.member),
    )
    told = email is not None and rng.random() < 0.5
    return {
        "Timestamp": write_moment(rng, answer.at, facts.zone),
        "Email Address": email if told else None,
        "name": None if told and rng.random() < 0.1 else rng.choice(names),
        "week": write_week_number(rng, answer.week),
        "link": answer.link,
        "note": rng.choice(REASONS),
    }


# ---- what people do wrong ----


def spoil(rng: random.Random, tabs: list[Tab]) -> None:
    """Spoil some cells, and at times a whole row, column or tab."""
    for _ in range(rng.randint(2, 10)):
        rng.choice(SPOILERS)(rng, tabs)


def pick_tab(rng: random.Random, tabs: list[Tab]) -> Tab:
    """Pick a tab, seldom the settings, for without them there is little to see."""
    weights = [2 if "key" in tab.columns else 3 + min(len(tab.rows), 12) for tab in tabs]
    return rng.choices(tabs, weights)[0]


def spoil_cell(rng: random.Random, tabs: list[Tab]) -> None:
    """Put into one cell what does not belong there."""
    tab = pick_tab(rng, tabs)
    rows = [row for row in tab.rows if row]
    place = rng.randrange(len(tab.columns))
    if rows and tab.columns[place] in BROKEN:
        rng.choice(rows)[place] = rng.choice(BROKEN[tab.columns[place]])


def contradict(rng: random.Random, tabs: list[Tab]) -> None:
    """Write into one row what contradicts itself or the season."""
    cells = rng.choice(CONTRADICTIONS)
    for tab in tabs:
        rows = [row for row in tab.rows if row]
        if rows and set(cells) <= set(tab.columns):
            row = rng.choice(rows)
            for column, cell in cells.items():
                row[tab.columns.index(column)] = cell


def double_row(rng: random.Random, tabs: list[Tab]) -> None:
    """Write one row of a tab a second time."""
    tab = pick_tab(rng, tabs)
    if tab.rows:
        tab.rows.append(list(rng.choice(tab.rows)))


def drop_row(rng: random.Random, tabs: list[Tab]) -> None:
    """Leave one row of a tab out."""
    tab = pick_tab(rng, tabs)
    if tab.rows:
        tab.rows.pop(rng.randrange(len(tab.rows)))


def rename_header(rng: random.Random, tabs: list[Tab]) -> None:
    """Write a header that means nothing, or that of the column beside it."""
    header = pick_tab(rng, tabs).header
    header[rng.randrange(len(header))] = rng.choice(("비고", header[0]))


def double_tab(rng: random.Random, tabs: list[Tab]) -> None:
    """Copy a tab under its title in the other language, if that is free."""
    tab = pick_tab(rng, tabs)
    pair = next((set(pair) for pair in list_titles() if tab.title in pair), {tab.title})
    for title in sorted(pair - {each.title for each in tabs}):
        tabs.append(Tab(title, list(tab.columns), list(tab.header), [list(row) for row in tab.rows]))


def list_titles() -> Iterator[tuple[str, str]]:
    """List the title of each tab in English and in Korean."""
    for english, (korean, _) in LAYOUTS.items():
        yield english, korean


def drop_tab(rng: random.Random, tabs: list[Tab]) -> None:
    """Leave a whole tab out."""
    if len(tabs) > 1:
        tabs.remove(pick_tab(rng, tabs))


SPOILERS: tuple[Callable[[random.Random, list[Tab]], None], ...] = (
    *[spoil_cell] * 24,
    contradict,
    contradict,
    contradict,
    double_row,
    double_row,
    drop_row,
    rename_header,
    double_tab,
    drop_tab,
)


# ---- seasons as files, and the moments to look at them ----


class Moment(NamedTuple):
    at: datetime
    written: str


@dataclass(frozen=True)
class Season:
    """Hold a workbook, ready to be written, and three moments to look at it."""

    number: int
    tabs: tuple[Tab, ...]
    moments: tuple[Moment, ...]
    damaged: bool

    @property
    def facts(self) -> bytes:
        """Give all that the season is made of, as bytes."""
        return repr((self.tabs, self.moments, self.damaged)).encode()


def draw_season(seed: int, number: int) -> Season:
    """Draw one season, which is the same for the same seed and number."""
    rng = random.Random(f"{seed}/{number}")
    facts = draw_facts(rng)
    tabs = write_tabs(rng, facts)
    if rng.random() < 0.5:
        spoil(rng, tabs)
    return Season(number, tuple(tabs), draw_moments(rng, facts), rng.random() < 0.015)


def draw_moments(rng: random.Random, facts: Facts) -> tuple[Moment, ...]:
    """Draw three moments near edges: early, in between, and late in the season."""
    edges = sorted([find_midnight(facts.starts_on, facts.zone), *list_edges(facts)])
    third = -(-len(edges) // 3)
    parts = [edges[:third], edges[third : 2 * third], edges[2 * third :]]
    found = {rng.choice(part or edges) + rng.choice(NUDGES) for part in parts}
    while len(found) < 3:
        found.add(edges[-1] + rng.randint(1, 30) * DAY)
    return tuple(Moment(at, write_as_of(rng, at, facts.zone)) for at in sorted(found))


def list_edges(facts: Facts) -> Iterator[datetime]:
    """List the moments at which the board or a settlement may change."""
    for week in facts.weeks:
        yield from find_edges(facts, week)
    yield from (each.at for each in facts.answers[:20])
    yield from (each.at for each in facts.closed * 3 if each.at)


def write_as_of(rng: random.Random, at: datetime, zone: ZoneInfo) -> str:
    """Write a moment as an option, seldom so that it cannot be read."""
    if rng.random() < 0.02:
        return f"about {at:%Y-%m-%d %H:%M:%S.%f}"
    local = at.astimezone(zone)
    written = local if local.fold or rng.random() < 0.5 else local.replace(tzinfo=None)
    return written.isoformat(timespec="milliseconds")


def pack(season: Season) -> bytes:
    """Pack a season into the bytes of an .xlsx file, or into those of none."""
    if season.damaged:
        return b"PK, but no workbook"
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    book.set_properties({"created": datetime(2022, 1, 1)})
    formats = {
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss.000"}),
    }
    for tab in season.tabs:
        sheet = book.add_worksheet(tab.title)
        for number, row in enumerate([tab.header, *tab.rows]):
            for column, cell in enumerate(row):
                put_cell(sheet, (number, column), cell, formats)
    book.close()
    return packed.getvalue()


def put_cell(sheet: Any, place: tuple[int, int], cell: Cell, formats: Mapping[type[date], Any]) -> None:
    """Put a cell into its place by its type, texts never as formulas."""
    match cell:
        case None:
            pass
        case bool():
            sheet.write_boolean(*place, cell)
        case int() | float():
            sheet.write_number(*place, cell)
        case date():
            sheet.write_datetime(*place, cell, formats[type(cell)])
        case str():
            sheet.write_string(*place, cell)


# ---- the command line run on them ----


@dataclass(frozen=True)
class Run:
    """Hold what one command printed of one season, and how it ended."""

    season: int
    command: str
    clock: str
    facts: str
    exit: int
    sha256: str
    out: str
    err: str

    @property
    def key(self) -> Key:
        """Give what the same run is known by in another file."""
        return self.season, self.command, self.clock


@dataclass
class Clock:
    """Stand in for the clock of studylib."""

    at: datetime = ELSEWHEN

    def read(self) -> datetime:
        """Read the moment that it was set to."""
        return self.at


@contextmanager
def set_apart() -> Iterator[Clock]:
    """Set the process apart from this machine: its clock, folder, home and language."""
    clock = Clock()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        stack.enter_context(chdir(folder))
        stack.enter_context(
            mock.patch.dict(os.environ, {"HOME": folder, "LC_ALL": "C.UTF-8", "COLUMNS": "80"})
        )
        os.environ.pop("STUDYBOARD_WORKBOOK", None)
        stack.enter_context(mock.patch("studylib.clock.now", clock.read))
        stack.enter_context(warnings.catch_warnings(action="ignore"))
        yield clock


def run_seasons(seed: int, count: int) -> Iterator[Run]:
    """Run all commands on that many seasons."""
    with set_apart() as clock:
        for number in range(count):
            yield from run_season(draw_season(seed, number), clock)


def run_season(season: Season, clock: Clock) -> Iterator[Run]:
    """Run all commands on one season, in a file of its own in this folder."""
    path = Path(f"season-{season.number:03}.xlsx")
    path.write_bytes(pack(season))
    facts = hashlib.sha256(season.facts).hexdigest()
    for moment in season.moments:
        for command, clock.at in list_commands(moment):
            yield run_command(season.number, facts, ["--workbook", path.name, *command], clock)
    path.unlink()


def list_commands(moment: Moment) -> Iterator[tuple[list[str], datetime]]:
    """List the commands of one moment, each with what the clock says meanwhile."""
    for form in ("csv", "json"):
        for name in ("board", "fines", "settlement"):
            yield [name, "--format", form, "--as-of", moment.written], ELSEWHEN
        yield ["check", "--format", form], moment.at


def run_command(number: int, facts: str, command: Sequence[str], clock: Clock) -> Run:
    """Run one command in this process, an error of the program told on its stderr."""
    from typer.testing import CliRunner

    from studylib.cli import app  # so late that whatever it takes from the clock is the stand-in

    result = CliRunner().invoke(app, list(command))
    out, err = result.stdout_bytes.decode(), result.stderr_bytes.decode()
    if result.exception and not isinstance(result.exception, SystemExit):
        err += f"{CRASH}{type(result.exception).__name__}: {result.exception}\n"
    return Run(
        season=number,
        command=" ".join(command),
        clock=clock.at.isoformat(),
        facts=facts,
        exit=result.exit_code,
        sha256=hashlib.sha256((out + err).encode()).hexdigest(),
        out=out,
        err=err,
    )


# ---- results, and how two files of them differ ----


def write_runs(runs: Iterable[Run], path: Path) -> None:
    """Write the results, one line a run."""
    with path.open("w", encoding="utf-8") as file:
        for run in runs:
            file.write(json.dumps(asdict(run), ensure_ascii=False) + "\n")


def read_runs(path: Path) -> dict[Key, Run]:
    """Read the results of a file by what each run is known by."""
    with path.open(encoding="utf-8") as file:
        runs = [Run(**json.loads(line)) for line in file]
    found = {run.key: run for run in runs}
    assert len(found) == len(runs), "two runs of one file are the same"
    return found


@dataclass(frozen=True)
class Difference:
    """Hold what is compared of one run, none if one file is without it."""

    key: Key
    old: Taken | None
    new: Taken | None


def find_differences(
    old: Mapping[Key, Run], new: Mapping[Key, Run], *, codes_only: bool = False
) -> list[Difference]:
    """Find the runs that differ, or that one file alone has."""
    take = take_codes if codes_only else take_all
    olds, news = ({key: take(run) for key, run in runs.items()} for runs in (old, new))
    pairs = (Difference(key, olds.get(key), news.get(key)) for key in {**old, **new})
    return [each for each in pairs if each.old != each.new]


def take_all(run: Run) -> Taken:
    """Take all that a run gave, on either stream."""
    return run.facts, f"exit {run.exit}\n", run.out, run.err


def take_codes(run: Run) -> Taken:
    """Take the exit status and the data, without what was said in words."""
    out = strip_messages(run.out) if name_command(run.command) == "check" and run.out else run.out
    return run.facts, f"exit {run.exit}\n", out


def strip_messages(out: str) -> str:
    """Strip the texts from what ``check`` printed, which leaves the places."""
    rows = json.loads(out) if out.startswith("[") else csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))
    return "".join(f"{row['tab']}, {row['row']}, {row['column']}\n" for row in rows)


def name_command(command: str) -> str:
    """Name a command without its options."""
    return command.split()[2]


def show_difference(each: Difference, most: int = 20) -> str:
    """Show one difference as people read it, its first lines alone."""
    number, command, clock = each.key
    title = f"season {number}: {command} (the clock says {clock})"
    if each.old is None or each.new is None:
        return f"{title}\n  only in the {'new' if each.old is None else 'old'} file"
    if each.old[0] != each.new[0]:
        return f"{title}\n  the workbooks are not the same, so nothing can be compared"
    old, new = list_lines(each.old), list_lines(each.new)
    shown = islice(difflib.unified_diff(old, new, "old", "new", n=0, lineterm=""), most)
    return "\n".join([title, *(f"  {line[:300]}" for line in shown)])


def list_lines(taken: Taken) -> list[str]:
    """List the lines of what is compared, their ends to be seen."""
    return [repr(line)[1:-1] for part in taken[1:] for line in part.splitlines(keepends=True)]


def report_differences(found: Sequence[Difference], total: int, most: int = 5) -> str:
    """Report the first differences, how many there are, and of which commands."""
    names = Counter(name_command(each.key[1]) for each in found)
    counts = "".join(f", {name} {number}" for name, number in sorted(names.items()))
    shown = [show_difference(each) for each in found[:most]]
    return "\n\n".join([*shown, f"{len(found)} of {total} runs differ{counts}"])


# ---- how varied the results are ----


def report_variety(runs: Sequence[Run]) -> str:
    """Report what was seen, for runs that are all alike prove nothing."""
    seen: Counter[str] = Counter({"outputs": len({run.sha256 for run in runs})})
    for run in runs:
        seen.update(count_run(run))
    return "\n".join(f"{name}: {count}" for name, count in sorted(seen.items()))


def count_run(run: Run) -> Counter[str]:
    """Count what one run shows."""
    name = name_command(run.command)
    found = Counter({"runs": 1, f"{name} exits {run.exit}": 1, "crashes": int(CRASH in run.err)})
    if "json" in run.command.split() and run.out:
        found.update(COUNTERS[name](json.loads(run.out), run.err))
    return found


def count_statuses(board: Sequence[Mapping[str, Any]], _err: str) -> Counter[str]:
    """Count how the members stand."""
    return Counter(f"status {row['status']}" for row in board)


def count_fines(fines: Sequence[Mapping[str, Any]], _err: str) -> Counter[str]:
    """Count the fines."""
    return Counter({"fines": len(fines)})


def count_months(months: Sequence[Mapping[str, Any]], err: str) -> Counter[str]:
    """Count how the months of one settlement stand."""
    final, closed = (sum(each[how] for each in months) for how in ("final", "closed"))
    return Counter(
        {
            "months": len(months),
            "months final": final,
            "months closed": closed,
            "months with transfers": sum(bool(each["transfers"]) for each in months),
            "settlements with two final months or more": int(final >= 2),
            "settlements with closed months": int(closed > 0),
            "settlements with closed months that differ today": int(closed > 0 and len(err.splitlines()) > 1),
        }
    )


def count_problems(problems: Sequence[Mapping[str, Any]], _err: str) -> Counter[str]:
    """Count the problems, and the lists of them that are not empty."""
    return Counter({"problems": len(problems), "checks with problems": int(bool(problems))})


COUNTERS: Mapping[str, Callable[[Sequence[Mapping[str, Any]], str], Counter[str]]] = {
    "board": count_statuses,
    "fines": count_fines,
    "settlement": count_months,
    "check": count_problems,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the seasons, write what came out, and compare it if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the results go")
    parser.add_argument("--against", type=Path, metavar="FILE", help="results to compare with")
    parser.add_argument("--seasons", type=int, default=200, metavar="N", help="how many seasons")
    parser.add_argument("--seed", type=int, default=0, help="what the seasons are drawn with")
    parser.add_argument("--codes-only", action="store_true", help="compare data and exit status, no texts")
    parser.add_argument("--reuse", action="store_true", help="compare the results that --out holds already")
    given = parser.parse_args(arguments)
    if not given.reuse:
        write_runs(run_seasons(given.seed, given.seasons), given.out.absolute())
    new = read_runs(given.out)
    print(report_variety(list(new.values())))
    if given.against is None:
        return 0
    old = read_runs(given.against)
    found = find_differences(old, new, codes_only=given.codes_only)
    print(report_differences(found, len({**old, **new})))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

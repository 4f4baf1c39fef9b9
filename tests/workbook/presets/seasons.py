"""Seasons of two members under each preset, and what they cost, worked out by hand.

The first day is Monday, 2026-03-02. Cells are parted by ``|``. A time has its day in March or April.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from studylib.workbook.cells import Cell, Tab, Workbook
from studylib.workbook.layouts import SETTINGS, write_header
from studylib.workbook.presets.preset import TABS, Preset
from tests.season.seasons import tab

LONG_AFTER = datetime(2026, 6, 1, tzinfo=ZoneInfo("Asia/Seoul"))
"""A moment at which all of these seasons are over."""


@dataclass(frozen=True)
class Played:
    """What two members did in a season, and what it costs by member, week and task. All other rows cost nothing.

    ``answers`` are time, member, week and task. Each has a link of its own, unless a fifth cell names one.
    ``arrivals`` are week, member, and a time or a status. ``passes`` are time, week and member.
    """

    fines: Mapping[tuple[str, int, str | None], int]
    weeks: int = 1
    answers: tuple[str, ...] = ()
    arrivals: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()


def make_workbook(preset: Preset, played: Played, language: str = "ko") -> Workbook:
    """Make the workbook of a season under the rows of a preset."""
    settings: list[tuple[Cell, ...]] = [
        ("name", "시험"),
        ("starts_on", date(2026, 3, 2)),
        ("language", language),
    ]
    settings += [(row["key"], row["value"]) for row in preset.list_settings(language)]
    arrivals = [_split(each) for each in played.arrivals]
    made = [
        Tab(write_header(SETTINGS, language)[0], (write_header(SETTINGS, language)[1], *settings)),
        tab("members", "name | turn", ("가람", 1), ("나래", 2)),
        tab("weeks", "week", *((number,) for number in range(1, played.weeks + 1))),
        *(_make_tab(preset, at, language) for at in range(len(TABS))),
        tab(
            "Form Responses 1",
            "Timestamp | name | week | task | link",
            *(_write_answer(number, *_split(each)) for number, each in enumerate(played.answers)),
        ),
    ]
    if arrivals:
        rows: list[tuple[Cell, ...]] = [
            (int(week), name, None, _read_time(said)) if said[0].isdigit() else (int(week), name, said)
            for week, name, said in arrivals
        ]
        made.append(tab("attendance", "week | member | status | arrived_at", *rows))
    if played.passes:
        passes = ((_read_time(asked), int(week), name) for asked, week, name in map(_split, played.passes))
        made.append(tab("passes", "asked_at | week | member", *passes))
    return Workbook(tuple(made))


def _make_tab(preset: Preset, at: int, language: str) -> Tab:
    layout = TABS[at]
    title, header = write_header(layout, language)
    rows = (tuple(row.get(column) for column in layout.columns) for row in preset.list_rows(layout))
    return Tab(title, (header, *rows))


def _split(row: str) -> list[str]:
    return [each.strip() for each in row.split("|")]


def _read_time(written: str) -> datetime:
    return datetime.fromisoformat(f"2026-{written}")


def _write_answer(
    number: int, time: str, member: str, week: str, task: str = "", link: str = ""
) -> tuple[Cell, ...]:
    return _read_time(time), member, int(week), task or None, f"https://n.kr/{link or number}"


SEASONS = {
    "post": Played(
        {("나래", 1, None): 4000, ("가람", 2, None): 3000, ("나래", 2, None): 4000},
        2,
        ("03-08 23:59:59 | 가람 | 1", "03-09 12:00:00 | 나래 | 1", "03-16 11:59:59 | 가람 | 2"),
    ),
    "evening": Played(
        {("나래", 1, None): 5000},
        answers=("03-08 21:59:59 | 가람 | 1", "03-08 22:00:00 | 나래 | 1"),
    ),
    "small_hours": Played(
        {("나래", 1, None): 3000},
        answers=("03-09 01:59:59 | 가람 | 1", "03-09 02:00:00 | 나래 | 1"),
    ),
    "post_and_review": Played(
        {("가람", 1, "리뷰"): 5000, ("나래", 1, "글"): 10000},
        answers=(
            "03-07 23:59:59 | 가람 | 1 | 글",
            "03-09 00:00:00 | 가람 | 1 | 리뷰",
            "03-08 00:00:00 | 나래 | 1 | 글",
            "03-08 12:00:00 | 나래 | 1 | 리뷰",
        ),
    ),
    "five_problems": Played(
        {("나래", 1, "문제 풀이"): 2000},
        answers=(
            *(f"03-0{day} 10:00:00 | 가람 | 1" for day in (3, 4, 5, 6, 7)),
            "03-03 10:00:00 | 나래 | 1 | | a",
            "03-04 10:00:00 | 나래 | 1 | | b",
            "03-05 10:00:00 | 나래 | 1 | | c",
            "03-06 10:00:00 | 나래 | 1 | | c",
        ),
    ),
    "late_problems": Played(
        {("가람", 1, "문제 풀이"): 500 + 1500, ("나래", 1, "문제 풀이"): 3 * 1500},
        answers=("03-08 23:59:59 | 가람 | 1", "03-09 23:59:59 | 가람 | 1", "03-10 00:00:00 | 가람 | 1"),
    ),
    "twice_a_week": Played(
        {("나래", 1, "과제"): 5000},
        answers=(
            "03-03 10:00:00 | 가람 | 1",
            "03-04 00:00:00 | 가람 | 1",
            "03-03 10:00:00 | 나래 | 1",
            "03-03 23:59:59 | 나래 | 1",
        ),
    ),
    "commit_a_day": Played(
        {("나래", 1, "커밋"): 2000},
        answers=(
            *(f"03-0{day} 10:00:00 | 가람 | 1" for day in range(2, 9)),
            *(f"03-0{day} 10:00:00 | 나래 | 1" for day in range(2, 7)),
            "03-06 20:00:00 | 나래 | 1",
        ),
    ),
    "early_rising": Played(
        {("가람", 2, None): 500, ("가람", 3, None): 2000, ("나래", 3, None): 2000},
        3,
        (
            "03-02 06:59:59 | 가람 | 1",
            "03-03 07:00:00 | 가람 | 2",
            "03-04 08:00:00 | 가람 | 3",
            "03-02 06:00:00 | 나래 | 1",
            "03-03 06:00:00 | 나래 | 2",
        ),
    ),
    "fortnight": Played(
        {("나래", 1, None): 10000},
        answers=("03-15 23:59:59 | 가람 | 1", "03-16 00:00:00 | 나래 | 1"),
    ),
    "meeting": Played(
        {("나래", 1, "모임"): 5000, ("가람", 2, "모임"): 10000, ("나래", 2, "모임"): 10000},
        2,
        arrivals=(
            "1 | 가람 | 03-07 18:59:59",
            "1 | 나래 | 03-07 19:29:59",
            "2 | 가람 | 03-14 19:30:00",
            "2 | 나래 | 결석",
        ),
    ),
    "meeting_by_minutes": Played(
        {
            ("가람", 1, "모임"): 1000,
            ("나래", 1, "모임"): 2000,
            ("가람", 2, "모임"): 6000,
            ("나래", 2, "모임"): 10000,
        },
        2,
        arrivals=(
            "1 | 가람 | 03-07 19:09:59",
            "1 | 나래 | 03-07 19:10:00",
            "2 | 가람 | 03-14 19:59:59",
            "2 | 나래 | 03-14 20:00:00",
        ),
    ),
    "meeting_with_grace": Played(
        {("나래", 1, "모임"): 2000, ("가람", 2, "모임"): 2000, ("나래", 2, "모임"): 5000},
        2,
        arrivals=(
            "1 | 가람 | 03-07 19:09:59",
            "1 | 나래 | 03-07 19:10:00",
            "2 | 가람 | 03-14 19:59:59",
            "2 | 나래 | 03-14 20:00:00",
        ),
    ),
    "told_in_time": Played(
        {("가람", 1, "모임"): 3000, ("나래", 1, "모임"): 10000, ("가람", 2, "모임"): 1000},
        2,
        arrivals=("1 | 가람 | 미리 알린 불참", "1 | 나래 | 결석", "2 | 가람 | 지각", "2 | 나래 | 출석"),
    ),
    "homework_and_meeting": Played(
        {("가람", 1, "모임"): 2000, ("나래", 1, "과제"): 3000, ("나래", 1, "모임"): 5000},
        answers=("03-07 18:59:59 | 가람 | 1", "03-07 19:00:00 | 나래 | 1"),
        arrivals=("1 | 가람 | 지각", "1 | 나래 | 결석"),
    ),
    "book_club": Played(
        {("나래", 1, "독후감"): 3000, ("나래", 1, "모임"): 7000},
        answers=("03-13 23:59:59 | 가람 | 1", "03-14 00:00:00 | 나래 | 1"),
        arrivals=("1 | 가람 | 03-14 10:59:59", "1 | 나래 | 03-14 11:00:00"),
    ),
    "two_days": Played(
        {
            ("가람", 1, None): 1000,
            ("나래", 1, None): 2000,
            ("가람", 2, None): 2000,
            ("나래", 2, None): 5000,
        },
        2,
        (
            "03-09 23:59:59 | 가람 | 1",
            "03-10 00:00:00 | 나래 | 1",
            "03-17 23:59:59 | 가람 | 2",
            "03-18 00:00:00 | 나래 | 2",
        ),
    ),
    "each_day_late": Played(
        {
            ("가람", 1, None): 500,
            ("나래", 1, None): 1000,
            ("가람", 2, None): 3500,
            ("나래", 2, None): 5000,
        },
        2,
        (
            "03-09 00:00:00 | 가람 | 1",
            "03-10 00:00:00 | 나래 | 1",
            "03-22 23:59:59 | 가람 | 2",
            "03-23 00:00:00 | 나래 | 2",
        ),
    ),
    "presenter": Played(
        {("나래", 2, "발표 자료"): 10000, ("가람", 2, "과제"): 2000},
        2,
        (
            "03-06 23:59:59 | 가람 | 1 | 발표 자료",
            "03-08 10:00:00 | 가람 | 1 | 과제",
            "03-08 10:00:00 | 나래 | 1 | 과제",
            "03-15 10:00:00 | 나래 | 2 | 과제",
        ),
    ),
    "problem_setter": Played(
        {("가람", 1, "문제 출제"): 500, ("나래", 2, "문제 출제"): 1000, ("가람", 2, "문제 풀이"): 2000},
        2,
        (
            "03-05 00:00:00 | 가람 | 1 | 문제 출제",
            "03-13 23:59:59 | 나래 | 2 | 문제 출제",
            "03-08 10:00:00 | 가람 | 1 | 문제 풀이",
            "03-08 10:00:00 | 나래 | 1 | 문제 풀이",
            "03-15 10:00:00 | 나래 | 2 | 문제 풀이",
        ),
    ),
    "comments": Played(
        {("나래", 1, "글"): 2000, ("나래", 1, "리뷰"): 1000},
        answers=(
            "03-08 10:00:00 | 가람 | 1 | 글",
            *(f"03-0{day} 11:00:00 | 가람 | 1 | 리뷰" for day in range(5, 9)),
            *(f"03-0{day} 11:00:00 | 나래 | 1 | 리뷰" for day in range(5, 7)),
        ),
    ),
    "passes": Played(
        {("가람", 3, None): 5000, ("나래", 1, None): 5000},
        3,
        answers=("03-20 10:00:00 | 나래 | 3",),
        passes=(
            *(f"03-0{day} 09:00:00 | {week} | 가람" for day, week in ((2, 1), (3, 2), (4, 3))),
            "03-08 00:00:00 | 1 | 나래",
            "03-14 23:59:59 | 2 | 나래",
        ),
    ),
    "growing": Played(
        {
            ("가람", 1, None): 1000,
            ("가람", 2, None): 2000,
            ("가람", 3, None): 4000,
            ("가람", 4, None): 4000,
        },
        4,
        tuple(f"03-03 10:00:00 | 나래 | {week}" for week in range(1, 5)),
    ),
    "two_lates": Played(
        {
            ("가람", 2, "모임"): 5000,
            ("가람", 4, "모임"): 5000,
            ("나래", 1, "모임"): 5000,
            ("나래", 3, "모임"): 5000,
        },
        4,
        arrivals=(
            *(f"{week} | 가람 | 지각" for week in range(1, 5)),
            "1 | 나래 | 결석",
            "2 | 나래 | 지각",
            "3 | 나래 | 지각",
            "4 | 나래 | 출석",
        ),
    ),
    "more_each_month": Played(
        {
            ("가람", 1, None): 2000,
            ("가람", 2, None): 6000,
            ("가람", 3, None): 6000,
            ("가람", 4, None): 6000,
            ("가람", 5, None): 2000,
        },
        5,
        tuple(f"03-03 10:00:00 | 나래 | {week}" for week in range(1, 6)),
    ),
    "capped": Played(
        {("가람", 1, "문제 풀이"): 2000, ("나래", 1, "문제 풀이"): 3000},
        answers=tuple(f"03-0{day} 10:00:00 | 가람 | 1" for day in (3, 4, 5)),
    ),
    "from_week_three": Played(
        {("나래", 3, None): 5000},
        3,
        tuple(f"03-03 10:00:00 | 가람 | {week}" for week in range(1, 4)),
    ),
    "deposit": Played({("나래", 1, None): 5000}, answers=("03-03 10:00:00 | 가람 | 1",)),
    "season_end": Played({("나래", 1, None): 3000}, answers=("03-03 10:00:00 | 가람 | 1",)),
    "dinner": Played(
        {("나래", 1, None): 1000, ("나래", 2, None): 3000},
        2,
        ("03-03 10:00:00 | 가람 | 1", "03-09 23:59:59 | 나래 | 1", "03-03 10:00:00 | 가람 | 2"),
    ),
}
"""The season of each preset."""

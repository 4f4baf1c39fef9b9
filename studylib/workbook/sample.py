"""Make a sample season of an invented group, for a first look. Today is in week 6 of 12.

The curriculum is Full Stack Deep Learning, Spring 2021 (https://fullstackdeeplearning.com/spring2021/).
"""

import csv
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from studylib.text.errors import WorkbookError
from studylib.workbook import moments
from studylib.workbook.cells import Row, Tab, Workbook
from studylib.workbook.entries import HEADER, TITLE

ZONE = ZoneInfo("Asia/Seoul")
CURRICULUM = Path(__file__).parent / "fsdl_spring2021.csv"
WEEKS = 12
OPENS = {1: -42, 2: -35, 3: -28, 4: -14, 5: -7, 6: 0}
"""Days from today to the opening of each week up to the present one. A break week precedes week 4."""

LAST_BREAK = (28, 34)
"""Days from today to the first and the last day of the last break."""

ON_TIME = {
    "가람": {1: "19:20:11.482", 2: "21:05:40.019", 3: "23:41:07.730", 4: "18:12:55.204", 5: "22:30:02.911"},
    "나래": {2: "23:12:48.305", 4: "20:44:19.660"},
    "다온": {2: "22:58:31.127", 4: "23:20:05.518"},
    "라온": {1: "23:59:59.640", 3: "21:37:22.093", 5: "23:57:13.876"},
    "마루": {3: "20:15:09.451", 5: "21:48:36.002"},
}
"""Times of day of the notes on the last day in time, by member and week."""

LATE = {("나래", 1): 1.2, ("다온", 1): 9.5, ("마루", 2): 0.4, ("라온", 4): 20.0, ("다온", 3): 60.0}
"""Hours after due of the late notes. The last one is so late that it counts as absence."""


def make_sample(now: datetime) -> Workbook:
    """Make the season around the day of ``now`` (aware) in ``ZONE``, with Korean headers.

    On that day it shows every status, each kind of break, an excuse, a joiner and a swap. Two members tie for last
    place. The pot does not divide evenly. One row is unreadable. Raises a WorkbookError if the clock is so wrong that
    its days would be unreadable.
    """
    if why := moments.explain_clock(now, ZONE, OPENS[1], LAST_BREAK[1]):
        raise WorkbookError(why)
    today = now.astimezone(ZONE).date()
    return Workbook(
        (
            Tab("설정", _list_settings(today)),
            Tab("멤버", _list_members(today)),
            Tab("주차", _list_weeks()),
            Tab("휴식", _list_breaks(today)),
            Tab(
                "벌금",
                (
                    ("구분", "마감 후 시간", "금액"),
                    ("지각", 12, 2000),
                    ("많이 지각", 36, 3000),
                    ("결석", None, 4000),
                ),
            ),
            Tab("면제", (("주차", "이름", "사유"), (2, "라온", "예비군 훈련"))),
            Tab(TITLE, (HEADER, *_list_answers(today))),
        )
    )


def is_untouched(workbook: Workbook) -> bool:
    """Check if a workbook is a sample of any day, cell by cell. A group's own one may say that it is one, too."""
    rows = workbook.tabs[0].rows if workbook.tabs else ()
    starts_on = next((row[1] for row in rows if row[:1] == ("시작일",) and len(row) > 1), None)
    try:
        if not isinstance(starts_on, date):
            return False
        made = make_sample(datetime.combine(_add_days(starts_on, -OPENS[1]), time(12), ZONE))
    except (OverflowError, WorkbookError):
        return False
    return [(each.title, each.rows) for each in workbook.tabs] == [
        (each.title, each.rows) for each in made.tabs
    ]


def _list_settings(today: date) -> tuple[Row, ...]:
    return (
        ("키", "값"),
        ("스터디", "예시 스터디"),
        ("시작일", _add_days(today, OPENS[1])),
        ("시간대", ZONE.key),
        ("언어", "ko"),
        ("정산 방식", "꼴찌 제외 1/n"),
        ("커리큘럼", "https://fullstackdeeplearning.com/spring2021/"),
        ("예시", True),
    )


def _list_members(today: date) -> tuple[Row, ...]:
    return (
        ("이름", "이메일", "당번 순서", "역할", "참여일"),
        ("가람", None, 1, "스터디장"),
        ("나래", None, 2),
        ("다온", None, 3),
        ("라온", None, 4),
        ("마루", None, 5, None, _add_days(today, OPENS[2])),
    )


def read_course() -> Mapping[int, Mapping[str, str]]:
    """Read the weeks of the course by their numbers. Their columns are title, lecture, lab and reading."""
    with CURRICULUM.open(encoding="utf-8", newline="") as file:
        return {int(row["week"]): row for row in csv.DictReader(file)}


def _list_weeks() -> tuple[Row, ...]:
    header = ("주차", "제목", "강의", "실습", "읽을거리", "팀블로그", "블로그 글")
    swaps, posts = (
        {3: "라온"},
        {1: "garam/backpropagation", 2: "narae/cnn", 3: "raon/rnn", 4: "daon/transformer"},
    )
    topics = read_course()
    return (
        header,
        *(
            (
                f"{number}주차",
                *(topics[number][column] or None for column in ("title", "lecture", "lab", "reading")),
                swaps.get(number),
                f"https://blog.example/{posts[number]}" if number in posts else None,
            )
            for number in range(1, WEEKS + 1)
        ),
    )


def _list_breaks(today: date) -> tuple[Row, ...]:
    return (
        ("시작", "끝", "사유", "이름"),
        (_add_days(today, OPENS[3] + 7), _add_days(today, OPENS[4] - 1), "중간고사"),
        (_add_days(today, LAST_BREAK[0]), _add_days(today, LAST_BREAK[1]), "기말고사"),
        (_add_days(today, OPENS[4] + 2), _add_days(today, OPENS[4] + 5), "가족 여행", "마루"),
    )


def _list_answers(today: date) -> list[Row]:
    """List the form's answers, rising in time as a form writes them."""
    handed_in = [
        (datetime.combine(_add_days(today, OPENS[week] + 6), time.fromisoformat(at)), name, week)
        for name, times in ON_TIME.items()
        for week, at in times.items()
    ]
    handed_in += [
        (_find_due(today, week) + timedelta(hours=hours), name, week) for (name, week), hours in LATE.items()
    ]
    handed_in.append((_find_due(today, 5) - timedelta(hours=3, minutes=8), "가람", 6))
    rows: list[Row] = [(at, name, f"{week}주차", _make_link(name, week)) for at, name, week in handed_in]
    edited = (
        _find_due(today, 2) + timedelta(hours=8),
        "나래",
        "2주차",
        _make_link("나래", 2) + "?v=2",
        "그림을 고쳤어요",
    )
    unreadable = (_find_due(today, 5) - timedelta(hours=1), "라온", "6주차", "노션에 올렸어요")
    return sorted([*rows, edited, unreadable], key=lambda row: str(row[0]))


def _find_due(today: date, week: int) -> datetime:
    return datetime.combine(_add_days(today, OPENS[week] + 7), time())


def _add_days(today: date, days: int) -> date:
    return today + timedelta(days=days)


def _make_link(name: str, week: int) -> str:
    host = {
        "가람": "garam.notion",
        "나래": "narae.velog",
        "다온": "daon.tistory",
        "라온": "raon.github",
        "마루": "maru.notion",
    }
    return f"https://{host[name]}.example/fsdl/week-{week}"

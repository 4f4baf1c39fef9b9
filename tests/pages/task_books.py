"""Workbooks of seasons with tasks, passes and meetings, for the tests of pages."""

from collections.abc import Iterable
from datetime import date, datetime

from studylib.workbook.cells import Cell, Tab, Workbook
from tests.pages.workbooks import FIVE_WEEKS

TASKS: tuple[tuple[Cell, ...], ...] = (
    ("글", "제출", None, None, None, None),
    ("문제", "제출", None, 5, 2, None),
)
"""A text, and five different links of which two new ones a day count."""

BLOG: tuple[Cell, ...] = ("블로그", "제출", None, None, None, "당번")
MEETING: tuple[Cell, ...] = ("모임", "출석", "수 00:30", None, None, None)
"""It begins half past midnight on each Wednesday, the first day of the weeks."""


def task_group(
    tasks: Iterable[tuple[Cell, ...]] = TASKS,
    *,
    settings: Iterable[tuple[Cell, ...]] = (),
    members: Iterable[tuple[Cell, ...]] = (("하나", 1), ("두리", 2), ("세찬", None)),
    answers: Iterable[tuple[Cell, ...]] = (),
    more: Iterable[Tab] = (),
) -> Workbook:
    """Make a season of three members and five weeks. They are due on 4/27, 5/4, 5/11, 5/18 and 5/25."""
    return Workbook(
        (
            Tab("설정", (("키", "값"), ("스터디", "밤샘"), ("시작일", date(2022, 4, 20)), *settings)),
            Tab("멤버", (("이름", "당번 순서"), *members)),
            Tab("주차", (("주차", "제목"), *FIVE_WEEKS)),
            Tab("과제", (("과제", "종류", "마감", "횟수", "하루 최대", "대상"), *tasks)),
            *more,
            Tab("설문지 응답 시트1", (("타임스탬프", "이름", "주차", "과제", "링크", "메모"), *answers)),
        )
    )


def answer(at: datetime, member: str, week: int, task: str | None, link: str) -> tuple[Cell, ...]:
    """Make a row of the answers."""
    return at, member, week, task, link, None

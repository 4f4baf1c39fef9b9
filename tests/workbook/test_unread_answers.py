"""Answers that cannot be found."""

from datetime import datetime

import pytest

from studylib.season.problems import Problem
from studylib.workbook import reader
from studylib.workbook.cells import Tab
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab


def list_found(**tabs: Tab | None) -> list[Problem]:
    return reader.read(book(**tabs))[1]


FIRST_DUE = datetime(2022, 4, 13, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (datetime(2022, 4, 12, 23, 59, 59, 999_000, tzinfo=SEOUL), 0),
        (FIRST_DUE, 1),
        (datetime(2022, 4, 13, 0, 0, 0, 1_000, tzinfo=SEOUL), 1),
    ],
)
def test_a_season_without_a_tab_of_answers_is_a_problem_from_the_first_due_moment_on(
    now: datetime, told: int
) -> None:
    found = [problem for problem in list_found(answers=None) if problem.holds(now)]
    assert len(found) == told
    assert all(
        not problem.is_notice and "There is no tab of answers" in str(problem.message) for problem in found
    )


def test_a_tab_of_answers_without_rows_is_enough() -> None:
    assert list_found(answers=tab("Form Responses 1", "Timestamp | name | week | link")) == []


@pytest.mark.parametrize("gone", ["members", "weeks"])
def test_without_members_or_weeks_nobody_waits_for_answers(gone: str) -> None:
    assert [problem for problem in list_found(**{gone: None, "answers": None}) if problem.since] == []


TIMES = ("2022-04-12 10:00", "2022-04-12")


@pytest.mark.parametrize(
    ("row", "answered", "told"),
    [
        (f"{TIMES[0]} | 가람 | https://n.kr/1", True, 1),
        (f"{TIMES[1]} | 가람 | https://n.kr/1", True, 0),
        (f"{TIMES[1]} | 가람 | https://n.kr/1", False, 1),
        (f"{TIMES[0]} | 홍길동 | https://n.kr/1", False, 0),
        (f"{TIMES[0]} | 가람 | 없음", False, 0),
        ("45000 | 가람 | https://n.kr/1", False, 0),
    ],
)
def test_a_tab_with_times_members_and_links_looks_like_answers(row: str, answered: bool, told: int) -> None:
    cells = [int(cell) if cell.isdecimal() else cell for cell in map(str.strip, row.split("|"))]
    suspect = tab("뭐지", "가 | 나 | 다", cells)
    found = list_found(suspect=suspect) if answered else list_found(suspect=suspect, answers=None)
    assert len([problem for problem in found if problem.tab == "뭐지"]) == told

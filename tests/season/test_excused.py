from dataclasses import replace
from datetime import date

import pytest

from studylib.season.excused import find_excused
from studylib.season.study import Break, Excuse
from studylib.season.tasks import Task
from tests.season.duties import GARAM, NARAE, april, make_study

STUDY = make_study((Task("글"), Task("퀴즈")), members=(GARAM, NARAE), week_count=2)


@pytest.mark.parametrize(
    ("excuse", "row"),
    [
        (Excuse(1, "가람"), [True, True, False, False]),
        (Excuse(2, "가람", task="퀴즈"), [False, False, False, True]),
        (Excuse(2, "가람", task="없음"), [False] * 4),
        (Excuse(9, "가람"), [False] * 4),
    ],
)
def test_an_excuse_covers_the_tasks_of_its_week_or_the_one_that_it_names(
    excuse: Excuse, row: list[bool]
) -> None:
    found = find_excused(replace(STUDY, excuses=(excuse,)), april(30))
    assert found.tolist() == [row, [False] * 4]


def test_an_excuse_of_somebody_else_is_left_aside() -> None:
    assert not find_excused(replace(STUDY, excuses=(Excuse(1, "마루"),)), april(30)).any()


@pytest.mark.parametrize(("day", "weeks"), [(5, []), (6, [1]), (12, [1]), (13, [2])])
def test_a_personal_break_covers_all_tasks_of_a_week_that_it_touches(day: int, weeks: list[int]) -> None:
    off = Break(date(2022, 4, day), date(2022, 4, day), member="나래")
    found = find_excused(replace(STUDY, breaks=(off,)), april(30))
    assert found.tolist() == [[False] * 4, [duty.week in weeks for duty in STUDY.duties]]

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from studylib.season.passes import check_passes, find_asking_end, list_spent
from studylib.season.records import Pass
from studylib.season.tasks import Due, Task
from tests.season.duties import april, judge, make_study

TASKS = (Task("글"), Task("퀴즈", due=Due(timedelta(hours=20), weekday=5)))
"""A post is due at the start of April 13, a quiz on Saturday, April 9, at 20:00."""
STUDY = replace(make_study(TASKS, week_count=3), pass_count=2, pass_hours=24)


@pytest.mark.parametrize(
    ("task", "ends_at"), [(None, april(12)), ("글", april(12)), ("퀴즈", april(8, 20)), ("없음", None)]
)
def test_a_pass_is_to_be_asked_for_before_due_less_the_hours(task: str | None, ends_at: datetime) -> None:
    assert find_asking_end(STUDY, 1, task) == ends_at
    assert find_asking_end(STUDY, 9, task) is None


@pytest.mark.parametrize(
    ("asked_at", "status"),
    [(april(11, 23, 59, 59, 999), "excused"), (april(12), "absent"), (april(12, 0, 0, 0, 1), "absent")],
)
def test_a_pass_that_is_asked_for_too_late_has_no_effect(asked_at: datetime, status: str) -> None:
    study = replace(STUDY, passes=(Pass(asked_at, 1, "가람"),))
    assert judge(study, april(14), "status")[0] == status


def test_a_pass_excuses_from_the_week_or_from_its_task_alone() -> None:
    for task, expected in ((None, ["excused", "excused"]), ("글", ["excused", "absent"])):
        study = replace(STUDY, passes=(Pass(april(7), 1, "가람", task),))
        assert judge(study, april(14), "status")[:2] == expected


def test_a_pass_asked_for_after_now_does_not_exist_yet() -> None:
    study = replace(STUDY, passes=(Pass(april(7), 1, "가람"),))
    assert judge(study, april(6, 23, 59, 59, 999), "status")[0] == "open"
    assert judge(study, april(7), "status")[0] == "excused"


def test_only_the_first_so_many_valid_ones_count_in_the_order_of_asking() -> None:
    asked = [Pass(april(day), week, "가람") for day, week in ((10, 3), (9, 2), (12, 1), (8, 1))]
    spent = list_spent(replace(STUDY, passes=tuple(asked)), april(20))
    assert [(each.granted.week, each.number) for each in spent] == [(1, 1), (2, 2)]


def test_a_pass_that_is_not_valid_is_not_spent() -> None:
    asked = (Pass(april(12, 12), 1, "가람"), Pass(april(12, 13), 2, "가람"), Pass(april(12, 14), 3, "가람"))
    checked = list(check_passes(replace(STUDY, passes=asked), april(30)))
    assert [spent.number if spent else None for _, spent in checked] == [None, 1, 2]


def test_each_member_has_passes_of_their_own() -> None:
    asked = tuple(Pass(april(7), 1, name) for name in ("가람", "나래", "가람", "나래", "가람"))
    spent = list_spent(replace(STUDY, passes=asked), april(8))
    assert [(each.granted.member, each.number) for each in spent] == [
        ("가람", 1),
        ("나래", 1),
        ("가람", 2),
        ("나래", 2),
    ]

"""The rows of the heatmap."""

from datetime import date
from itertools import pairwise

import pytest

from studylib.figures.bands import ROOM, list_bands
from studylib.season.study import Member
from studylib.season.tasks import Task
from tests.figures.task_group import BLOG, MEETING, NOTES, PROBLEMS, judge_tasks, tasks_study


def test_each_member_has_one_row() -> None:
    study = tasks_study()
    bands = list_bands(study, judge_tasks(study), by_task=False)
    assert [(each.top, each.bottom, each.label) for each in bands] == [
        (-0.5, 0.5, "하나"),
        (0.5, 1.5, "두리"),
    ]


def test_each_task_of_a_member_has_a_row_below_the_name() -> None:
    study = tasks_study()
    bands = list_bands(study, judge_tasks(study), by_task=True)
    assert [each.label for each in bands] == [
        *("<b>하나</b> 글", "문제", "모임"),
        "",
        *("<b>두리</b> 글", "문제", "모임"),
    ]
    assert [each.task for each in bands if each.member == "두리"] == ["글", "문제", "모임"]
    assert bands[3].bottom - bands[3].top == pytest.approx(ROOM)
    assert all(above.bottom == below.top for above, below in pairwise(bands))


def test_a_task_that_a_member_never_does_has_no_row() -> None:
    study = tasks_study((NOTES, Task("발제", members=("두리",))))
    bands = list_bands(study, judge_tasks(study), by_task=True)
    assert [(each.member, each.task) for each in bands if each.member] == [
        ("하나", "글"),
        ("두리", "글"),
        ("두리", "발제"),
    ]


def test_a_task_of_whoever_has_the_turn_is_a_row_of_each_who_has_one() -> None:
    study = tasks_study((NOTES, BLOG), (Member("하나", turn=1), Member("두리", turn=2), Member("세찬")))
    bands = list_bands(study, judge_tasks(study), by_task=True)
    assert [each.member for each in bands if each.task == "블로그"] == ["하나", "두리"]


def test_a_member_who_is_judged_for_nothing_keeps_a_row() -> None:
    study = tasks_study(members=(Member("하나"), Member("떠난 이", left_on=date(2022, 1, 1))))
    bands = list_bands(study, judge_tasks(study), by_task=True)
    assert (bands[-1].member, bands[-1].task, bands[-1].label) == ("떠난 이", None, "<b>떠난 이</b>")


@pytest.mark.parametrize("name", ["<i>x</i>", "a" * 500, "%{y}&lt;", "가" * 7])
def test_a_task_of_any_name_is_a_short_text(name: str) -> None:
    study = tasks_study((Task(name), MEETING, PROBLEMS))
    label = list_bands(study, judge_tasks(study), by_task=True)[0].label
    assert label.startswith("<b>하나</b> ")
    assert "<" not in label.removeprefix("<b>하나</b> ")
    assert len(label) < 80

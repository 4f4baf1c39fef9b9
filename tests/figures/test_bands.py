"""The rows of the grid."""

from datetime import date

from studylib.figures.bands import Band, list_bands
from studylib.season.study import Member
from studylib.season.tasks import Task
from tests.figures.task_group import BLOG, NOTES, judge_tasks, tasks_study


def test_each_member_has_one_row() -> None:
    study = tasks_study()
    bands = list_bands(study, judge_tasks(study), by_task=False)
    assert bands == [Band("하나"), Band("두리")]


def test_each_task_of_a_member_has_a_row_below_the_name() -> None:
    study = tasks_study()
    bands = list_bands(study, judge_tasks(study), by_task=True)
    assert bands == [
        Band(member, task, is_first=task == "글")
        for member in ("하나", "두리")
        for task in ("글", "문제", "모임")
    ]


def test_a_task_that_a_member_never_does_has_no_row() -> None:
    study = tasks_study((NOTES, Task("발제", members=("두리",))))
    bands = list_bands(study, judge_tasks(study), by_task=True)
    assert [(each.member, each.task) for each in bands] == [
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
    assert bands[-1] == Band("떠난 이")

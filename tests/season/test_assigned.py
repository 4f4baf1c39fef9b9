from dataclasses import replace
from datetime import date

from studylib.season.assigned import find_assigned
from studylib.season.study import Member
from studylib.season.tasks import Task
from tests.season.duties import GARAM, NARAE, make_study

TASKS = (Task("글"), Task("발표", of_turn=True), Task("복습", members=("나래", "마루")))


def test_a_task_is_for_everybody_for_whose_turn_it_is_or_for_names() -> None:
    study = make_study(TASKS, members=(GARAM, NARAE), week_count=2)
    assert find_assigned(study).tolist() == [
        [True, True, False, True, False, False],
        [True, False, True, True, True, True],
    ]


def test_a_swap_takes_the_task_of_the_turn_along() -> None:
    study = make_study(TASKS[1:2], members=(GARAM, NARAE), week_count=1)
    (week,) = study.weeks
    swapped = replace(study, weeks=(replace(week, topic=replace(week.topic, writer="나래")),))
    assert find_assigned(swapped).tolist() == [[False], [True]]


def test_a_week_without_a_turn_has_nobody_for_its_task() -> None:
    assert not find_assigned(make_study(TASKS[1:2], members=(Member("가람"),))).any()


def test_nobody_is_judged_for_a_task_of_a_week_before_joining() -> None:
    late = Member("나래", joined_on=date(2022, 4, 13))
    study = make_study(TASKS[2:], members=(GARAM, late), week_count=2)
    assert find_assigned(study).tolist() == [[False, False], [False, True]]

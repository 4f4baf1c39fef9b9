"""What the hover of a cell says."""

import pytest

from studylib.figures.hovers import MOST_TASKS, write_hovers
from studylib.season import reasons
from studylib.season.study import Study
from studylib.season.tasks import Task
from tests.figures.group import KOREAN, explained
from tests.figures.task_group import NOTES, PROBLEMS, judge_tasks, tasks_study


def hovers(study: Study | None = None, *, by_task: bool = False) -> dict[tuple[str, str | None, int], str]:
    study = study or tasks_study()
    rows = judge_tasks(study)
    rows = rows.assign(reason=reasons.explain_fines(study, rows, KOREAN))
    return write_hovers(study, rows, KOREAN, by_task=by_task)


def test_the_hover_tells_deadline_time_reason_and_fine() -> None:
    found = write_hovers(*explained(), KOREAN, by_task=False)
    assert found["두리", None, 2] == (
        "마감 5/3 (화) 23:59:59\n제출 5/4 (수) 01:00:00\n1시간 늦음\n지각 3,000원"
    )
    assert found["하나", None, 4] == "마감 5/17 (화) 23:59:59"
    assert "면제: 출장" in found["두리", None, 1]


def test_the_hover_of_a_week_tells_each_task() -> None:
    assert hovers()["하나", None, 1].split("\n") == [
        "글 제시간",
        "마감 4/12 (화) 23:59:59",
        "제출 4/10 (일) 00:00:00 · 마감 3일 전",
        "문제 결석",
        "마감 4/12 (화) 23:59:59",
        "5개 중 3개 · 제출 없음 2개 × 1,000원 = 2,000원",
        "모임 미제출",
        "시작 4/6 (수) 20:00:00",
        "출석 기록 없음",
    ]


def test_the_hover_of_a_task_is_its_own() -> None:
    assert hovers(by_task=True)["하나", "문제", 1] == (
        "마감 4/12 (화) 23:59:59\n5개 중 3개\n제출 없음 2개 × 1,000원 = 2,000원"
    )


def test_a_member_without_a_task_of_a_week_has_no_hover_there() -> None:
    study = tasks_study((NOTES, Task("발제", members=("하나",), to_week=1)))
    found = hovers(study, by_task=True)
    assert ("하나", "발제", 1) in found
    assert ("하나", "발제", 2) not in found


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_hover_tells_a_bounded_number_of_tasks(more: int) -> None:
    tasks = tuple(Task(f"과제 {number}") for number in range(MOST_TASKS + more))
    hover = hovers(tasks_study(tasks))["하나", None, 1]
    assert hover.count("\n과제") + 1 == min(MOST_TASKS, MOST_TASKS + more)
    assert ("외 과제 1개" in hover) is (more == 1)


@pytest.mark.parametrize("name", ["<b>x</b>", "a · b", "가" * 500, "%{x} $y$"])
def test_a_task_of_any_name_is_short_in_the_hover(name: str) -> None:
    hover = hovers(tasks_study((Task(name), PROBLEMS)))["하나", None, 1]
    assert hover.count(name[:30]) == 1
    assert max(map(len, hover.split("\n"))) < 250

"""What the points over the cells say of a season with tasks."""

import html
import re

import pytest

from studylib.figures.hovers import MOST_TASKS
from studylib.season.tasks import Task
from tests.figures.task_group import NOTES, PROBLEMS, draw_tasks, tasks_study


def test_the_hover_of_a_week_tells_the_sum_and_each_task() -> None:
    assert draw_tasks().data[1].hovertext[0].split("<br>") == [
        "<b>하나</b> 1주차 · 2,000원",
        "<b>글</b> 제시간",
        "마감 4/12 (화) 23:59:59",
        "제출 4/10 (일) 00:00:00 · 마감 3일 전",
        "<b>문제</b> 결석",
        "마감 4/12 (화) 23:59:59",
        "5개 중 3개 · 제출 없음 2개 × 1,000원 = 2,000원",
        "<b>모임</b> 미제출",
        "시작 4/6 (수) 20:00:00",
        "출석 기록 없음",
    ]


def test_the_hover_of_a_task_is_its_own() -> None:
    points = draw_tasks(by_task=True).data[1]
    first = [each for each in points.hovertext if each.startswith("<b>하나</b> 결석")]
    assert first == [
        "<b>하나</b> 결석<br>1주차<br>문제<br>마감 4/12 (화) 23:59:59<br>5개 중 3개"
        "<br>제출 없음 2개 × 1,000원 = 2,000원"
    ]


@pytest.mark.parametrize("by_task", [False, True])
def test_each_point_chooses_a_member_and_a_week_of_all_tasks(by_task: bool) -> None:
    points = draw_tasks(by_task=by_task).data[1]
    assert {tuple(each) for each in points.customdata} == {
        (name, week) for name in ("하나", "두리") for week in (1, 2)
    }
    assert len(points.x) == len(points.customdata) == len(points.hovertext) == (12 if by_task else 4)


def test_a_member_without_a_task_of_a_week_is_not_judged_there() -> None:
    study = tasks_study((NOTES, Task("발제", members=("하나",), to_week=1)))
    hovers = draw_tasks(study, by_task=True).data[1].hovertext
    assert sum("판정 대상이 아닙니다" in each for each in hovers) == 1


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_hover_tells_a_bounded_number_of_tasks(more: int) -> None:
    tasks = tuple(Task(f"과제 {number}") for number in range(MOST_TASKS + more))
    hover = draw_tasks(tasks_study(tasks)).data[1].hovertext[0]
    assert hover.count("<b>과제") == min(MOST_TASKS, MOST_TASKS + more)
    assert ("외 과제 1개" in hover) is (more == 1)


@pytest.mark.parametrize("name", ["<b>x</b>", "a · b", "가" * 500, "%{x} $y$"])
def test_a_task_of_any_name_is_text_in_the_hover(name: str) -> None:
    hover = draw_tasks(tasks_study((Task(name), PROBLEMS))).data[1].hovertext[0]
    assert set(re.findall("<[^>]*>", hover)) == {"<b>", "</b>", "<br>"}
    assert html.unescape(hover).count(name[:30]) == 1
    assert max(map(len, hover.split("<br>"))) < 250

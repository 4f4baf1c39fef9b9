"""The column of answers that names the task."""

import pytest

from studylib.workbook import reader
from studylib.workbook.cells import Tab
from tests.season.seasons import book, tab

TASKS = tab("과제", "과제 | 종류", "정리 | 제출", "문제 | 제출")
LINK = "https://n.kr/1"


def list_read(answers: Tab, tasks: Tab | None = TASKS) -> tuple[list[tuple[str, str | None]], list[str]]:
    study, problems = reader.read(book(answers=answers, tasks=tasks))
    found = study.submissions
    tasks_ = [task if isinstance(task, str) else None for task in found["task"]]
    return list(zip(found["link"], tasks_, strict=True)), [str(each.message) for each in problems]


@pytest.mark.parametrize("header", ["과제", "task", "어떤 과제인가요?", "과제를 선택해 주세요", "과제명"])
def test_with_tasks_a_question_of_that_name_names_the_task(header: str) -> None:
    answers = tab(
        "설문지 응답 시트1",
        f"타임스탬프 | 이름 | 주차 | {header} | 링크",
        f"2022-04-10 12:00 | 가람 | 1 | 문제 | {LINK}",
    )
    assert list_read(answers) == ([(LINK, "문제")], [])


@pytest.mark.parametrize("tasks", [None, tab("과제", "과제 | 종류"), tab("과제", "주차 | 과제", "1 | CNN")])
def test_without_tasks_a_question_of_that_name_asks_for_the_link(tasks: Tab | None) -> None:
    answers = tab(
        "설문지 응답 시트1", "타임스탬프 | 이름 | 주차 | 과제", f"2022-04-10 12:00 | 가람 | 1 | {LINK}"
    )
    assert list_read(answers, tasks) == ([(LINK, None)], [])


def test_without_tasks_another_link_beside_it_counts_as_before() -> None:
    both = tab(
        "설문지 응답 시트1",
        "타임스탬프 | 이름 | 주차 | 과제 | 블로그",
        f"2022-04-10 12:00 | 가람 | 1 | | {LINK}",
    )
    named = tab(
        "설문지 응답 시트1",
        "타임스탬프 | 이름 | 주차 | 과제 | 링크",
        f"2022-04-10 12:00 | 가람 | 1 | CNN | {LINK}",
    )
    assert list_read(both, None) == list_read(named, None) == ([(LINK, None)], [])


def test_with_tasks_a_question_of_that_name_that_holds_links_still_asks_for_the_link() -> None:
    one = tab("과제", "과제 | 종류", "정리 | 제출")
    answers = tab(
        "설문지 응답 시트1", "타임스탬프 | 이름 | 주차 | 과제", f"2022-04-10 12:00 | 가람 | 1 | {LINK}"
    )
    assert list_read(answers, one) == ([(LINK, "정리")], [])


def test_one_link_among_names_of_tasks_turns_no_column_over() -> None:
    rows = [
        f"2022-04-10 12:0{at} | 가람 | {at} | {what} | {LINK}"
        for at, what in ((1, "문제"), (2, "정리"), (3, LINK))
    ]
    answers = tab("설문지 응답 시트1", "타임스탬프 | 이름 | 주차 | 과제 | 링크", *rows)
    found, problems = list_read(answers)
    assert found == [(LINK, "문제"), (LINK, "정리")]
    assert problems == [f"There is no task “{LINK}”. Write a name from the tasks tab."]


def test_the_settings_can_give_the_column_another_header() -> None:
    settings = tab(
        "settings", ("key", "value"), ("starts_on", "2022-04-06"), ("columns", "과제 = 무엇을 했나요")
    )
    answers = tab(
        "설문지 응답 시트1",
        "타임스탬프 | 이름 | 주차 | 무엇을 했나요 | 링크",
        f"2022-04-10 12:00 | 가람 | 1 | 문제 | {LINK}",
    )
    study, problems = reader.read(book(settings=settings, answers=answers, tasks=TASKS))
    assert [str(each.message) for each in problems] == []
    assert list(study.submissions["task"]) == ["문제"]

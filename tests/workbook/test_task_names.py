"""The tasks that answers and excuses name."""

import pytest

from studylib.season.problems import Problem
from studylib.season.study import Excuse, Study
from studylib.workbook import answers as answers_module
from studylib.workbook import reader
from studylib.workbook.cells import Tab, Workbook
from tests.season.seasons import book, tab

TASKS = tab(
    "tasks",
    "task | kind | from_week | to_week",
    "Notes",
    "Problems | link | 2",
    "Meeting | attendance | | 2",
)


def read_now(workbook: Workbook) -> tuple[Study, list[Problem]]:
    """The study, and the problems that hold at any time: meetings without a record are told once they close."""
    study, problems = reader.read(workbook)
    return study, [each for each in problems if each.since is None]


def answer(week: int, task: str = "", at: str = "2022-04-10 12:00") -> str:
    return f"{at} | 가람 | {week} | https://n.kr/1 | {task}"


def read_answers(*rows: str, more: Tab | None = None) -> tuple[list[tuple[int, str]], list[str]]:
    table = tab("Form Responses 1", "Timestamp | name | week | link | task", *rows)
    study, problems = read_now(book(answers=table, tasks=TASKS, more=more))
    found = study.submissions
    return list(zip(found["week"], found["task"], strict=True)), [str(each.message) for each in problems]


@pytest.mark.parametrize("task", ["Notes", "notes", " NOTES ", "No\u200btes"])
def test_an_answer_names_its_task(task: str) -> None:
    assert read_answers(answer(2, task)) == ([(2, "Notes")], [])


def test_in_a_week_of_one_task_to_hand_in_nothing_needs_to_be_said() -> None:
    assert read_answers(answer(1)) == ([(1, "Notes")], [])


@pytest.mark.parametrize(
    ("week", "task", "why"),
    [
        (2, "", "Week 2 has several tasks: Notes, Problems. Write the one that is meant."),
        (3, "", "Week 3 has several tasks: Notes, Problems. Write the one that is meant."),
        (2, "Essay", "There is no task “Essay”. Write a name from the tasks tab."),
        (2, "Problem", "There is no task “Problem”. Did you mean Problems? Write a name from the tasks tab."),
        (1, "Problems", "Problems does not take place in week 1. Fix the task or the week."),
        (3, "Meeting", "Meeting does not take place in week 3. Fix the task or the week."),
        (2, "Meeting", "Meeting is a meeting, so nobody hands it in. Write another task."),
        (2, "#REF!", "“#REF!” is the error of a formula, not a value. Fix the formula, or type the value."),
    ],
)
def test_an_answer_whose_task_is_not_sure_does_not_count(week: int, task: str, why: str) -> None:
    assert read_answers(answer(week, task)) == ([], [why])


def test_a_week_without_a_task_to_hand_in_takes_no_answer() -> None:
    tasks = tab("tasks", "task | kind", "Meeting | attendance")
    _, problems = read_now(book(tasks=tasks))
    assert [str(each.message) for each in problems] == ["Week 1 has no task to hand in. Fix the week."] * 2


def test_two_columns_that_name_two_tasks_are_a_contradiction() -> None:
    table = tab(
        "Form Responses 1", "Timestamp | name | week | link | task | 과제", answer(2, "Notes | Problems")
    )
    study, problems = read_now(book(answers=table, tasks=TASKS))
    assert len(study.submissions) == 0
    assert [str(each.message)[:50] for each in problems] == [
        "Two columns of this name say different things here"
    ]


def test_the_same_answer_for_two_tasks_counts_for_both_and_twice_for_one_counts_once() -> None:
    more = tab("Form Responses 2", "Timestamp | name | week | link | task", answer(2, "Notes"))
    found, problems = read_answers(answer(2, "Notes"), answer(2, "Problems"), more=more)
    assert sorted(found) == [(2, "Notes"), (2, "Problems")]
    assert problems == []


def test_rows_of_answers_are_listed_with_their_tasks() -> None:
    table = tab("Form Responses 1", "Timestamp | name | week | link | task", answer(2, "Problems"))
    workbook = book(answers=table, tasks=TASKS)
    study, _ = reader.read(workbook)
    (row,) = answers_module.list_answer_rows(workbook, study)
    assert row.answer is not None
    assert row.answer.task == "Problems"


@pytest.mark.parametrize(
    ("row", "excuse"),
    [
        ("2 | 가람 | 출장", Excuse(2, "가람", "출장")),
        ("2 | 가람 | 출장 | problems", Excuse(2, "가람", "출장", "Problems")),
        ("2 | 가람 | 출장 | Meeting", Excuse(2, "가람", "출장", "Meeting")),
    ],
)
def test_an_excuse_is_for_the_week_or_for_one_task(row: str, excuse: Excuse) -> None:
    excuses = tab("excuses", "week | member | reason | task", row)
    study, problems = read_now(
        book(excuses=excuses, tasks=TASKS, answers=tab("Form Responses 1", "Timestamp | name | week | link"))
    )
    assert (study.excuses, problems) == ((excuse,), [])


@pytest.mark.parametrize("task", ["Essay", "Problems", "#N/A"])
def test_an_excuse_for_an_unknown_task_does_not_count(task: str) -> None:
    excuses = tab("excuses", "week | member | reason | task", f"1 | 가람 | 출장 | {task}")
    study, problems = read_now(book(excuses=excuses, tasks=TASKS))
    assert study.excuses == ()
    assert [(each.tab, each.row, each.column) for each in problems] == [("excuses", 2, "task")]


@pytest.mark.parametrize("task", ["CNN 정리", "#REF!", ""])
def test_without_tasks_a_column_of_that_name_is_left_alone(task: str) -> None:
    excuses = tab("excuses", "week | member | reason | 과제", f"1 | 가람 | 출장 | {task}", f"| | | {task}")
    study, problems = read_now(book(excuses=excuses))
    assert (study.excuses, problems) == ((Excuse(1, "가람", "출장"),), [])

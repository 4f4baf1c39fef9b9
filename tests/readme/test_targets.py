"""The task that a README's links are for."""

from collections.abc import Mapping

import pytest

from studylib.readme import plan, targets
from studylib.readme.form import ReadmeError
from studylib.readme.plan import ImportOptions, ImportPlan
from studylib.season.study import Study
from studylib.workbook import reader
from studylib.workbook.cells import Tab, Workbook
from tests.readme.examples import read
from tests.season.seasons import book, tab

TASKS = tab(
    "tasks",
    "task | kind | from_week | to_week",
    "논문 | | | 2",
    "풀이 | | 2 |",
    "모임 | 출석 | |",
)
"""Week 1 has one task to hand in, week 2 two, week 3 another one. There is a meeting in each."""
ANSWERS = tab(
    "Form Responses 1",
    "Timestamp | name | week | link | task",
    "2022-04-07 12:00:00 | 나래 | 2 | https://n.kr/2 | 논문",
)
TABLE = "|이름|1주차|2주차|3주차|\n|-|-|-|-|\n|가람|[O](https://g.kr/1)|[O](https://g.kr/2)|면제|\n|나래||[O](https://n.kr/2)||\n"


def make_book(tasks: Tab | None = TASKS, answers: Tab | None = ANSWERS, **tabs: Tab) -> Workbook:
    return book(tasks=tasks, answers=answers, **tabs)


def plan_import(
    text: str, task: str | None = None, cells: Workbook | None = None, *, assume: bool = False
) -> ImportPlan:
    cells = cells or make_book()
    contents, _ = read(text, "가람", "나래", "다온")
    options = ImportOptions("README.md", assume_in_time=assume, task=task)
    return plan.plan_import(cells, reader.read(cells)[0], contents, {}, options)


def list_answers(made: ImportPlan) -> list[tuple[str, int, str | None, str]]:
    return [(each.member, each.week, each.task, each.link) for each in made.answers]


def row_of_week(week: int) -> str:
    return f"|이름|{week}주차|\n|-|-|\n|가람|[O](https://g.kr/{week})|\n"


@pytest.mark.parametrize(("week", "task"), [(1, "논문"), (3, "풀이")])
def test_the_only_task_to_hand_in_is_the_target(week: int, task: str) -> None:
    made = plan_import(row_of_week(week))
    assert list_answers(made) == [("가람", week, task, f"https://g.kr/{week}")]
    assert made.problems == ()


def test_links_of_a_week_with_two_tasks_are_refused_until_the_task_is_said() -> None:
    with pytest.raises(ReadmeError) as refused:
        plan_import(TABLE)
    assert str(refused.value.why) == (
        "Week 2 has several tasks: 논문, 풀이. Say with --task which one the table is of."
    )
    assert list_answers(plan_import(row_of_week(2), "풀이")) == [("가람", 2, "풀이", "https://g.kr/2")]


@pytest.mark.parametrize(
    ("task", "answers", "unfit"),
    [
        ("논문", [("가람", 1, "논문", "https://g.kr/1"), ("가람", 2, "논문", "https://g.kr/2")], [5]),
        ("풀이", [("가람", 2, "풀이", "https://g.kr/2")], [5]),
    ],
)
def test_weeks_in_which_the_task_does_not_take_place_are_told_and_left_out(
    task: str, answers: list[tuple[str, int, str | None, str]], unfit: list[int]
) -> None:
    """The second member's link of week 2 is known, be it for this task or for the other one."""
    made = plan_import(TABLE, task)
    assert list_answers(made) == answers
    assert ["does not take place in week" in str(each.message) for each in made.problems] == [True]


@pytest.mark.parametrize(
    ("task", "why"),
    [("모임", "is a meeting"), ("논믄", "Did you mean 논문?"), ("발표", "There is no task “발표”")],
)
def test_a_task_that_nobody_hands_in_is_refused(task: str, why: str) -> None:
    with pytest.raises(ReadmeError) as refused:
        plan_import(TABLE, task)
    assert why in str(refused.value.why)


def test_without_tasks_the_option_is_refused_and_nothing_else_changes() -> None:
    plain = make_book(tasks=None, answers=None)
    with pytest.raises(ReadmeError) as refused:
        plan_import(TABLE, "논문", plain)
    assert str(refused.value.why) == "The season has no tasks. Leave out --task."
    made = plan_import(TABLE, None, plain)
    assert {each.task for each in made.answers} == {None}
    assert [row[:2] for rows in made.rows if rows.title == "면제" for row in rows.rows] == [(3, "가람")]


def test_a_week_with_meetings_alone_is_told_and_the_others_are_written() -> None:
    meetings = tab("tasks", "task | kind | from_week", "논문 | | 2", "모임 | 출석 |")
    made = plan_import(TABLE, None, make_book(meetings))
    assert [str(each.message) for each in made.problems] == ["Week 1 has no task to hand in. Fix the week."]
    assert list_answers(made) == [("가람", 2, "논문", "https://g.kr/2")]


def test_an_assumed_time_is_the_last_second_of_the_task() -> None:
    tasks = tab("tasks", "task | due", "논문 | 22:00", "풀이 |")
    (answer,) = plan_import(row_of_week(1), "논문", make_book(tasks, None), assume=True).answers
    assert answer.submitted_at is not None
    assert f"{answer.submitted_at:%m-%d %H:%M:%S}" == "04-12 21:59:59"


def test_what_is_planned_reads_back_as_that_task() -> None:
    from studylib.readme import blank

    made = plan_import(row_of_week(2), "풀이", assume=True)
    after, problems = reader.read(blank.add_rows(made.base, made.rows))
    assert [each for each in problems if not each.is_notice] == []
    rows = after.submissions[["member", "week", "task"]].itertuples(index=False)
    assert sorted(map(tuple, rows)) == [("가람", 2, "풀이"), ("나래", 2, "논문")]


def test_an_excuse_names_the_task_that_the_table_is_of() -> None:
    text = "|이름|3주차|\n|-|-|\n|가람|면제|\n"
    (rows,) = plan_import(text).rows
    assert dict(zip(rows.header, rows.rows[0], strict=True))["과제"] == "풀이"
    lone = make_book(tab("tasks", "task", "논문"))
    (alone,) = plan_import(text, None, lone).rows
    assert "과제" not in alone.header


def test_an_excuse_from_one_task_is_refused_if_its_tab_has_no_column_for_it() -> None:
    text = "|이름|3주차|\n|-|-|\n|가람|면제|\n"
    excuses = tab("excuses", "week | member | reason", "1 | 다온 | 여행")
    with pytest.raises(ReadmeError) as refused:
        plan_import(text, None, make_book(excuses=excuses))
    assert "has no column task/과제" in str(refused.value.why)
    present = tab("excuses", "week | member | reason", "3 | 가람 | 여행")
    assert plan_import(text, None, make_book(excuses=present)).rows == ()


def test_the_duty_of_a_target_is_found_and_none_in_a_week_that_is_still_to_be_added() -> None:
    study: Study = reader.read(make_book())[0]
    tasks: Mapping[int, str | None] = {2: "풀이", 9: "풀이"}
    duty = targets.find_target(study, 2, tasks)
    assert duty is not None
    assert (duty.week, duty.task.name) == (2, "풀이")
    assert targets.find_target(study, 9, tasks) is None

"""The rules of a season in words."""

from datetime import timedelta

import pytest

from studylib.season import rule_words
from studylib.season.kinds import TaskKind
from studylib.season.records import Step
from studylib.season.study import DEFAULT_TIERS, Study, Tier
from studylib.season.tasks import Task
from studylib.text.language import Language
from tests.season.duties import make_study

KOREAN, ENGLISH = Language("ko"), Language("en")
SETS = (
    *DEFAULT_TIERS,
    Tier("late", 24, 3_000, from_week=2),
    Tier("absent", None, 5_000, from_week=2),
    Tier("지각", 0.25, 1_000, set="모임표", per=timedelta(minutes=10)),
    Tier("결석", None, 10_000, set="모임표"),
    Tier("미제출", None, 2_000, set="풀이표", itemised=True),
    Tier("결석", None, 9_999, set="남는 표"),
)
TASKS = (
    Task("과제"),
    Task("모임", kind=TaskKind.ATTENDANCE, tiers="모임표"),
    Task("문제 풀이", count=5, tiers="풀이표", cap=8_000),
    Task("블로그"),
)


def list_lines(study: Study, language: Language = KOREAN) -> list[list[str]]:
    return [list(group.list_lines()) for group in rule_words.group_tiers(study, language)]


def test_the_tiers_of_a_season_without_tasks_are_one_group_without_a_title() -> None:
    assert list_lines(make_study()) == [["지각: 마감 후 12시간까지 3,000원", "결석: 그 뒤로 4,000원"]]


def test_each_set_that_a_task_uses_is_a_group_and_so_is_each_start() -> None:
    study = make_study(TASKS, tiers=SETS)
    assert list_lines(study) == [
        ["과제, 블로그", "지각: 마감 후 12시간까지 3,000원", "결석: 그 뒤로 4,000원"],
        ["과제, 블로그 · 2주차부터", "지각: 마감 후 1일까지 3,000원", "결석: 그 뒤로 5,000원"],
        ["모임", "지각: 시작 후 15분까지 10분당 1,000원", "결석: 그 뒤로 10,000원"],
        ["문제 풀이 (상한 8,000원)", "미제출: 그 뒤로 개당 2,000원"],
    ]
    assert list_lines(study, ENGLISH)[1:3] == [
        [
            "과제, 블로그 · from week 2 on",
            "Late: until 1 day after due, ₩3,000",
            "Absent: from there on, ₩5,000",
        ],
        ["모임", "지각: until 15 min after the start, ₩1,000 per 10 min", "결석: from there on, ₩10,000"],
    ]


def test_a_cap_is_named_beside_its_task_also_in_the_only_group() -> None:
    assert list_lines(make_study([Task("과제", cap=3_500)]))[0][0] == "과제 (상한 3,500원)"
    assert list_lines(make_study([Task("과제")]))[0][0].startswith("지각: ")


def test_rules_that_change_without_tasks_name_the_week_alone() -> None:
    groups = list_lines(make_study(tiers=SETS[:4]))
    assert [each[0] for each in groups] == ["지각: 마감 후 12시간까지 3,000원", "2주차부터"]


@pytest.mark.parametrize(
    ("week", "task", "lines"),
    [
        (1, "과제", ["지각: 마감 후 12시간까지 3,000원", "결석: 그 뒤로 4,000원"]),
        (2, "과제", ["지각: 마감 후 1일까지 3,000원", "결석: 그 뒤로 5,000원"]),
        (2, "모임", ["지각: 시작 후 15분까지 10분당 1,000원", "결석: 그 뒤로 10,000원"]),
        (1, "문제 풀이", ["미제출: 그 뒤로 개당 2,000원", "상한 8,000원"]),
    ],
)
def test_of_one_duty_only_the_tiers_in_force_are_told(week: int, task: str, lines: list[str]) -> None:
    study = make_study(TASKS, tiers=SETS, week_count=2)
    (duty,) = (each for each in study.duties if (each.week, each.task.name) == (week, task))
    assert list(rule_words.explain_duty(study, duty, KOREAN)) == lines


def test_a_growing_fine_names_its_amounts_in_the_place_of_the_tiers_own() -> None:
    study = make_study(steps=(Step("absent", "", (4_000, 6_000)),))
    assert list_lines(study) == [
        [
            "지각: 마감 후 12시간까지 3,000원",
            "결석: 그 뒤로 4,000원 → 6,000원(한 달 안에 거듭할 때마다, 그다음은 마지막 금액)",
        ]
    ]

"""The passes tab."""

from datetime import datetime

import pytest

from studylib.season.records import Pass
from studylib.season.study import Study
from studylib.workbook import reader
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab

HEADER = "asked_at | week | member | task | reason"
TASKS = tab("tasks", "task | kind | due", "Notes", "Problems | link | Sun 22:00")
LATE = "This pass of 가람 has no effect. It was asked for at {asked}, but had to be before {end}."


def read(
    *rows: str, passes: str = "2", hours: str = "0"
) -> tuple[Study, list[tuple[int | None, str | None, str, bool]]]:
    settings = tab(
        "settings", "key | value", "starts_on | 2022-04-06", f"passes | {passes}", f"pass_hours | {hours}"
    )
    answers = tab("Form Responses 1", "Timestamp | name | week | link")
    table = tab("passes", HEADER, *rows)
    study, problems = reader.read(book(settings=settings, passes=table, tasks=TASKS, answers=answers))
    return study, [(each.row, each.column, str(each.message), each.is_notice) for each in problems]


def test_passes_are_read_in_the_order_of_asking() -> None:
    study, problems = read(
        "2022-04-16 10:00 | 2 | 나래 | Problems | 여행", "2022-04-12 10:00 | 1주차 | 가람 | | 시험"
    )
    assert problems == []
    assert study.passes == (
        Pass(datetime(2022, 4, 12, 10, tzinfo=SEOUL), 1, "가람", None, "시험"),
        Pass(datetime(2022, 4, 16, 10, tzinfo=SEOUL), 2, "나래", "Problems", "여행"),
    )


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("언젠가 | 1 | 가람", "asked_at"),
        (" | 1 | 가람", "asked_at"),
        ("2022-04-12 10:00 | 9 | 가람", "week"),
        ("2022-04-12 10:00 | 1 | 누구", "member"),
        ("2022-04-12 10:00 | 1 | 가람 | Essay", "task"),
    ],
)
def test_a_pass_with_an_unreadable_cell_does_not_count(row: str, column: str) -> None:
    study, problems = read(row)
    assert study.passes == ()
    assert [(each[0], each[1], each[3]) for each in problems] == [(2, column, False)]


@pytest.mark.parametrize(
    ("asked", "hours", "is_late"),
    [
        ("2022-04-12 23:59:59.999", "0", False),
        ("2022-04-13 00:00:00", "0", True),
        ("2022-04-13 00:00:00.001", "0", True),
        ("2022-04-11 23:59:59.999", "24", False),
        ("2022-04-12 00:00:00", "하루", True),
    ],
)
def test_a_pass_asked_for_too_late_is_a_notice(asked: str, hours: str, is_late: bool) -> None:
    _, problems = read(f"{asked} | 1 | 가람", hours=hours)
    end = "2022-04-13 00:00:00" if hours == "0" else "2022-04-12 00:00:00"
    why = LATE.format(asked=asked[:19], end=end)
    assert problems == ([(2, None, why, True)] if is_late else [])


def test_a_pass_for_a_task_ends_with_the_task() -> None:
    _, problems = read("2022-04-10 22:00 | 1 | 가람 | Problems")
    why = LATE.format(asked="2022-04-10 22:00:00", end="2022-04-10 22:00:00")
    assert problems == [(2, None, why, True)]


def test_a_pass_beyond_the_last_one_is_a_notice_and_one_too_late_spends_none() -> None:
    _, problems = read(
        "2022-04-20 10:00 | 3 | 가람",
        "2022-04-13 10:00 | 1 | 가람",
        "2022-04-12 10:00 | 1 | 가람",
        "2022-04-19 10:00 | 2 | 가람",
        "2022-04-12 10:00 | 1 | 나래",
    )
    late = LATE.format(asked="2022-04-13 10:00:00", end="2022-04-13 00:00:00")
    assert problems == [
        (2, None, "This pass of 가람 has no effect. It would be number 3 of 2.", True),
        (3, None, late, True),
    ]


def test_without_passes_in_the_settings_each_is_a_notice() -> None:
    _, problems = read("2022-04-12 10:00 | 1 | 가람", passes="0")
    why = (
        "This pass of 가람 has no effect, because nobody has any. Write how many each member has into the setting "
        "passes / 패스권."
    )
    assert problems == [(2, None, why, True)]


@pytest.mark.parametrize(
    ("one", "other", "is_twice"),
    [("", "", True), ("", "Notes", True), ("Notes", "", False), ("Notes", "Problems", False)],
)
def test_a_second_pass_for_the_same_week_is_a_notice(one: str, other: str, is_twice: bool) -> None:
    _, problems = read(f"2022-04-08 10:00 | 1 | 가람 | {one}", f"2022-04-09 10:00 | 1 | 가람 | {other}")
    why = "가람 has a pass for week 1 already, so this is one more. Delete one of the rows."
    assert problems == ([(3, None, why, True)] if is_twice else [])

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from studylib.season.study import Study
from studylib.workbook import reader
from studylib.workbook.cells import Cell, Row
from studylib.workbook.deadlines import explain_length
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab
from tests.workbook.reading import Told, make_answers, show_problem

SHORT = "With this deadline week 2 is less than half as long as usual. Check the date."
LONG = "With this deadline week 2 is more than twice as long as usual. Check the date."


def read(*due: Cell) -> tuple[Study, list[Told], list[Told]]:
    """Read the weeks with these due cells: the study, its problems and its notices."""
    rows: list[Row] = [("week", "due_at"), *enumerate(due, 1)]
    study, findings = reader.read(book(weeks=tab("weeks", *rows), answers=make_answers()))
    told = {
        notice: [show_problem(each) for each in findings if each.is_notice is notice]
        for notice in (False, True)
    }
    return study, told[False], told[True]


@pytest.mark.parametrize(
    ("due", "why"),
    [
        ("2022-04-16 11:59", SHORT),
        ("2022-04-16 12:00", None),
        ("2022-04-16 12:01", None),
        ("2022-04-26 23:58", None),
        ("2022-04-26 23:59", None),
        ("2022-04-27 00:00:00.001", LONG),
        ("2022-04-13 00:01", SHORT),
        ("2023-04-20 00:00", LONG),
    ],
)
def test_a_deadline_that_halves_or_doubles_its_week_and_more_is_a_notice(due: str, why: str | None) -> None:
    """Week 2 opens on 4/13, so half a week ends on 4/16 at noon, and two end with 4/26."""
    study, problems, notices = read(None, due, None)
    assert notices == ([("weeks", 3, "due_at", why)] if why else [])
    assert problems == []
    assert study.week_of[2].extended


def test_a_change_of_the_clocks_makes_no_week_short_or_long() -> None:
    study, _, _ = read(None, "2022-04-16 12:00", None)
    week = study.week_of[2]
    usual = replace(week, due_at=week.opens_at + timedelta(days=7))
    assert explain_length(week, usual, 7) is None
    assert week.due_at - week.opens_at == timedelta(days=3.5)


@pytest.mark.parametrize(
    ("due", "is_late"),
    [("2022-04-12 23:58", True), ("2022-04-12 23:59", True), ("2022-04-13 00:00:00.001", False)],
)
def test_a_deadline_that_does_not_lie_after_the_opening_is_a_problem(due: str, is_late: bool) -> None:
    _, problems, _ = read(None, due, None)
    why = "Week 2 would be due before it opens. Write a later moment."
    assert problems == ([("weeks", 3, "due_at", why)] if is_late else [])


@pytest.mark.parametrize("due", ["2022-04-20", "2022. 4. 20 (수)", date(2022, 4, 20), 44671])
def test_a_date_alone_is_its_first_moment_and_a_notice(due: Cell) -> None:
    study, problems, notices = read(None, due, None)
    why = "A date alone means 00:00, so 2022-04-20 is late already. If that day still counts, write 2022-04-20 23:59."
    assert (problems, notices) == ([], [("weeks", 3, "due_at", why)])
    assert study.week_of[2].due_at == datetime(2022, 4, 20, tzinfo=SEOUL)


@pytest.mark.parametrize(
    "due", ["2022-04-19 23:59", "2022-04-19 24:00", "2022-04-20 00:00", datetime(2022, 4, 20), 44670.5]
)
def test_a_deadline_with_a_time_is_no_notice(due: Cell) -> None:
    _, problems, notices = read(None, due, None)
    assert (problems, notices) == ([], [])


def test_the_order_of_the_column_settles_a_deadline() -> None:
    study, problems, _ = read("13/4/2022 22:00", "5/4/2022 22:00", "5/5/2022 22:00")
    assert [why for *_, why in problems] == ["Week 2 would be due before it opens. Write a later moment."]
    assert study.week_of[1].due_at == datetime(2022, 4, 13, 22, tzinfo=SEOUL)
    study, problems, _ = read("4/13/2022 22:00", "5/4/2022 22:00", "5/5/2022 22:00")
    assert problems == []
    assert study.week_of[2].due_at == datetime(2022, 5, 4, 22, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("due", "handed_in", "in_time"),
    [
        ("2022-04-13 23:59", "2022-04-13 23:59:59.999", True),
        ("2022-04-13 23:59", "2022-04-14 00:00:00", False),
        ("2022-04-13 23:59:59", "2022-04-13 23:59:59.999999", True),
        ("2022-04-13 23:59:30", "2022-04-13 23:59:29.999", True),
        ("2022-04-13 23:59:30", "2022-04-13 23:59:30", False),
        ("2022-04-13 26:00", "2022-04-14 01:59:59.999", True),
        ("2022-04-13 26:00", "2022-04-14 02:00", False),
    ],
)
def test_an_answer_is_in_time_before_the_due_moment_alone(due: str, handed_in: str, in_time: bool) -> None:
    answers = tab(
        "Form Responses 1", "Timestamp | name | week | link", f"{handed_in} | 가람 | 1 | https://n.kr/1"
    )
    study, _ = reader.read(book(weeks=tab("weeks", "week | due_at", f"1 | {due}"), answers=answers))
    assert (study.submissions["submitted_at"][0] < study.week_of[1].due_at) is in_time

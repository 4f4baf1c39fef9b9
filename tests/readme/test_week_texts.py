"""Weeks, weeks of months and days, as groups write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.readme.week_texts import (
    Day,
    WeekOfMonth,
    parse_day,
    parse_month_number,
    parse_week,
    parse_week_of_month,
)
from tests.growth import LINEAR, find_growth


@pytest.mark.parametrize(
    ("text", "digits", "week"),
    [
        ("3주차", False, 3),
        ("3회차", False, 3),
        ("3rd week", False, 3),
        ("**Week 3**", False, 3),
        ("3", False, None),
        ("3", True, 3),
        ("0", True, None),
        ("1", True, 1),
        ("999", True, 999),
        ("1000", True, None),
        ("week02", False, 2),
        ("W6", False, 6),
        ("07주차", False, 7),
        ("제4주", False, 4),
        ("１주차", False, 1),
        ("🔥 2주차", False, 2),
        ("[1주차] 주제", False, 1),
        ("1주차\n(09.07 ~ 09.13)", False, 1),
        ("5주차 (09/28)", False, 5),
        ("1 (5/13)", True, 1),
        ("1 (5/13)", False, None),
        ("Week 1 (Sep 7)", False, 1),
        ("Week 1: May the force", False, 1),
        ("3월 1주차", False, None),
        ("W1 Sep", True, None),
        ("3주차, 4주차", False, None),
        ("1~2주차", False, None),
        ("0주차", False, None),
        ("OT", False, None),
        ("합계", True, None),
        ("9/13", True, None),
        ("1주차" + "가" * 117, False, 1),
        ("1주차" + "가" * 118, False, None),
    ],
)
def test_a_week_is_read_from_its_words_and_from_bare_digits_only_if_asked(
    text: str, digits: bool, week: int | None
) -> None:
    assert parse_week(text, digits=digits) == week


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("3월 1주차", WeekOfMonth(3, 1)),
        ("2026년 12월 5주", WeekOfMonth(12, 5)),
        ("W2 Sep", WeekOfMonth(9, 2)),
        ("October W1", WeekOfMonth(10, 1)),
        ("5월 첫째 주", WeekOfMonth(5, 1)),
        ("9월 2주차 (9/7~)", WeekOfMonth(9, 2)),
        ("13월 1주차", None),
        ("1주차", None),
        ("3월", None),
        ("1주차: 3월 회고", None),
    ],
)
def test_a_week_of_a_month_names_both_and_nothing_else(text: str, named: WeekOfMonth | None) -> None:
    assert parse_week_of_month(text) == named


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9/13", Day(None, 9, 13)),
        ("2026.09.07", Day(2026, 9, 7)),
        ("26-09-07 (월)", Day(2026, 9, 7)),
        ("9월 13일 ~ 9월 19일", Day(None, 9, 13)),
        ("Sep 13", Day(None, 9, 13)),
        ("13 Sep 2026", Day(2026, 9, 13)),
        ("2/29", Day(None, 2, 29)),
        ("2026.02.29", None),
        ("13/9", None),
        ("1주차", None),
        ("9.13 정렬", None),
    ],
)
def test_a_day_is_read_only_if_it_exists(text: str, day: Day | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "digits", "month"),
    [("3월", False, 3), ("03", True, 3), ("03", False, None), ("13", True, None), ("May", False, 5)],
)
def test_a_month_is_a_word_or_digits_if_asked(text: str, digits: bool, month: int | None) -> None:
    assert parse_month_number(text, digits=digits) == month


@given(st.text(st.sampled_from("1290/.-~주월일차Weekjan() \n가"), max_size=140))
def test_any_text_names_a_week_or_none(text: str) -> None:
    read_week(text)


@pytest.mark.parametrize("part", ["1", "1주차 ", "1/", "Week ", "1~", "(1.", " \n"])
def test_a_long_text_takes_linear_time(part: str) -> None:
    assert find_growth(read_week, lambda count: part * count, 5_000) < LINEAR


def read_week(text: str) -> None:
    parse_week(text, digits=True)
    parse_week_of_month(text)
    parse_day(text)

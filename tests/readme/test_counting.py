"""Counting weeks that are named by months and days."""

from datetime import date, timedelta

import pytest

from studylib.readme.choices import ASK, Choices, WeeksAre
from studylib.readme.counting import count_days, count_months
from studylib.readme.week_texts import Day, WeekOfMonth

CALENDAR = tuple(
    (n, date(2026, 9, 7) + timedelta(days=7 * (n - 1)), date(2026, 9, 13) + timedelta(days=7 * (n - 1)))
    for n in (1, 2, 3)
)


@pytest.mark.parametrize(
    ("named", "numbers"),
    [
        ([(3, 1), (3, 2), (4, 1)], [1, 2, 3]),
        ([(12, 5), (1, 1)], [1, 2]),
        ([(3, 4), (3, 4), (4, 1)], [1, 1, 2]),
        ([(3, 1), (3, 3)], None),
        ([(3, 1), (5, 1)], None),
        ([(3, 1), (4, 2)], None),
        ([], []),
    ],
)
def test_weeks_of_months_are_counted_only_if_they_follow_each_other(
    named: list[tuple[int, int]], numbers: list[int] | None
) -> None:
    assert count_months([WeekOfMonth(*each) for each in named], anyhow=False) == numbers


def test_weeks_of_months_are_counted_in_any_case_if_the_caller_says_so() -> None:
    assert count_months([WeekOfMonth(3, 1), WeekOfMonth(5, 3)], anyhow=True) == [1, 2]


@pytest.mark.parametrize(
    ("days", "numbers"),
    [
        ([(9, 13), (9, 20)], [1, 2]),
        ([(9, 20), (9, 13)], [2, 1]),
        ([(12, 28), (1, 4)], [1, 2]),
        ([(9, 13), (9, 19)], None),
        ([(9, 13), (9, 26)], [1, 2]),
        ([(9, 13), (9, 27)], None),
    ],
)
def test_days_are_counted_only_if_each_is_in_the_next_week(
    days: list[tuple[int, int]], numbers: list[int] | None
) -> None:
    assert count_days([Day(None, *each) for each in days], ASK) == numbers


def test_a_choice_decides_between_the_two_ways() -> None:
    days = [Day(2026, 9, 7), Day(2026, 9, 21)]
    assert count_days(days, Choices(weeks_are=WeeksAre.NUMBERS)) == [1, 2]
    assert count_days(days, Choices(weeks_are=WeeksAre.DATES)) == [1, 3]


@pytest.mark.parametrize(("day", "week"), [(6, None), (7, 1), (13, 1), (14, 2), (27, 3), (28, None)])
def test_by_the_calendar_a_day_is_in_the_week_that_holds_it(day: int, week: int | None) -> None:
    choices = Choices(weeks_are=WeeksAre.DATES, calendar=CALENDAR)
    assert count_days([Day(None, 9, day)], choices) == [week]


def test_a_table_that_begins_later_than_the_season_is_asked_about() -> None:
    assert count_days([Day(None, 9, 14), Day(None, 9, 21)], Choices(calendar=CALENDAR)) is None

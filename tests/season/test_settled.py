"""The month that a week counts in: the one that settled it, its own, or the first open one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from studylib.season import settled
from studylib.season.study import ClosedShare, Study
from tests.season import seasons
from tests.season.reference import SEOUL, Season

FOUR = Season(week_count=4)
"""Weeks 1 to 3 are due in 2022-04, week 4 on 2022-05-04."""
MAY, APRIL = datetime(2022, 5, 3, 12, tzinfo=SEOUL), datetime(2022, 4, 30, 12, tzinfo=SEOUL)


def close(season: Season, *closed: tuple[str, Sequence[int]]) -> Study:
    """The season's study with these months closed, each with the weeks that it settled."""
    rows = tuple(ClosedShare(month, "가람", 0, 0, 0, weeks=tuple(weeks)) for month, weeks in closed)
    return replace(seasons.study(season), settlements=rows)


def months(study: Study) -> list[str]:
    return [duty.month for duty in study.duties]


def test_without_closings_a_week_counts_in_the_month_of_its_last_second() -> None:
    study = close(FOUR)
    assert months(study) == ["2022-04", "2022-04", "2022-04", "2022-05"]
    assert {(duty.settled_in, duty.put_off_to) for duty in study.duties} == {(None, None)}


@pytest.mark.parametrize("weeks", [(1, 2, 3), ()])
def test_a_closed_month_keeps_its_weeks_with_a_list_and_without(weeks: Sequence[int]) -> None:
    study = close(FOUR, ("2022-04", weeks))
    assert [duty.settled_in for duty in study.duties] == ["2022-04"] * 3 + [None]
    assert months(study) == months(close(FOUR))


@pytest.mark.parametrize("due_at", [MAY, MAY.replace(month=6), MAY.replace(year=2023)])
def test_a_settled_week_stays_in_its_month_wherever_it_moves(due_at: datetime) -> None:
    study = close(replace(FOUR, extensions={3: due_at}), ("2022-04", (1, 2, 3)))
    assert (study.duties[2].month, study.duties[2].settled_in) == ("2022-04", "2022-04")
    assert study.duties[2].due_month == f"{due_at:%Y-%m}"


def test_without_a_list_a_week_that_moves_out_is_no_longer_settled() -> None:
    study = close(replace(FOUR, extensions={3: MAY}), ("2022-04", ()))
    assert (study.duties[2].month, study.duties[2].settled_in) == ("2022-05", None)


@pytest.mark.parametrize(
    ("later", "month"),
    [
        ([], "2022-05"),
        ([("2022-05", (9,))], "2022-06"),
        ([("2022-05", ()), ("2022-06", ()), ("2022-08", ())], "2022-07"),
    ],
)
def test_a_week_that_moves_into_a_closed_month_counts_in_the_first_open_one_after(
    later: list[tuple[str, Sequence[int]]], month: str
) -> None:
    study = close(replace(FOUR, extensions={4: APRIL}), ("2022-04", (1, 2, 3)), *later)
    duty = study.week_of[4].duties[0]
    assert (duty.due_month, duty.settled_in, duty.put_off_to, duty.month) == ("2022-04", None, month, month)


def test_a_week_that_two_months_settled_counts_in_the_earlier_one() -> None:
    study = close(FOUR, ("2022-05", (3, 4)), ("2022-04", (1, 2, 3)))
    assert months(study) == ["2022-04", "2022-04", "2022-04", "2022-05"]


def test_a_listed_week_is_not_settled_by_the_month_without_a_list_that_it_is_due_in() -> None:
    study = close(replace(FOUR, extensions={3: MAY}), ("2022-04", (1, 2, 3)), ("2022-05", ()))
    assert months(study) == ["2022-04", "2022-04", "2022-04", "2022-05"]


def test_a_study_without_its_closings_has_the_months_of_the_calendar_again() -> None:
    closed = close(replace(FOUR, extensions={3: MAY, 4: APRIL}), ("2022-04", (1, 2, 3)))
    assert months(closed) == ["2022-04", "2022-04", "2022-04", "2022-05"]
    assert months(replace(closed, settlements=())) == ["2022-04", "2022-04", "2022-05", "2022-04"]


@pytest.mark.parametrize(
    ("month", "after"), [("2022-11", "2022-12"), ("2022-12", "2023-01"), ("2099-12", "2100-01")]
)
def test_the_month_after_december_is_january(month: str, after: str) -> None:
    assert settled.next_month(month) == after


def test_an_open_month_is_found_from_the_month_itself_on() -> None:
    assert settled.find_open_month("2022-04", ()) == "2022-04"
    assert settled.find_open_month("2022-04", {"2022-05"}) == "2022-04"
    assert settled.find_open_month("2022-11", {"2022-11", "2022-12"}) == "2023-01"

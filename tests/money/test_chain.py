"""The order of the periods that are settled."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

import pytest

from studylib.money import chain
from studylib.season.kinds import Period
from studylib.season.study import ClosedShare, Study
from tests.season.duties import LONG_AFTER, make_study
from tests.season.reference import SEOUL

SEVEN = make_study(week_count=7)
"""Weeks 1 to 3 are due in 2022-04, weeks 4 to 7 in 2022-05."""
MAY = datetime(2022, 5, 1, tzinfo=SEOUL)


def order(study: Study, now: datetime = LONG_AFTER) -> list[str]:
    return list(chain.list_periods(study, {row.month for row in study.settlements}, now))


def close(*months: str, weeks: Collection[int] = (), settle: Period = Period.MONTH) -> Study:
    rows = tuple(ClosedShare(month, "가람", 0, 0, 0, weeks=tuple(weeks)) for month in months)
    return replace(SEVEN, settlements=rows, settle=settle)


def test_months_come_from_the_first_due_week_to_the_last_opened_one() -> None:
    assert order(SEVEN) == ["2022-04", "2022-05"]
    assert order(SEVEN, datetime(2022, 4, 20, tzinfo=SEOUL)) == ["2022-04"]
    assert order(SEVEN, datetime(2022, 4, 5, tzinfo=SEOUL)) == []


def test_closed_months_are_always_there_and_leave_no_gap() -> None:
    assert order(close("2022-02", weeks=[99]), datetime(2022, 4, 5, tzinfo=SEOUL)) == ["2022-02"]
    assert order(close("2022-07", weeks=[99]), MAY) == ["2022-04", "2022-05", "2022-06", "2022-07"]


@pytest.mark.parametrize(
    ("closed", "weeks", "settle", "periods"),
    [
        ([], [], Period.SEASON, ["season"]),
        (["2022-04"], [1, 2, 3], Period.SEASON, ["2022-04", "season"]),
        (["season"], [1, 2, 3], Period.SEASON, ["season", "2022-05"]),
        (["season"], [1, 2, 3], Period.MONTH, ["season", "2022-05"]),
        (["season"], [], Period.MONTH, ["season"]),
        (["2022-03", "season"], [4], Period.MONTH, ["2022-03", "season", "2022-04", "2022-05"]),
    ],
)
def test_the_season_comes_after_the_closed_months_and_before_the_open_ones(
    closed: list[str], weeks: list[int], settle: Period, periods: list[str]
) -> None:
    assert order(close(*closed, weeks=weeks, settle=settle)) == periods

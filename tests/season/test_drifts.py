"""Drifts: closed fines beside those that the rules give today."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from studylib.season import board, closings, drifts
from studylib.season.drifts import Drift
from studylib.season.study import ClosedShare, Excuse, Member, Study, Tier
from tests.season import seasons
from tests.season.reference import SEOUL, Season

LATER = datetime(2022, 6, 1, tzinfo=SEOUL)
CLOSED = tuple(
    ClosedShare("2022-04", member, fine, 0, 12_000, weeks=(1, 2, 3), week_fines=fines)
    for member, fine, fines in (("나래", 8_000, ((1, 4_000), (2, 4_000))), ("가람", 4_000, ((3, 4_000),)))
)
SEASON = Season(week_count=4, members=(Member("가람"), Member("나래")))


def list_drifts(season: Season) -> tuple[Drift, ...]:
    """The drifts of a season in which April is closed. Nobody hands anything in."""
    study: Study = replace(seasons.study(season), settlements=CLOSED)
    judged = board.judge(study, LATER)
    return drifts.list_drifts(judged, closings.list_unplaced(study, judged))


def test_a_closed_fine_that_stays_the_same_is_no_drift_and_an_open_month_has_none() -> None:
    excuses = (Excuse(1, "가람"), Excuse(2, "가람"), Excuse(3, "나래"))
    assert list_drifts(replace(SEASON, excuses=excuses)) == ()


def test_drifts_sum_the_weeks_that_differ_in_roster_order() -> None:
    assert list_drifts(SEASON) == (
        Drift("2022-04", "가람", (1, 2), 0, 8_000),
        Drift("2022-04", "나래", (3,), 0, 4_000),
    )


@pytest.mark.parametrize(("amount", "today"), [(3_999, 3_999), (4_000, None), (4_001, 4_001)])
def test_one_won_more_or_less_is_a_drift(amount: int, today: int | None) -> None:
    excuses = (Excuse(1, "가람"), Excuse(2, "가람"), Excuse(3, "나래"))
    tiers = (Tier("late", 12, 3_000), Tier("absent", None, amount))
    found = list_drifts(replace(SEASON, excuses=excuses, tiers=tiers))
    expected = (
        ()
        if today is None
        else (
            Drift("2022-04", "가람", (3,), 4_000, today),
            Drift("2022-04", "나래", (1, 2), 8_000, 2 * today),
        )
    )
    assert found == expected


def test_a_closed_fine_without_a_row_names_no_week_and_is_nothing_today() -> None:
    excuses = (Excuse(1, "가람"), Excuse(2, "가람"), Excuse(3, "나래"))
    members = (Member("가람"), Member("나래", left_on=date(2022, 4, 14)))
    found = list_drifts(replace(SEASON, excuses=excuses, members=members))
    assert found == (Drift("2022-04", "나래", (), 4_000, 0),)

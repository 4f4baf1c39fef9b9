"""Drifts: what closed fines would be today, by month and member."""

from dataclasses import replace
from datetime import datetime

import pytest

from studylib.season import board, closings, drifts
from studylib.season.closings import Unplaced
from studylib.season.drifts import Drift
from studylib.season.study import ClosedShare, Member
from tests.season import seasons
from tests.season.judged import LONG_AFTER
from tests.season.reference import SEOUL, Season

PAIR = Season(week_count=6, members=(Member("나래"), Member("가람")))
"""Both are absent six times for 4,000 won. Weeks 1 to 3 are due in 2022-04, weeks 4 to 6 in 2022-05."""
AT = datetime(2022, 6, 1, 9, tzinfo=SEOUL)
WEEKS = {"2022-04": (1, 2, 3), "2022-05": (4, 5, 6)}


def share(month: str, member: str, *fines: int) -> ClosedShare:
    recorded = tuple((week, fine) for week, fine in zip(WEEKS[month], fines, strict=True) if fine)
    return ClosedShare(month, member, sum(fines), 0, 0, AT, WEEKS[month], recorded)


def list_drifts(*rows: ClosedShare) -> tuple[Drift, ...]:
    study = replace(seasons.study(PAIR), settlements=rows)
    judged = board.judge(study, LONG_AFTER)
    return drifts.list_drifts(study, judged, closings.list_unplaced(study, judged))


AS_TODAY = (share("2022-04", "나래", 4_000, 4_000, 4_000), share("2022-04", "가람", 4_000, 4_000, 4_000))


def test_without_closed_months_and_with_the_fines_of_today_nothing_drifts() -> None:
    assert list_drifts() == ()
    assert list_drifts(*AS_TODAY) == ()


@pytest.mark.parametrize(("fine", "weeks"), [(3_999, (2,)), (4_000, ()), (4_001, (2,)), (0, (2,))])
def test_one_won_more_or_less_drifts_and_only_its_week_is_summed(fine: int, weeks: tuple[int, ...]) -> None:
    found = list_drifts(AS_TODAY[0], share("2022-04", "가람", 4_000, fine, 4_000))
    assert found == ((Drift("2022-04", "가람", weeks, fine, 4_000),) if weeks else ())


def test_fines_of_one_sum_drift_if_their_weeks_changed_places() -> None:
    found = list_drifts(AS_TODAY[0], share("2022-04", "가람", 0, 8_000, 4_000))
    assert found == (Drift("2022-04", "가람", (1, 2), 8_000, 8_000),)


def test_months_rise_and_members_keep_the_order_of_the_roster_whatever_that_of_the_rows() -> None:
    found = list_drifts(
        share("2022-05", "가람", 0, 0, 1),
        share("2022-05", "나래", 2, 0, 0),
        share("2022-04", "가람", 4_000, 3, 4_000),
        AS_TODAY[0],
    )
    assert found == (
        Drift("2022-04", "가람", (2,), 3, 4_000),
        Drift("2022-05", "나래", (4, 5, 6), 2, 12_000),
        Drift("2022-05", "가람", (4, 5, 6), 1, 12_000),
    )


def test_a_member_without_a_row_in_a_closed_month_drifts_by_all_of_today() -> None:
    assert list_drifts(AS_TODAY[1]) == (Drift("2022-04", "나래", (1, 2, 3), 0, 12_000),)


def test_a_closed_fine_that_no_row_has_drifts_without_a_week_and_after_the_members_of_its_month() -> None:
    gone = share("2022-04", "떠난이", 500, 0, 0)
    may = (share("2022-05", "나래", 0, 4_000, 4_000), share("2022-05", "가람", 4_000, 4_000, 4_000))
    assert list_drifts(gone, share("2022-04", "나래", 4_000, 4_000, 1), AS_TODAY[1], *may) == (
        Drift("2022-04", "나래", (3,), 1, 4_000),
        Drift("2022-04", "떠난이", (), 500, 0),
        Drift("2022-05", "나래", (4,), 0, 4_000),
    )


def test_a_fine_without_a_row_is_added_to_the_weeks_of_its_member() -> None:
    rows = (share("2022-04", "나래", 1, 0, 0), AS_TODAY[1])
    study = replace(seasons.study(PAIR), settlements=rows)
    judged = board.judge(study, LONG_AFTER)
    unplaced = [Unplaced("2022-04", "나래", 70, AT), Unplaced("2022-03", "가람", 5, None)]
    assert drifts.list_drifts(study, judged, unplaced) == (
        Drift("2022-03", "가람", (), 5, 0),
        Drift("2022-04", "나래", (1, 2, 3), 71, 12_000),
    )

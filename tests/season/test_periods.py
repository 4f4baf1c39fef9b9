"""The period of each row of the board: its month, or the whole season."""

from dataclasses import replace

import pytest

from studylib.season import board, periods
from studylib.season.kinds import Period
from studylib.season.study import ClosedShare, Study
from studylib.season.tasks import Task
from tests.season.duties import LONG_AFTER, make_study

ON_SATURDAY, AT_END = Task("읽기", from_week=4), Task("문제 풀이")
WHOLE = make_study([AT_END, ON_SATURDAY], week_count=4, settle=Period.SEASON)


def list_periods(study: Study) -> list[str]:
    return periods.find_periods(study, board.judge(study, LONG_AFTER)).tolist()


def test_each_month_is_a_period_of_its_own_unless_the_season_is_settled_as_a_whole() -> None:
    by_month = replace(WHOLE, settle=Period.MONTH)
    assert list_periods(by_month) == ["2022-04"] * 3 + ["2022-05"] * 2
    assert list_periods(WHOLE) == ["season"] * 5


def test_a_fine_keeps_its_month_in_a_season_that_is_settled_as_a_whole() -> None:
    assert board.judge(WHOLE, LONG_AFTER)["month"].tolist() == ["2022-04"] * 3 + ["2022-05"] * 2


@pytest.mark.parametrize("weeks", [(), (1, 2, 3, 4)])
def test_a_closed_season_has_all_its_weeks_with_a_list_and_without(weeks: tuple[int, ...]) -> None:
    closed = replace(WHOLE, settlements=(ClosedShare("season", "가람", 0, 0, 0, weeks=weeks),))
    assert list_periods(closed) == ["season"] * 5
    assert [duty.month for duty in closed.duties] == ["2022-04"] * 3 + ["2022-05"] * 2


def test_a_single_task_that_a_month_settled_is_in_that_month_and_the_rest_in_the_season() -> None:
    closed = replace(WHOLE, settlements=(ClosedShare("2022-04", "가람", 0, 0, 0, tasks=((4, "읽기"),)),))
    assert list_periods(closed) == ["season"] * 4 + ["2022-04"]


def test_a_week_that_the_closed_season_lacks_is_in_its_month() -> None:
    closed = replace(WHOLE, settlements=(ClosedShare("season", "가람", 0, 0, 0, weeks=(1, 2, 3)),))
    assert list_periods(closed) == ["season"] * 3 + ["2022-05"] * 2


def test_an_empty_board_has_no_periods() -> None:
    assert list_periods(replace(WHOLE, members=())) == []
    assert list_periods(make_study(settle=Period.SEASON, week_count=0)) == []


def test_a_period_is_named_as_people_say_it() -> None:
    assert [str(periods.name_period(each)) for each in ("2022-05", "season")] == ["2022-05", "the season"]

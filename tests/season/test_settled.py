"""The month that a week counts in: the one that settled it, its own, or the first open one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from studylib.season import settled
from studylib.season.kinds import Period
from studylib.season.study import ClosedShare, Study
from studylib.season.tasks import Due, Task
from tests.season import duties, seasons
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


# ---- single tasks ----

READ = Task("읽기", due=Due(timedelta(hours=24), weekday=5))
"""Due on Saturdays: in week 4 at the end of 2022-04-30. The week itself is due on 2022-05-04."""
SOLVE = Task("문제 풀이")


def close_tasks(tasks: Sequence[Task], *rows: ClosedShare, settle: Period = Period.MONTH) -> Study:
    return duties.make_study(tasks, week_count=5, settlements=rows, settle=settle)


def of_week(study: Study, number: int) -> dict[str | None, str | None]:
    return {duty.task.name: duty.settled_in for duty in study.week_of[number].duties}


APRIL_ROW = ClosedShare("2022-04", "가람", 0, 0, 0, weeks=(1, 2, 3), tasks=((4, "읽기"),))


def test_tasks_of_one_week_are_settled_in_two_months() -> None:
    study = close_tasks([SOLVE, READ], APRIL_ROW)
    assert of_week(study, 4) == {"문제 풀이": None, "읽기": "2022-04"}
    assert [duty.month for duty in study.week_of[4].duties] == ["2022-05", "2022-04"]
    assert list(settled.list_moved_out(study)) == []
    assert list(settled.list_moved_in(study)) == []
    assert list(settled.list_gone(study)) == []


@pytest.mark.parametrize("tasks", [[SOLVE, replace(READ, name="독서")], [replace(READ, name="독서")]])
def test_a_settled_task_that_got_another_name_is_still_settled(tasks: Sequence[Task]) -> None:
    study = close_tasks(tasks, APRIL_ROW)
    assert of_week(study, 4)["독서"] == "2022-04"
    assert list(settled.list_gone(study)) == []


def test_a_settled_task_that_was_split_is_settled_in_all_its_parts() -> None:
    study = close_tasks([replace(READ, name="앞"), replace(READ, name="뒤"), SOLVE], APRIL_ROW)
    assert of_week(study, 4) == {"앞": "2022-04", "뒤": "2022-04", "문제 풀이": None}


def test_all_tasks_that_a_settled_week_gets_later_are_settled_with_it() -> None:
    row = ClosedShare("2022-04", "가람", 0, 0, 0, weeks=(1, 2, 3))
    study = close_tasks([SOLVE, READ], row)
    assert of_week(study, 3) == {"문제 풀이": "2022-04", "읽기": "2022-04"}
    assert of_week(study, 4) == {"문제 풀이": None, "읽기": None}


def test_a_new_task_beside_a_settled_one_counts_in_the_next_open_month_and_is_told() -> None:
    study = close_tasks([SOLVE, READ, replace(READ, name="새 과제")], APRIL_ROW)
    (new,) = [duty for duty in study.week_of[4].duties if duty.task.name == "새 과제"]
    assert (new.settled_in, new.put_off_to) == (None, "2022-05")
    assert [(duty.task.name, month) for duty, month in settled.list_moved_in(study)] == [
        ("새 과제", "2022-04")
    ]


def test_a_settled_task_that_is_due_in_another_month_under_another_name_is_gone() -> None:
    study = close_tasks([replace(SOLVE, name="독서")], APRIL_ROW)
    assert of_week(study, 4) == {"독서": None}
    assert [(period, week.number, name) for period, week, name in settled.list_gone(study)] == [
        ("2022-04", 4, "읽기")
    ]


def test_a_settled_week_is_gone_once_no_task_takes_place_in_it() -> None:
    row = ClosedShare("2022-04", "가람", 0, 0, 0, weeks=(1, 2, 3))
    for task, gone in ((replace(SOLVE, from_week=3), [1, 2]), (replace(SOLVE, from_week=1), [])):
        assert [week.number for _, week, _ in settled.list_gone(close_tasks([task], row))] == gone


def test_a_settled_week_has_moved_only_if_none_of_its_tasks_is_due_in_its_month_any_more() -> None:
    row = ClosedShare("2022-04", "가람", 0, 0, 0, weeks=(1, 2, 3, 4))
    assert [duty.week for duty in settled.list_moved_out(close_tasks([SOLVE], row))] == [4]
    assert list(settled.list_moved_out(close_tasks([SOLVE, READ], row))) == []


# ---- the whole season ----


def test_an_open_season_takes_all_that_no_closed_month_settled() -> None:
    study = close_tasks([SOLVE, READ], APRIL_ROW, settle=Period.SEASON)
    assert [duty.period for duty in study.duties] == ["2022-04"] * 6 + ["season", "2022-04"] + ["season"] * 2
    assert settled.find_open_period(study, "2022-04") == "season"


@pytest.mark.parametrize(("weeks", "lacking"), [((), []), ((1, 2, 3, 4, 5), []), ((1, 2, 3, 4), [5])])
def test_a_week_that_the_closed_season_did_not_settle_has_moved_into_it(
    weeks: tuple[int, ...], lacking: list[int]
) -> None:
    row = ClosedShare("season", "가람", 0, 0, 0, weeks=weeks)
    study = close_tasks([SOLVE], row, settle=Period.SEASON)
    assert [(duty.week, period) for duty, period in settled.list_moved_in(study)] == [
        (week, "season") for week in lacking
    ]
    assert list(settled.list_moved_out(study)) == []

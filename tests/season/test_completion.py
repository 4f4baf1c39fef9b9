"""Who completed a season."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from studylib.season import board
from studylib.season.completion import Completion, is_over, list_completions
from studylib.season.kinds import TaskKind
from studylib.season.records import Arrival
from studylib.season.study import Excuse, Member, Study
from studylib.season.tasks import Task
from tests.season.duties import GARAM, LONG_AFTER, NARAE, answer, april, make_study

MS = timedelta(milliseconds=1)
HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


def season(done: int, late: int = 0, weeks: int = 10, **more: Any) -> Study:
    """가람 does the first weeks: so many on time, then so many late."""
    handed_in = [
        answer(april(13) + place * WEEK + (-MS if place < done else HOUR), week=place + 1)
        for place in range(done + late)
    ]
    return make_study(handed_in=handed_in, week_count=weeks, **more)


def complete(study: Study) -> Completion:
    return list_completions(study, board.judge(study, LONG_AFTER), LONG_AFTER)[0]


def test_a_season_is_over_once_its_last_duty_has_closed() -> None:
    study = make_study(week_count=2)
    end = april(20) + 12 * HOUR
    assert [is_over(study, end + each) for each in (-MS, MS * 0, MS)] == [False, True, True]
    assert not is_over(make_study(week_count=0), LONG_AFTER)


@pytest.mark.parametrize(("done", "complete_"), [(7, False), (8, True), (9, True)])
@pytest.mark.parametrize("late", [0, 3])
def test_at_least_four_fifths_of_the_weeks_are_done_on_time_or_late(
    done: int, late: int, complete_: bool
) -> None:
    found = complete(season(done - late, late))
    assert (found.done, found.asked, found.is_complete) == (done, 10, complete_)


@pytest.mark.parametrize(("least", "is_complete"), [(1, True), (70, True), (71, False), (100, False)])
def test_the_group_says_how_much_is_enough(least: int, is_complete: bool) -> None:
    assert complete(season(7, least_done=least)).is_complete is is_complete


@pytest.mark.parametrize(
    ("more", "figures"),
    [
        ({"excuses": tuple(Excuse(week, "가람") for week in (9, 10))}, (8, 8, True)),
        ({"excuses": tuple(Excuse(week, "가람") for week in range(1, 11))}, (8, 8, True)),
        ({"members": (Member("가람", joined_on=date(2022, 4, 14)),)}, (6, 10, False)),
        ({"members": (Member("가람", left_on=date(2022, 6, 14)),)}, (8, 10, False)),
        ({"members": (Member("가람", left_on=date(2022, 6, 15)),)}, (8, 10, True)),
    ],
)
def test_excused_weeks_are_not_asked_but_those_before_joining_are_and_who_left_has_not_completed(
    more: Mapping[str, Any], figures: tuple[int, int, bool]
) -> None:
    found = complete(season(8, **more))
    assert (found.done, found.asked, found.is_complete) == figures


def test_who_was_asked_nothing_has_not_completed() -> None:
    found = complete(make_study(week_count=1, excuses=(Excuse(1, "가람"),)))
    assert (found.asked, found.is_complete) == (0, False)


def test_a_week_is_done_if_all_of_its_tasks_are_and_an_unrecorded_meeting_is_not_asked() -> None:
    tasks = [Task("노트"), Task("모임", kind=TaskKind.ATTENDANCE), Task("발표", members=("나래",))]
    study = make_study(
        tasks,
        [answer(april(7), task="노트"), answer(april(14), task="노트", week=2)],
        members=(GARAM, NARAE),
        week_count=3,
        arrivals=(Arrival(2, "모임", "나래", arrived_at=april(18)),),
    )
    found = complete(study)
    assert (found.done, found.asked) == (1, 3)


@pytest.mark.parametrize("weeks", [0, 1])
def test_a_season_without_members_or_weeks_has_none(weeks: int) -> None:
    study = make_study(members=() if weeks else (GARAM,), week_count=weeks)
    found = list_completions(study, board.judge(study, LONG_AFTER), LONG_AFTER)
    assert [each.is_complete for each in found] == [] if weeks else [False]

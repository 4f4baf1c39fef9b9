"""Weeks on time in a row: what adds to a streak, what ends it, and what does neither."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from studylib.season import board
from studylib.season.kinds import Status, TaskKind
from studylib.season.records import Arrival, Pass
from studylib.season.streaks import Streak, count_streaks
from studylib.season.study import Break, Excuse, Member, Study
from studylib.season.tasks import Task
from tests.season.duties import GARAM, NARAE, answer, april, judge, make_study

DAY = timedelta(days=1)
MS = timedelta(milliseconds=1)
DUE = [april(13) + 7 * DAY * place for place in range(8)]
"""The due moments of weeks 1 to 8."""


def weeks_of(text: str, **more: Any) -> Study:
    """A season of 가람: a letter a week. ``o`` is in time, ``l`` late, ``e`` excused, ``.`` without an answer."""
    moments = {"o": -MS, "l": timedelta()}
    return make_study(
        handed_in=[
            answer(DUE[place] + moments[each], week=place + 1)
            for place, each in enumerate(text)
            if each in moments
        ],
        week_count=len(text),
        excuses=tuple(Excuse(place, "가람") for place, each in enumerate(text, 1) if each == "e"),
        **more,
    )


def count(study: Study, now: datetime) -> tuple[int, int]:
    """The first member's present and longest streak."""
    found = count_streaks(study, board.judge(study, now), now)[0]
    return found.present, found.longest


@pytest.mark.parametrize(
    ("text", "streak"),
    [
        ("oooo", (4, 4)),
        ("oolo", (1, 2)),
        ("ooo.", (0, 3)),
        ("ooel", (0, 2)),
        ("oeoe", (2, 2)),
        ("eeee", (0, 0)),
        ("o..oooel", (0, 3)),
    ],
)
def test_a_streak_counts_weeks_on_time_over_excuses_and_ends_at_any_other(
    text: str, streak: tuple[int, int]
) -> None:
    assert count(weeks_of(text), DUE[len(text) - 1] + 2 * DAY) == streak


@pytest.mark.parametrize(("now", "present"), [(DUE[2] - MS, 2), (DUE[2], 0), (DUE[2] + MS, 0)])
def test_a_week_to_hand_in_does_not_end_a_streak_until_it_is_due(now: datetime, present: int) -> None:
    assert count(weeks_of("oo."), now) == (present, 2)


@pytest.mark.parametrize(("now", "present"), [(DUE[0] - MS, 1), (DUE[0], 2), (DUE[0] + MS, 2)])
def test_a_week_handed_in_early_counts_once_it_is_the_present_one(now: datetime, present: int) -> None:
    study = make_study(handed_in=[answer(april(7), week=week) for week in (1, 2, 3)], week_count=3)
    assert count(study, now) == (present, present)


def test_a_pass_neither_ends_nor_adds() -> None:
    study = weeks_of("o.o", pass_count=1, passes=(Pass(april(14), 2, "가람"),))
    assert count(study, DUE[2]) == (2, 2)


def test_weeks_before_joining_and_after_leaving_do_not_count() -> None:
    joined = Member("가람", joined_on=date(2022, 4, 20))
    assert count(weeks_of("ooo", members=(joined,)), DUE[2]) == (1, 1)
    left = Member("가람", left_on=date(2022, 4, 19))
    assert count(weeks_of("oll", members=(left,)), DUE[2] + DAY) == (1, 1)


def test_a_break_of_the_group_or_of_the_member_does_not_end_a_streak() -> None:
    off = Break(date(2022, 4, 14), date(2022, 4, 15), member="가람")
    assert count(weeks_of("o.o", breaks=(off,)), DUE[2]) == (2, 2)


def tasks_of(tasks: Sequence[Task], *done: str, **more: Any) -> Study:
    answers = [answer(april(7), task=task) for task in done]
    return make_study(tasks, [*answers, answer(april(7), week=2, task=tasks[0].name)], week_count=2, **more)


@pytest.mark.parametrize(
    ("done", "now", "streak"), [(("글", "문제"), 1, 1), (("글",), -1, 0), (("글",), 0, 0)]
)
def test_a_week_is_on_time_only_with_all_its_tasks(done: tuple[str, ...], now: int, streak: int) -> None:
    assert count(tasks_of((Task("글"), Task("문제")), *done), DUE[0] + now * MS)[0] == streak


def test_a_task_that_is_excused_leaves_its_week_to_the_others() -> None:
    study = tasks_of((Task("글"), Task("문제")), "글", excuses=(Excuse(1, "가람", task="문제"),))
    assert count(study, DUE[0] + DAY) == (1, 1)


@pytest.mark.parametrize(
    ("status", "streak"), [(None, (1, 1)), (Status.ON_TIME, (2, 2)), (Status.ABSENT, (0, 1))]
)
def test_a_meeting_ends_a_streak_only_if_it_is_recorded(
    status: Status | None, streak: tuple[int, int]
) -> None:
    """The second week has a link in time and a meeting."""
    tasks = (Task("글"), Task("모임", kind=TaskKind.ATTENDANCE, from_week=2))
    arrivals = (Arrival(2, "모임", "가람", status=status),) if status else ()
    study = tasks_of(tasks, "글", arrivals=arrivals)
    assert judge(study, DUE[1] + DAY, "status")[-1] == (status or Status.OVERDUE)
    assert count(study, DUE[1] + DAY) == streak


def test_each_member_has_a_streak_in_roster_order() -> None:
    study = make_study(
        handed_in=[answer(april(7)), answer(DUE[0], member="나래")], members=(GARAM, NARAE, Member("다온"))
    )
    found = count_streaks(study, board.judge(study, DUE[0] + DAY), DUE[0] + DAY)
    assert found == (Streak("가람", 1, 1), Streak("나래", 0, 0), Streak("다온", 0, 0))


def test_a_season_without_weeks_has_no_streak() -> None:
    study = make_study(week_count=0)
    assert count(study, DUE[0]) == (0, 0)

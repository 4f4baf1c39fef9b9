"""The week that is proposed to a member who hands in."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from studylib.season import board
from studylib.season.kinds import TaskKind
from studylib.season.proposal import Proposal, propose_duty
from studylib.season.study import Member
from studylib.season.tasks import Task
from studylib.season.weeks import add_time
from studylib.workbook import answers
from tests.season import seasons
from tests.season.duties import GARAM, NARAE, make_study
from tests.season.reference import SEOUL, Answer, Season
from tests.season.seasons import MS

STUDY = seasons.study(
    Season(
        week_count=3,
        members=(Member("가람"), Member("나래")),
        answers=(Answer("가람", 1, datetime(2022, 4, 8, tzinfo=SEOUL), "https://a.example"),),
    )
)


def propose(member: str | None, now: datetime) -> int:
    return propose_duty(STUDY, board.judge(STUDY, now), member, now).week


@pytest.mark.parametrize(
    ("late", "expected"),
    [(-MS, 1), (timedelta(0), 1), (timedelta(hours=12) - MS, 1), (timedelta(hours=12), 2)],
)
def test_the_week_just_missed_is_proposed_until_it_closes(late: timedelta, expected: int) -> None:
    assert propose("나래", add_time(STUDY.week_of[1].due_at, late)) == expected


def test_a_member_in_time_is_proposed_the_present_week() -> None:
    assert propose("가람", STUDY.week_of[1].due_at) == 2


def test_without_a_member_the_present_week_is_proposed() -> None:
    assert propose(None, STUDY.week_of[1].due_at) == 2


def test_before_the_season_the_first_week_is_proposed_and_after_it_the_last() -> None:
    assert propose("나래", datetime(2022, 1, 1, tzinfo=SEOUL)) == 1
    assert propose("나래", datetime(2023, 1, 1, tzinfo=SEOUL)) == 3


# ---- tasks ----

MEETING = Task("모임", kind=TaskKind.ATTENDANCE)
TWO = (Task("글"), MEETING, Task("문제", from_week=2))


def propose_of(tasks: tuple[Task, ...], now: datetime, *done: tuple[int, str]) -> Proposal:
    study = make_study(tasks, members=(GARAM, NARAE), week_count=3)
    at = study.weeks[0].opens_at
    rows = [answers.Answer("가람", week, at, "https://a.kr", "", task) for week, task in done]
    study = replace(study, submissions=answers.make_frame(rows, study.timezone))
    return propose_duty(study, board.judge(study, now), "가람", now)


def test_the_only_task_of_links_is_proposed_even_if_a_meeting_was_missed_later() -> None:
    study = make_study(TWO, members=(GARAM, NARAE), week_count=3)
    assert propose_of(TWO, study.weeks[0].opens_at) == (1, "글")
    assert propose_of(TWO, study.weeks[0].due_at, (1, "글")) == (2, None)


def test_of_two_tasks_the_only_one_that_waits_is_proposed_and_else_none() -> None:
    week = make_study(TWO, members=(GARAM, NARAE), week_count=3).weeks[1]
    assert propose_of(TWO, week.due_at - MS, (2, "글")) == (2, "문제")
    assert propose_of(TWO, week.due_at - MS) == (2, None)
    assert propose_of(TWO, week.due_at, (2, "문제")) == (2, "글")
    assert propose_of(TWO, week.due_at - MS, (2, "글"), (2, "문제")) == (2, None)


def test_a_task_of_others_is_not_proposed() -> None:
    tasks = (Task("글"), Task("복습", members=("나래",)))
    assert propose_of(tasks, make_study(tasks).weeks[0].opens_at) == (1, "글")

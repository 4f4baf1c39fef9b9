"""The meetings that can be checked in to."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from studylib.season.check_in import (
    EARLY,
    count_arrivals,
    find_arrival,
    find_next_meeting,
    is_open,
    list_meetings,
    list_open_meetings,
)
from studylib.season.kinds import Status, TaskKind
from studylib.season.records import Arrival
from studylib.season.study import Tier
from studylib.season.tasks import Due, Task
from tests.season.duties import april, make_study

TIERS = (Tier("late", 1, 1_000), Tier("absent", None, 2_000))
MEETING = Task("모임", kind=TaskKind.ATTENDANCE, due=Due(timedelta(hours=19), weekday=5))
STUDY = make_study((Task("글"), MEETING), tiers=TIERS, week_count=2)
STARTS = april(9, 19)
MS = timedelta(milliseconds=1)


def test_only_meetings_are_listed() -> None:
    assert [(duty.week, duty.task.name) for duty in list_meetings(STUDY)] == [(1, "모임"), (2, "모임")]
    assert list_meetings(make_study()) == ()


@pytest.mark.parametrize(
    ("at", "is_in"),
    [
        (STARTS - EARLY - MS, False),
        (STARTS - EARLY, True),
        (STARTS - EARLY + MS, True),
        (STARTS, True),
        (STARTS + timedelta(hours=1) - MS, True),
        (STARTS + timedelta(hours=1), False),
        (STARTS + timedelta(hours=1) + MS, False),
    ],
)
def test_a_meeting_is_open_from_an_hour_before_it_starts_until_it_closes(at: datetime, is_in: bool) -> None:
    assert bool(list_open_meetings(STUDY, at)) is is_in
    assert is_open(list_meetings(STUDY)[0], at) is is_in


@pytest.mark.parametrize(("at", "week"), [(STARTS - MS, 1), (STARTS, 2), (april(30), None)])
def test_the_next_meeting_is_the_first_that_is_still_to_begin(at: datetime, week: int | None) -> None:
    found = find_next_meeting(STUDY, at)
    assert (found.week if found else None) == week


def test_arrivals_are_those_of_the_meeting_with_a_time() -> None:
    arrivals = (
        Arrival(1, "모임", "가람", STARTS),
        Arrival(1, "모임", "나래", status=Status.EXCUSED),
        Arrival(2, "모임", "다온", STARTS),
    )
    study, meeting = replace(STUDY, arrivals=arrivals), list_meetings(STUDY)[0]
    assert count_arrivals(study, meeting) == 1
    assert [find_arrival(study, meeting, name) for name in ("가람", "나래", "다온")] == [
        arrivals[0],
        arrivals[1],
        None,
    ]

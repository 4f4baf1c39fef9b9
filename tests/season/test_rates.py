"""Rates on time: what counts, and from when on."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from studylib.season import board
from studylib.season.kinds import TaskKind
from studylib.season.rates import Rate, rate_all, rate_members, rate_weeks, select_counted
from studylib.season.records import Arrival, Pass
from studylib.season.study import Break, Excuse, Member, Study
from studylib.season.tasks import Task
from tests.season.duties import GARAM, NARAE, answer, april, make_study

MS = timedelta(milliseconds=1)
HOUR = timedelta(hours=1)
DUE = april(13)
"""Week 1 is due. Its absence begins 12 hours later."""
LATER = april(30)


def rate(study: Study, now: datetime = LATER) -> tuple[int, int]:
    found = rate_all(select_counted(study, board.judge(study, now), now))
    return found.on_time, found.counted


@pytest.mark.parametrize(
    ("at", "counted"), [(DUE - MS, (1, 1)), (DUE, (0, 1)), (DUE + 13 * HOUR, (0, 1)), (None, (0, 1))]
)
def test_a_hand_in_is_on_time_until_due_and_late_or_absent_after(
    at: datetime | None, counted: tuple[int, int]
) -> None:
    assert rate(make_study(handed_in=[answer(at)] if at else [])) == counted


@pytest.mark.parametrize(("now", "counted"), [(DUE - MS, (0, 0)), (DUE, (1, 1)), (DUE + MS, (1, 1))])
def test_a_week_counts_from_its_due_moment_on_even_if_handed_in_early(
    now: datetime, counted: tuple[int, int]
) -> None:
    assert rate(make_study(handed_in=[answer(april(7))]), now) == counted


@pytest.mark.parametrize(
    "more",
    [
        {"excuses": (Excuse(1, "가람"),)},
        {"breaks": (Break(date(2022, 4, 8), date(2022, 4, 8), member="가람"),)},
        {"passes": (Pass(april(7), 1, "가람"),), "pass_count": 1},
        {"members": (Member("가람", joined_on=date(2022, 4, 7)),)},
        {"members": (Member("가람", left_on=date(2022, 4, 12)),)},
    ],
)
def test_excused_weeks_and_those_outside_of_membership_do_not_count(more: dict[str, Any]) -> None:
    assert rate(make_study(**more)) == (0, 0)


def test_what_is_handed_in_on_time_counts_in_spite_of_an_excuse() -> None:
    assert rate(make_study(handed_in=[answer(april(7))], excuses=(Excuse(1, "가람"),))) == (1, 1)


@pytest.mark.parametrize(
    ("arrivals", "counted"),
    [((), (0, 0)), ((Arrival(1, "모임", "가람", arrived_at=april(12)),), (1, 2))],
)
def test_a_meeting_counts_once_anything_of_it_is_recorded(
    arrivals: Sequence[Arrival], counted: tuple[int, int]
) -> None:
    meeting = Task("모임", kind=TaskKind.ATTENDANCE)
    assert rate(make_study([meeting], members=(GARAM, NARAE), arrivals=tuple(arrivals))) == counted


def test_rates_are_by_member_and_by_week_and_lack_what_has_no_row() -> None:
    new = Member("다온", joined_on=date(2022, 4, 25))
    study = make_study(
        handed_in=[answer(april(7)), answer(april(14), week=2, member="나래")],
        members=(GARAM, NARAE, new),
        week_count=4,
    )
    now = april(20)
    counted = select_counted(study, board.judge(study, now), now)
    assert rate_members(counted) == {"가람": Rate(1, 2), "나래": Rate(1, 2)}
    assert rate_weeks(counted) == {1: Rate(1, 2), 2: Rate(1, 2)}


@pytest.mark.parametrize(
    ("found", "percent"), [(Rate(0, 0), None), (Rate(199, 200), 99), (Rate(2, 3), 66), (Rate(3, 3), 100)]
)
def test_a_percent_is_rounded_down_so_that_100_means_all(found: Rate, percent: int | None) -> None:
    assert found.percent == percent

"""The week that is proposed to a member who hands in."""

from datetime import datetime, timedelta

import pytest

from studylib.season import board
from studylib.season.proposal import propose_duty
from studylib.season.study import Member
from studylib.season.weeks import add_time
from tests.season import seasons
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

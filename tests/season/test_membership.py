from datetime import date, datetime

import pytest

from studylib.season import membership
from studylib.season.study import Member
from tests.season import seasons
from tests.season.reference import SEOUL, Season


def test_attendance_is_members_by_weeks() -> None:
    members = (
        Member("가람"),
        Member("나래", joined_on=date(2022, 4, 13)),
        Member("다온", left_on=date(2022, 4, 20)),
    )
    study = seasons.study(Season(members=members))
    assert membership.find_judged(study.members, study.weeks).tolist() == [
        [True, True, True],
        [False, True, True],
        [True, True, False],
    ]


@pytest.mark.parametrize(
    ("joined", "first"),
    [(5, 1), (6, 1), (7, 2), (12, 2), (13, 2), (14, 3), (20, 3), (21, 4)],
)
def test_a_joiner_is_judged_from_the_first_week_that_opens_on_that_day_or_later(
    joined: int, first: int
) -> None:
    study = seasons.study(Season(members=(Member("가람", joined_on=date(2022, 4, joined)),)))
    (row,) = membership.find_judged(study.members, study.weeks).tolist()
    assert row == [week >= first for week in (1, 2, 3)]


@pytest.mark.parametrize(
    ("left", "last"),
    [(6, 0), (12, 0), (13, 1), (14, 1), (19, 1), (20, 2), (21, 2), (26, 2), (27, 3)],
)
def test_a_leaver_is_judged_for_the_weeks_whose_last_day_lies_before_that_day(left: int, last: int) -> None:
    study = seasons.study(Season(members=(Member("가람", left_on=date(2022, 4, left)),)))
    (row,) = membership.find_judged(study.members, study.weeks).tolist()
    assert row == [week <= last for week in (1, 2, 3)]


@pytest.mark.parametrize(("count", "weeks"), [(0, 3), (1, 0), (0, 0)])
def test_attendance_keeps_its_shape_without_members_or_weeks(count: int, weeks: int) -> None:
    study = seasons.study(Season(members=(Member("가람"),) * count, week_count=weeks))
    assert membership.find_judged(study.members, study.weeks).shape == (count, weeks)


def test_a_member_who_joins_and_leaves_within_one_week_is_judged_for_none() -> None:
    guest = Member("가람", joined_on=date(2022, 4, 14), left_on=date(2022, 4, 19))
    study = seasons.study(Season(members=(guest,)))
    assert not membership.find_judged(study.members, study.weeks).any()


def test_an_extension_into_the_time_after_leaving_frees_the_leaver_from_that_week() -> None:
    leaver = Member("가람", left_on=date(2022, 4, 13))
    moved = {1: datetime(2022, 4, 13, 0, 0, 1, tzinfo=SEOUL)}
    study = seasons.study(Season(week_count=1, members=(leaver,), extensions=moved))
    assert membership.find_judged(study.members, study.weeks).tolist() == [[False]]

"""The columns of the grid."""

from dataclasses import replace
from datetime import date

import pytest

from studylib.figures.slots import list_slots, round_day
from studylib.season import weeks
from studylib.season.study import DEFAULT_TIERS, Break, Topic
from tests.season.reference import SEOUL, Season
from tests.season.seasons import study

START = date(2022, 4, 6)


def test_weeks_without_a_break_stand_side_by_side() -> None:
    slots = list_slots(study(Season(starts_on=START, week_count=3)))
    assert [each.week.number for each in slots if each.week] == [1, 2, 3]
    assert (slots[0].first_day, slots[0].end_day) == (START, date(2022, 4, 13))


@pytest.mark.parametrize(
    ("last_day", "days"), [(date(2022, 4, 19), 7), (date(2022, 4, 20), 14), (date(2022, 4, 26), 14)]
)
def test_consecutive_skipped_weeks_are_one_narrow_column(last_day: date, days: int) -> None:
    off = Break(date(2022, 4, 13), last_day)
    first, gap, second = list_slots(study(Season(starts_on=START, week_count=2, breaks=(off,))))
    assert gap.week is None
    assert (gap.first_day, (gap.end_day - gap.first_day).days) == (first.end_day, days)
    assert second.first_day == gap.end_day


def test_a_season_without_weeks_has_no_columns() -> None:
    assert list_slots(study(Season(week_count=0))) == []


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2022, 4, 5), date.min),
        (START, START),
        (date(2022, 4, 12), START),
        (date(2022, 4, 13), date(2022, 4, 13)),
        (date(2022, 4, 19), date(2022, 4, 13)),
        (date(2022, 4, 20), date(2022, 4, 20)),
        (date(2022, 4, 26), date(2022, 4, 20)),
        (date(2022, 4, 27), date.max),
    ],
)
def test_all_days_of_a_column_are_rounded_to_its_first_one(day: date, first: date) -> None:
    off = Break(date(2022, 4, 13), date(2022, 4, 19))
    assert round_day(study(Season(starts_on=START, week_count=2, breaks=(off,))), day) == first


@pytest.mark.parametrize("cycle", [1, 5, 7, 14, 31])
def test_weeks_of_any_cycle_touch_one_another(cycle: int) -> None:
    topics = {number: Topic() for number in (1, 2, 3)}
    schedule = weeks.schedule_weeks(START, (), DEFAULT_TIERS, SEOUL, topics, cycle=cycle)
    found = list_slots(replace(study(Season(week_count=1)), weeks=schedule, cycle=cycle))
    assert [each.week and each.week.number for each in found] == [1, 2, 3]
    assert all((each.end_day - each.first_day).days == cycle for each in found)

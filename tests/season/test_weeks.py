from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from studylib.season import weeks
from studylib.season.study import DEFAULT_TIERS, Break, Tier, Topic, Week
from tests.season import reference, seasons
from tests.season.reference import SEOUL, Season
from tests.season.seasons import MS, NEW_YORK, PARIS

STARTS_ON = date(2022, 4, 6)


def calendar(
    *breaks: Break, count: int = 3, starts_on: date = STARTS_ON, zone: ZoneInfo = SEOUL
) -> tuple[Week, ...]:
    topics = {number: Topic() for number in range(1, count + 1)}
    return weeks.schedule_weeks(starts_on, breaks, DEFAULT_TIERS, zone, topics)


def seoul(month: int, day: int, hour: int = 0) -> datetime:
    return datetime(2022, month, day, hour, tzinfo=SEOUL)


# ---- the calendar ----


def test_weeks_follow_one_another_without_a_gap() -> None:
    assert [(week.number, week.opens_at, week.due_at) for week in calendar()] == [
        (1, seoul(4, 6), seoul(4, 13)),
        (2, seoul(4, 13), seoul(4, 20)),
        (3, seoul(4, 20), seoul(4, 27)),
    ]


def test_the_break_of_the_first_group_moves_its_second_week() -> None:
    """A break of two weeks, as the first group had it."""
    exams = Break(date(2022, 4, 13), date(2022, 4, 26))
    first, second, third = calendar(exams)
    assert (first.opens_at, first.due_at) == (seoul(4, 6), seoul(4, 13))
    assert (second.opens_at, second.due_at) == (seoul(4, 27), seoul(5, 4))
    assert third.opens_at == second.due_at


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "second_opens"),
    [
        (date(2022, 4, 1), date(2022, 4, 12), seoul(4, 20)),
        (date(2022, 4, 12), date(2022, 4, 12), seoul(4, 20)),
        (date(2022, 4, 13), date(2022, 4, 13), seoul(4, 20)),
        (date(2022, 4, 19), date(2022, 4, 19), seoul(4, 20)),
        (date(2022, 4, 19), date(2022, 4, 20), seoul(4, 27)),
        (date(2022, 4, 20), date(2022, 4, 20), seoul(4, 13)),
    ],
)
def test_a_break_takes_every_calendar_week_that_it_touches_by_one_day(
    starts_on: date, ends_on: date, second_opens: datetime
) -> None:
    found = calendar(Break(starts_on, ends_on))
    assert found[1].opens_at == second_opens


@pytest.mark.parametrize(
    ("ends_on", "first_opens"),
    [
        (date(2022, 4, 5), seoul(4, 6)),
        (date(2022, 4, 6), seoul(4, 13)),
        (date(2022, 4, 12), seoul(4, 13)),
        (date(2022, 4, 13), seoul(4, 20)),
    ],
)
def test_a_break_may_lie_at_the_start(ends_on: date, first_opens: datetime) -> None:
    (first, *_) = calendar(Break(date(2022, 3, 1), ends_on))
    assert first.opens_at == first_opens


def test_several_breaks_may_overlap_and_stand_in_any_order() -> None:
    late, early = (
        Break(date(2022, 4, 20), date(2022, 4, 22)),
        Break(date(2022, 4, 13), date(2022, 4, 20)),
    )
    assert calendar(late, early) == calendar(early, late)
    assert calendar(late, early)[1].opens_at == seoul(4, 27)


def test_a_personal_break_moves_no_week() -> None:
    assert calendar(Break(date(2022, 4, 13), date(2022, 4, 26), member="가람")) == calendar()


def test_a_week_without_a_row_keeps_its_place() -> None:
    (third,) = weeks.schedule_weeks(STARTS_ON, (), DEFAULT_TIERS, SEOUL, {3: Topic()})
    assert (third.number, third.opens_at) == (3, seoul(4, 20))


def test_a_season_without_rows_has_no_weeks() -> None:
    assert weeks.schedule_weeks(STARTS_ON, (), DEFAULT_TIERS, SEOUL, {}) == ()


@settings(max_examples=80)
@given(seasons.seasons())
def test_the_weeks_are_those_of_the_reference(season: Season) -> None:
    found = [
        tuple(moment.astimezone(UTC) for moment in (week.opens_at, week.due_at, week.closes_at))
        for week in seasons.study(season).weeks
    ]
    assert found == [reference.edges(season, number) for number in range(1, season.week_count + 1)]


@settings(max_examples=60)
@given(seasons.seasons())
def test_days_and_month_of_a_week_are_those_of_the_reference(season: Season) -> None:
    for week in seasons.study(season).weeks:
        last_day = reference.last_day(season, week.number)
        assert week.days == (reference.first_day(season, week.number), last_day)
        assert week.month == f"{last_day:%Y-%m}"


# ---- due moments ----


def test_a_week_is_due_the_last_second_of_its_seventh_day() -> None:
    (week,) = calendar(count=1)
    assert week.last_second == datetime(2022, 4, 12, 23, 59, 59, tzinfo=SEOUL)
    assert week.days == (date(2022, 4, 6), date(2022, 4, 12))


def test_an_extension_moves_its_own_week_alone() -> None:
    season = Season(week_count=3, extensions={2: seoul(4, 22, 18)})
    first, second, third = seasons.study(season).weeks
    plain = calendar()
    assert (first, third) == (plain[0], plain[2])
    assert (second.opens_at, second.due_at, second.closes_at) == (
        seoul(4, 13),
        seoul(4, 22, 18),
        seoul(4, 23, 6),
    )
    assert (second.extended, first.extended) == (True, False)


@pytest.mark.parametrize(
    ("due_at", "month"),
    [
        (seoul(5, 31, 23), "2022-05"),
        (seoul(6, 1), "2022-05"),
        (seoul(6, 1) + timedelta(seconds=1) - MS, "2022-05"),
        (seoul(6, 1) + timedelta(seconds=1), "2022-06"),
        (seoul(6, 2), "2022-06"),
    ],
)
def test_a_week_due_at_the_first_midnight_of_a_month_counts_for_the_month_before(
    due_at: datetime, month: str
) -> None:
    (week,) = seasons.study(Season(week_count=1, extensions={1: due_at})).weeks
    assert week.month == month


def test_the_month_of_a_week_is_that_of_its_own_zone() -> None:
    (week,) = calendar(count=1, starts_on=date(2022, 5, 25), zone=NEW_YORK)
    assert week.due_at.astimezone(SEOUL).month == 6
    assert week.month == "2022-05"


# ---- hours after due ----


@pytest.mark.parametrize(
    ("tiers", "closes_at"),
    [
        (DEFAULT_TIERS, seoul(4, 13, 12)),
        ((Tier("하루", 24, 1), Tier("이틀", 48, 2), Tier("결석", None, 3)), seoul(4, 15)),
        ((Tier("결석", None, 3),), seoul(4, 13)),
        ((Tier("반 시간", 0.5, 3), Tier("결석", None, 3)), seoul(4, 13) + timedelta(minutes=30)),
    ],
)
def test_a_week_closes_with_its_last_limited_tier(tiers: tuple[Tier, ...], closes_at: datetime) -> None:
    (week,) = weeks.schedule_weeks(STARTS_ON, (), tiers, SEOUL, {1: Topic()})
    assert week.closes_at == closes_at


@pytest.mark.parametrize(
    ("zone", "starts_on", "clock"),
    [
        (NEW_YORK, date(2022, 3, 6), datetime(2022, 3, 13, 13)),
        (NEW_YORK, date(2022, 10, 30), datetime(2022, 11, 6, 11)),
        (PARIS, date(2022, 3, 20), datetime(2022, 3, 27, 13)),
        (PARIS, date(2022, 10, 23), datetime(2022, 10, 30, 11)),
        (SEOUL, date(2022, 10, 23), datetime(2022, 10, 30, 12)),
    ],
)
def test_twelve_hours_after_due_are_twelve_real_hours_when_the_clocks_change(
    zone: ZoneInfo, starts_on: date, clock: datetime
) -> None:
    (week,) = calendar(count=1, starts_on=starts_on, zone=zone)
    assert week.closes_at.astimezone(UTC) - week.due_at.astimezone(UTC) == timedelta(hours=12)
    assert week.closes_at.replace(tzinfo=None) == clock


def test_a_week_in_which_the_clocks_change_opens_and_is_due_at_midnight_all_the_same() -> None:
    (week,) = calendar(count=1, starts_on=date(2022, 3, 9), zone=NEW_YORK)
    assert (week.opens_at.hour, week.due_at.hour) == (0, 0)
    assert week.due_at.astimezone(UTC) - week.opens_at.astimezone(UTC) == timedelta(days=7, hours=-1)


def test_a_day_whose_midnight_the_clocks_skip_begins_at_its_first_moment() -> None:
    """In Cairo 2023-04-28 began at 01:00."""
    cairo = ZoneInfo("Africa/Cairo")
    (week,) = calendar(count=1, starts_on=date(2023, 4, 21), zone=cairo)
    assert week.due_at.astimezone(UTC) == datetime(2023, 4, 27, 22, tzinfo=UTC)
    assert week.days == (date(2023, 4, 21), date(2023, 4, 27))


@pytest.mark.parametrize(
    ("due_at", "last_second"),
    [
        (datetime(2022, 3, 13, 3, tzinfo=NEW_YORK), datetime(2022, 3, 13, 6, 59, 59, tzinfo=UTC)),
        (datetime(2022, 11, 6, 1, tzinfo=NEW_YORK, fold=1), datetime(2022, 11, 6, 5, 59, 59, tzinfo=UTC)),
    ],
    ids=["forward", "back"],
)
def test_the_last_second_in_time_is_one_real_second_before_due_when_the_clocks_change(
    due_at: datetime, last_second: datetime
) -> None:
    (week,) = calendar(count=1, zone=NEW_YORK)
    extended = weeks.extend_week(week, due_at, DEFAULT_TIERS)
    assert extended.last_second.astimezone(UTC) == last_second


# ---- moments ----


@pytest.mark.parametrize("ms", [0, 1, 999, 1_000, 1_649_170_800_000, 4_102_444_799_999])
def test_milliseconds_and_moments_are_each_other_turned_round(ms: int) -> None:
    assert weeks.to_milliseconds(weeks.from_milliseconds(ms)) == ms
    assert weeks.to_milliseconds(weeks.from_milliseconds(ms).astimezone(SEOUL)) == ms


def test_milliseconds_are_rounded_down() -> None:
    assert weeks.to_milliseconds(seoul(4, 13) - timedelta(microseconds=1)) == weeks.to_milliseconds(
        seoul(4, 13) - MS
    )


def test_an_hour_that_is_there_twice_is_two_moments() -> None:
    once = datetime(2022, 11, 6, 1, 30, tzinfo=NEW_YORK)
    again = once.replace(fold=1)
    assert weeks.to_milliseconds(again) - weeks.to_milliseconds(once) == 3_600_000


# ---- the present week ----


@pytest.mark.parametrize(
    ("now", "number"),
    [
        (seoul(1, 1), 1),
        (seoul(4, 6) - MS, 1),
        (seoul(4, 6), 1),
        (seoul(4, 13) - MS, 1),
        (seoul(4, 13), 1),
        (seoul(4, 27) - MS, 1),
        (seoul(4, 27), 2),
        (seoul(4, 27) + MS, 2),
        (seoul(12, 31), 3),
    ],
)
def test_the_present_week_is_the_last_that_has_opened_and_before_the_season_the_first(
    now: datetime, number: int
) -> None:
    found = weeks.find_present_week(calendar(Break(date(2022, 4, 13), date(2022, 4, 26))), now)
    assert found is not None
    assert found.number == number


def test_without_weeks_there_is_no_present_week() -> None:
    assert weeks.find_present_week((), seoul(4, 6)) is None

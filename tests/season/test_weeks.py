from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.season import weeks
from studylib.season.kinds import Limit
from studylib.season.study import DEFAULT_TIERS, Break, Tier, Topic, Week
from studylib.season.tasks import UNNAMED, Duty
from tests.examples import many
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


@settings(max_examples=many(80))
@given(seasons.seasons())
def test_the_weeks_are_those_of_the_reference(season: Season) -> None:
    found = [
        tuple(moment.astimezone(UTC) for moment in (week.opens_at, week.due_at, week.closes_at))
        for week in seasons.study(season).weeks
    ]
    assert found == [reference.edges(season, number) for number in range(1, season.week_count + 1)]


@settings(max_examples=many(60))
@given(seasons.seasons())
def test_days_and_month_of_a_week_are_those_of_the_reference(season: Season) -> None:
    for week in seasons.study(season).weeks:
        last_day = reference.last_day(season, week.number)
        assert week.days == (reference.first_day(season, week.number), last_day)
        assert week.duties[0].month == f"{last_day:%Y-%m}"


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
    assert week.duties[0].month == month


def test_the_month_of_a_week_is_that_of_its_own_zone() -> None:
    (week,) = calendar(count=1, starts_on=date(2022, 5, 25), zone=NEW_YORK)
    assert week.due_at.astimezone(SEOUL).month == 6
    assert week.duties[0].month == "2022-05"


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


@pytest.mark.parametrize("ms", [-1, 0, 1])
def test_milliseconds_count_from_the_first_moment_of_1970_in_utc(ms: int) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + ms * MS
    assert weeks.to_milliseconds(moment) == ms
    assert weeks.from_milliseconds(ms) == moment


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


# ---- limits on the wall clock ----

BERLIN, LORD_HOWE, SAO_PAULO, BEIRUT = map(
    ZoneInfo, ("Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Beirut")
)
CHANGES = [
    (NEW_YORK, date(2022, 3, 13), 11.0),
    (NEW_YORK, date(2022, 11, 6), 13.0),
    (BERLIN, date(2022, 3, 27), 11.0),
    (BERLIN, date(2022, 10, 30), 13.0),
    (LORD_HOWE, date(2022, 10, 2), 11.5),
    (LORD_HOWE, date(2022, 4, 3), 12.5),
    (SAO_PAULO, date(2018, 11, 4), 11.0),
    (BEIRUT, date(2022, 3, 27), 11.0),
    (SEOUL, date(2022, 3, 27), 12.0),
]
"""Zones, a day on which their clocks change, and the real hours from its first moment to noon.

In São Paulo and Beirut that day has no midnight. In Seoul no clock changes.
"""


def end(limit: Limit, hours: float, due_at: datetime) -> datetime:
    (ends,) = weeks.list_ends((Tier("late", hours, 1, limit), Tier("absent", None, 2)), due_at)
    return ends


@pytest.mark.parametrize(("zone", "day", "real"), CHANGES)
def test_noon_is_noon_on_the_day_on_which_the_clocks_change(zone: ZoneInfo, day: date, real: float) -> None:
    (week,) = weeks.schedule_weeks(
        day - timedelta(days=7), (), (Tier("late", 12, 1, Limit.CLOCK),), zone, {1: Topic()}
    )
    assert week.closes_at.replace(tzinfo=None) == datetime.combine(day, time(12))
    assert week.closes_at.astimezone(UTC) - week.due_at.astimezone(UTC) == timedelta(hours=real)


@pytest.mark.parametrize(("zone", "day", "real"), CHANGES)
def test_a_day_later_is_the_next_midnight_although_the_clocks_change(
    zone: ZoneInfo, day: date, real: float
) -> None:
    due_at = weeks.find_midnight(day, zone)
    closes_at = end(Limit.DAYS, 24, due_at)
    assert closes_at.replace(tzinfo=None) == datetime.combine(day + timedelta(days=1), time())
    assert closes_at.astimezone(UTC) - due_at.astimezone(UTC) == timedelta(hours=12 + real)


@pytest.mark.parametrize(("zone", "day", "real"), CHANGES)
@pytest.mark.parametrize("limit", [Limit.CLOCK, Limit.DAYS])
def test_a_limit_on_the_wall_clock_ends_at_midnight_of_a_day_that_begins_late(
    zone: ZoneInfo, day: date, real: float, limit: Limit
) -> None:
    del real
    due_at = weeks.find_midnight(day - timedelta(days=1), zone)
    assert end(limit, 24, due_at).astimezone(UTC) == weeks.find_midnight(day, zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("limit", "hours", "due", "wall"),
    [
        (Limit.CLOCK, 12, datetime(2022, 4, 12, 22), datetime(2022, 4, 13, 12)),
        (Limit.CLOCK, 12, datetime(2022, 4, 13, 11, 59, 59), datetime(2022, 4, 13, 12)),
        (Limit.CLOCK, 12, datetime(2022, 4, 13, 12), datetime(2022, 4, 14, 12)),
        (Limit.CLOCK, 12, datetime(2022, 4, 13, 12, 0, 1), datetime(2022, 4, 14, 12)),
        (Limit.CLOCK, 24, datetime(2022, 4, 13), datetime(2022, 4, 14)),
        (Limit.CLOCK, 24, datetime(2022, 4, 12, 23, 59, 59), datetime(2022, 4, 13)),
        (Limit.DAYS, 24, datetime(2022, 4, 12, 22), datetime(2022, 4, 13, 22)),
        (Limit.DAYS, 36, datetime(2022, 4, 12, 22), datetime(2022, 4, 14, 10)),
        (Limit.DAYS, 168, datetime(2022, 3, 9), datetime(2022, 3, 16)),
    ],
)
@pytest.mark.parametrize("zone", [SEOUL, NEW_YORK])
def test_a_time_of_day_is_the_first_after_due_and_a_day_later_is_the_same_time(
    limit: Limit, hours: float, due: datetime, wall: datetime, zone: ZoneInfo
) -> None:
    assert end(limit, hours, due.replace(tzinfo=zone)).replace(tzinfo=None) == wall


@pytest.mark.parametrize(
    ("hours", "due", "utc"),
    [
        (2.5, datetime(2022, 3, 13), datetime(2022, 3, 13, 7, 30)),  # 02:30 is skipped, so 03:30
        (1.5, datetime(2022, 11, 6), datetime(2022, 11, 6, 5, 30)),  # the first 01:30 of two
        (1.5, datetime(2022, 11, 6, 1, 30), datetime(2022, 11, 6, 6, 30)),  # the second
        (1.5, datetime(2022, 11, 6, 1, 15, fold=1), datetime(2022, 11, 6, 6, 30)),
        (1.5, datetime(2022, 11, 6, 1, 30, fold=1), datetime(2022, 11, 7, 6, 30)),
        (1.5, datetime(2022, 11, 6, 1, 45, fold=1), datetime(2022, 11, 7, 6, 30)),
    ],
)
def test_a_time_of_day_that_is_skipped_or_comes_twice_is_the_next_one(
    hours: float, due: datetime, utc: datetime
) -> None:
    due_at = due.replace(tzinfo=NEW_YORK)
    assert end(Limit.CLOCK, hours, due_at).astimezone(UTC) == utc.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "utc"),
    [
        (datetime(2022, 11, 5, 0, 59, 59), datetime(2022, 11, 6, 4, 59, 59)),
        (datetime(2022, 11, 5, 1), datetime(2022, 11, 6, 5)),
        (datetime(2022, 11, 5, 1, 59, 59), datetime(2022, 11, 6, 5, 59, 59)),
        (datetime(2022, 11, 5, 2), datetime(2022, 11, 6, 7)),
    ],
)
def test_a_day_later_ends_at_the_first_of_two_times_that_the_clock_shows_twice(
    due: datetime, utc: datetime
) -> None:
    assert end(Limit.DAYS, 24, due.replace(tzinfo=NEW_YORK)).astimezone(UTC) == utc.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "wall"),
    [
        (datetime(2022, 3, 13, 1, 59, 59), datetime(2022, 3, 14, 1, 59, 59)),
        (datetime(2022, 3, 13, 3), datetime(2022, 3, 14, 2)),
        (datetime(2022, 3, 13, 3, 0, 1), datetime(2022, 3, 14, 3, 0, 1)),
    ],
)
def test_a_day_later_is_that_of_the_clock_before_a_change_up_to_its_moment_itself(
    due: datetime, wall: datetime
) -> None:
    """In New York the second after 2022-03-13 01:59:59 was 03:00:00."""
    assert end(Limit.DAYS, 24, due.replace(tzinfo=NEW_YORK)).replace(tzinfo=None) == wall


@pytest.mark.parametrize(
    ("hours", "utc"),
    [
        (23, datetime(2018, 2, 19, 2)),  # due then, so the next day
        (23.25, datetime(2018, 2, 18, 2, 15)),
        (24, datetime(2018, 2, 18, 3)),
        (0.25, datetime(2018, 2, 18, 3, 15)),
    ],
)
def test_a_time_of_day_may_come_again_on_the_day_to_which_the_clock_goes_back(
    hours: float, utc: datetime
) -> None:
    """In São Paulo the second after 2018-02-17 23:59:59 was 23:00:00 of the same day."""
    due_at = datetime(2018, 2, 17, 23, tzinfo=SAO_PAULO, fold=1)
    assert end(Limit.CLOCK, hours, due_at).astimezone(UTC) == utc.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [(1.5, 105), (1.75, 105), (2, 120), (2.25, 135), (2.75, 165)],
)
def test_a_tier_ends_later_if_the_clock_shows_less_because_it_went_back(hours: float, minutes: int) -> None:
    """In New York an hour after 2022-11-06 01:15 the clock showed 01:15 again."""
    tiers = (Tier("late", 1.75, 1), Tier("later", hours, 2), Tier("absent", None, 3))
    due_at = datetime(2022, 11, 6, tzinfo=NEW_YORK)
    ends = weeks.list_ends(tiers, due_at)
    assert [each.astimezone(UTC) - due_at.astimezone(UTC) for each in ends] == [
        timedelta(minutes=105),
        timedelta(minutes=minutes),
    ]


def test_a_deadline_of_23_59_before_a_day_without_midnight_is_prolonged_by_days_to_a_midnight() -> None:
    """The first moment of 2018-11-04 in São Paulo is 01:00."""
    due_at = datetime(2018, 11, 4, 1, tzinfo=SAO_PAULO)
    assert end(Limit.DAYS, 24, due_at) == datetime(2018, 11, 5, tzinfo=SAO_PAULO)
    assert end(Limit.CLOCK, 12, due_at) == datetime(2018, 11, 4, 12, tzinfo=SAO_PAULO)


@pytest.mark.parametrize(
    ("due", "ends", "stages"),
    [
        (datetime(2022, 4, 13), [datetime(2022, 4, 13, 12), datetime(2022, 4, 13, 13)], [0, 1, 2]),
        (datetime(2022, 4, 12, 22), [datetime(2022, 4, 13, 12), datetime(2022, 4, 13, 12)], [0, 2]),
        (datetime(2022, 4, 12, 23), [datetime(2022, 4, 13, 12), datetime(2022, 4, 13, 12)], [0, 2]),
        (datetime(2022, 4, 12, 23, 1), [datetime(2022, 4, 13, 12), datetime(2022, 4, 13, 12, 1)], [0, 1, 2]),
    ],
)
def test_nobody_falls_into_a_tier_that_would_end_before_the_one_before_it(
    due: datetime, ends: list[datetime], stages: list[int]
) -> None:
    tiers = (Tier("정오", 12, 1, Limit.CLOCK), Tier("13시간", 13, 2), Tier("absent", None, 3))
    due_at = due.replace(tzinfo=SEOUL)
    assert [each.replace(tzinfo=None) for each in weeks.list_ends(tiers, due_at)] == ends
    found = weeks.list_stages(tiers, Duty(1, UNNAMED, due_at, due_at, due_at, (0, 1, 2)))
    assert [place for place, _ in found] == stages
    assert found[0][1] == ends[0].replace(tzinfo=SEOUL)
    assert found[-1] == (2, None)


@settings(max_examples=many(50))
@given(
    st.sampled_from([NEW_YORK, BERLIN, LORD_HOWE, SAO_PAULO, BEIRUT]),
    st.datetimes(datetime(2017, 1, 1), datetime(2023, 1, 1)),
    st.integers(1, 24 * 3600),
)
def test_the_clock_shows_a_time_of_day_when_its_tier_ends_and_not_between(
    zone: ZoneInfo, due: datetime, seconds: int
) -> None:
    due_at = due.replace(microsecond=0, tzinfo=zone).astimezone(UTC).astimezone(zone)
    ends = end(Limit.CLOCK, seconds / 3600, due_at)
    real = ends.astimezone(UTC) - due_at.astimezone(UTC)
    assert timedelta(0) < real <= timedelta(hours=25)
    shown = timedelta(hours=ends.hour, minutes=ends.minute, seconds=ends.second)
    skipped = (shown - timedelta(seconds=seconds)) % timedelta(days=1)
    before = (ends.utcoffset() or timedelta()) - (due_at.utcoffset() or timedelta())
    assert skipped in (timedelta(0), before)


@pytest.mark.parametrize(("after", "ended"), [(-1, False), (0, True), (119_999, True), (120_000, False)])
def test_a_tier_has_just_ended_from_noon_on_for_the_time_of_delivery(after: int, ended: bool) -> None:
    """In New York noon of 2022-03-13 was 11 hours after midnight."""
    tiers = (Tier("late", 12, 1, Limit.CLOCK), Tier("absent", None, 2))
    (week,) = weeks.schedule_weeks(date(2022, 3, 6), (), tiers, NEW_YORK, {1: Topic()})
    now = datetime(2022, 3, 13, 12, tzinfo=NEW_YORK) + after * MS
    assert weeks.has_ended_within(weeks.DELIVERY, week.duties, tiers, now) is ended


NOON = datetime(2022, 4, 13, 12, tzinfo=SEOUL)


@pytest.mark.parametrize("edge", [NOON - timedelta(hours=12), NOON, NOON + timedelta(hours=12)])
@pytest.mark.parametrize("span", [timedelta(milliseconds=1), timedelta(seconds=1), weeks.DELIVERY])
def test_answers_may_be_on_their_way_from_each_edge_on_for_the_span_less_a_millisecond(
    edge: datetime, span: timedelta
) -> None:
    """The due moment is an edge, and so is the end of each of two late tiers."""
    tiers = (Tier("late", 12, 1), Tier("later", 24, 2), Tier("absent", None, 3))
    (week,) = weeks.schedule_weeks(date(2022, 4, 6), (), tiers, SEOUL, {1: Topic()})
    moments = (edge - MS, edge, edge + span - MS, edge + span, edge + span + MS)
    found = [weeks.has_ended_within(span, week.duties, tiers, now) for now in moments]
    assert found == [False, True, True, False, False]


@pytest.mark.parametrize(("week_count", "ended"), [(0, False), (1, False), (2, True), (3, True)])
def test_answers_of_any_week_may_be_on_their_way(week_count: int, ended: bool) -> None:
    tiers = (Tier("absent", None, 3),)
    topics = {number: Topic() for number in range(1, week_count + 1)}
    scheduled = weeks.schedule_weeks(date(2022, 4, 6), (), tiers, SEOUL, topics)
    duties = [duty for week in scheduled for duty in week.duties]
    now = datetime(2022, 4, 20, tzinfo=SEOUL)
    assert weeks.has_ended_within(weeks.DELIVERY, duties, tiers, now) is ended

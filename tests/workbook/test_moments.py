import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.workbook import moments
from studylib.workbook.cells import Cell
from studylib.workbook.dates import DateOrder
from studylib.workbook.values import CellError
from tests.examples import many
from tests.season.reference import SEOUL
from tests.season.seasons import NEW_YORK
from tests.workbook.reading import get_refusal

moment = partial(moments.parse_moment, zone=SEOUL)


DAY_0 = datetime(1899, 12, 30)

"""Day 0 of serial numbers (facts/sheets.md 1.2)."""


DEADLINE = datetime(2026, 4, 13)


def serial(at: datetime) -> float:
    """A moment as Google hands it over, in days: computed in one division, as a double."""
    return (at - DAY_0) / timedelta(days=1)


def naive(cell: Cell) -> datetime:
    return moment(cell).replace(tzinfo=None)


def test_every_whole_second_of_a_day_is_read_from_its_serial_number() -> None:
    """facts/sheets.md 1.4: of the usual recipes most get half of them wrong."""
    midnight = datetime(2026, 4, 12)
    seconds = [midnight + timedelta(seconds=second) for second in range(86_400)]
    assert [at for at in seconds if naive(serial(at)) != at] == []


@pytest.mark.parametrize(
    ("number", "at"),
    [
        (46124.99998842592, DEADLINE - timedelta(seconds=1)),
        (46124.999999988424, DEADLINE - timedelta(milliseconds=1)),
        (46125, DEADLINE),
        (46125.0, DEADLINE),
        (46125.000000011576, DEADLINE + timedelta(milliseconds=1)),
        (45449.39521054398, datetime(2024, 6, 6, 9, 29, 6, 191_000)),
        (36526, datetime(2000, 1, 1)),
        (73050.99999998843, datetime(2099, 12, 31, 23, 59, 59, 999_000)),
    ],
)
def test_the_milliseconds_around_a_deadline_stay_apart(number: float, at: datetime) -> None:
    assert naive(number) == at


@settings(max_examples=many(400))
@given(st.integers(0, 10 * 365 * 86_400_000))
def test_every_millisecond_is_read_from_its_serial_number(after: int) -> None:
    at = datetime(2020, 1, 1) + timedelta(milliseconds=after)
    assert naive(serial(at)) == at
    assert naive(float(f"{serial(at):.15g}")) == at


@settings(max_examples=many(100))
@given(st.integers(0, 10 * 365 * 86_400_000), st.integers(0, 999))
def test_a_datetime_and_a_text_are_cut_to_the_millisecond(after: int, off: int) -> None:
    at = datetime(2020, 1, 1) + timedelta(milliseconds=after)
    exact = at + timedelta(microseconds=off)
    assert naive(exact) == naive(exact.isoformat(" ")) == at


NOON = datetime(2026, 4, 9, 12)


TOLD = datetime(2026, 4, 9, 16, 39, 19)


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2026. 4. 9 오후 4:39:19", TOLD),
        ("2026. 4. 9. 오후 4:39:19", TOLD),
        ("2026.4.9 오후 04:39:19", TOLD),
        ("2026. 4. 9 16:39:19", TOLD),
        ("2026/04/09 4:39:19 오후 GMT+9", TOLD),
        ("2026/04/09 4:39:19 PM GMT+9", TOLD),
        ("2026-04-09 16:39:19", TOLD),
        ("2026-04-09T16:39:19", TOLD),
        ("2026-04-09T16:39:19+09:00", TOLD),
        ("2026-04-09T16:39:19+0900", TOLD),
        ("2026-04-09T07:39:19Z", TOLD),
        ("2026-04-09 03:39:19-04:00", TOLD),
        ("2026-04-09 16:39:19.000", TOLD),
        ("2026/4/9 16:39:19", TOLD),
        (unicodedata.normalize("NFD", "2026. 4. 9 오후 4:39:19"), TOLD),
        ("4/13/2026 16:39:19", datetime(2026, 4, 13, 16, 39, 19)),
        ("13/4/2026 16:39:19", datetime(2026, 4, 13, 16, 39, 19)),
        ("4/4/2026 16:39:19", datetime(2026, 4, 4, 16, 39, 19)),
        ("4/13/2026 4:39:19 PM", datetime(2026, 4, 13, 16, 39, 19)),
        ("2026. 4. 9 오전 12:00:00", datetime(2026, 4, 9)),
        ("2026. 4. 9 오후 12:00:00", NOON),
        ("2026-04-09 12:00 PM", NOON),
        ("2026-04-09 12:00", NOON),
        ("2026-04-09", datetime(2026, 4, 9)),
        ("2026-4-9", datetime(2026, 4, 9)),
        ("2026. 4. 9.", datetime(2026, 4, 9)),
        ("2026-04-12 23:59:59.999", DEADLINE - timedelta(milliseconds=1)),
        ("2026-04-12 23:59:59.9996", DEADLINE - timedelta(milliseconds=1)),
        ("2026-04-12 23:59:59.999999", DEADLINE - timedelta(milliseconds=1)),
        ("2026-04-12 23:59:59.999999999", DEADLINE - timedelta(milliseconds=1)),
        ("2026-04-12 23:59:59,9996", DEADLINE - timedelta(milliseconds=1)),
        (datetime(2026, 4, 12, 23, 59, 59, 999_999), DEADLINE - timedelta(milliseconds=1)),
        ("2026-04-12 23:59", DEADLINE - timedelta(minutes=1)),
        (datetime(2026, 4, 12, 23, 59, 59, 999_000), DEADLINE - timedelta(milliseconds=1)),
        (date(2026, 4, 9), datetime(2026, 4, 9)),
    ],
)
def test_a_moment_is_read_out_of_every_form_in_which_google_shows_one(cell: Cell, at: datetime) -> None:
    found = moment(cell)
    assert found.replace(tzinfo=None) == at
    assert found.tzinfo is SEOUL


@pytest.mark.parametrize("cell", ["4/5/2026 16:39:19", "05/04/2026", "12/1/2026 0:00:00"])
def test_a_date_that_may_be_day_month_or_month_day_is_refused(cell: str) -> None:
    why = f"“{cell}” may be day/month or month/day. Write it as 2022-04-06 23:59:59."
    assert get_refusal(moment, cell) == why
    assert get_refusal(moments.parse_day, cell) == why


@pytest.mark.parametrize(
    "cell",
    [
        "어제",
        "2026",
        "04-09",
        "2026-13-01",
        "2026-02-30",
        "2026-04-09 24:00",
        "2026-04-09 12:60",
        "2026-04-09 12:00:60",
        "2026-04-09 오후 13:00",
        "2026-04-09 오후 0:30",
        "2026-04/09",
        "31/31/2026",
        "2026-04-09 12:00 Asia/Seoul",
        "2026-04-09 12:00+25:00",
        "2026-04-09 오전 4:00 PM",
        "16:39:19",
        "-",
        "#N/A",
        "2026-04-09 12:00 +09:99",
        "0000-01-01",
        "2" * 10000,
        True,
        False,
        time(12),
        timedelta(1),
        "",
        None,
    ],
)
def test_other_cells_than_moments_are_refused(cell: Cell) -> None:
    assert get_refusal(moment, cell).endswith(
        " is no date or time. Write it as 2022-04-06 or 2022-04-06 23:59:59."
    )


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (1, "1899-12-31"),
        (0, "1899-12-30"),
        (-1.5, "1899-12-28"),
        (7, "1900-01-06"),
        (36525.99, "1999-12-31"),
        (73051, "2100-01-01"),
        (date(1900, 1, 1), "1900-01-01"),
        (datetime(1900, 1, 1, 12), "1900-01-01"),
        (datetime(1999, 12, 31, 23, 59, 59, 999_000), "1999-12-31"),
        (date(2100, 1, 1), "2100-01-01"),
        ("1900-01-01", "1900-01-01"),
        ("0001-01-01", "0001-01-01"),
        (20220406, None),
    ],
)
def test_dates_outside_of_2000_to_2099_are_refused(cell: Cell, day: str | None) -> None:
    if day is None:
        assert get_refusal(moment, cell)
    else:
        assert get_refusal(moment, cell) == f"{day} is outside 2000 to 2099. Write the date as 2022-04-06."


@pytest.mark.parametrize(
    "cell", [datetime.max, date.max, "9999-12-31 23:59:59.999999", datetime.min, date.min, "0001-01-01 00:00"]
)
@pytest.mark.parametrize("reader", [moment, moments.parse_day, moments.parse_month])
def test_the_ends_of_the_calendar_are_refused_too(reader: Callable[[Cell], object], cell: Cell) -> None:
    assert get_refusal(reader, cell)


def test_a_moment_without_an_offset_is_local_to_the_zone() -> None:
    assert moments.parse_moment("2022-04-06 12:00", NEW_YORK).astimezone(UTC) == datetime(
        2022, 4, 6, 16, tzinfo=UTC
    )


def test_a_repeated_hour_is_its_first_pass_unless_its_offset_says_otherwise() -> None:
    read = partial(moments.parse_moment, zone=NEW_YORK)
    utc = [read(f"2022-11-06 01:30:00{offset}").astimezone(UTC).hour for offset in ("", "-04:00", "-05:00")]
    assert utc == [5, 5, 6]


@pytest.mark.parametrize(
    "cell",
    [
        44657,
        44657.0,
        "2022-04-06",
        "2022. 4. 6",
        "2022. 4. 6.",
        "2022/4/6",
        date(2022, 4, 6),
        datetime(2022, 4, 6),
        "2022-04-06 00:00:00",
    ],
)
def test_a_day_is_read(cell: Cell) -> None:
    assert moments.parse_day(cell) == date(2022, 4, 6)
    assert type(moments.parse_day(cell)) is date


@pytest.mark.parametrize(
    "cell", [44657.5, "2022-04-06 12:00", datetime(2022, 4, 6, 0, 0, 1), "2022-04-06 00:00 +09:00"]
)
def test_a_day_with_a_time_of_day_is_refused(cell: Cell) -> None:
    assert get_refusal(moments.parse_day, cell).endswith(
        " has a time of day. Write the date alone, such as 2022-04-06."
    )


@pytest.mark.parametrize(
    "cell",
    [
        "2022-05",
        "2022-5",
        "2022/05",
        "2022. 5.",
        "2022년 5월",
        "2022년5월",
        "２０２２．５",
        "2022-05\u200b",
        date(2022, 5, 31),
        datetime(2022, 5, 1),
        44682,
        44682.0,
    ],
)
def test_a_month_is_read(cell: Cell) -> None:
    assert moments.parse_month(cell) == "2022-05"


@pytest.mark.parametrize("cell", ["season", "시즌", " Season ", "시\u200b즌"])
def test_a_whole_season_may_stand_in_the_place_of_a_month(cell: str) -> None:
    assert moments.parse_month(cell) == "season"


@pytest.mark.parametrize(
    "cell", ["2022-13", "2022-00", "1999-12", "2100-01", "5월", "May 2022", "05/2022", "", None]
)
def test_other_cells_than_months_are_refused(cell: Cell) -> None:
    assert get_refusal(moments.parse_month, cell)


def due(cell: Cell) -> datetime:
    return moments.parse_due(cell, SEOUL).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2022-04-13 23:58", datetime(2022, 4, 13, 23, 58)),
        ("2022-04-13 23:58:59", datetime(2022, 4, 13, 23, 58, 59)),
        ("2022-04-13 23:59", datetime(2022, 4, 14)),
        ("2022-04-13 23:59:00", datetime(2022, 4, 14)),
        ("2022-04-13 23:59:00.001", datetime(2022, 4, 13, 23, 59, 0, 1000)),
        ("2022-04-13 23:59:30", datetime(2022, 4, 13, 23, 59, 30)),
        ("2022-04-13 23:59:58", datetime(2022, 4, 13, 23, 59, 58)),
        ("2022-04-13 23:59:59", datetime(2022, 4, 14)),
        ("2022-04-13 23:59:59.999", datetime(2022, 4, 13, 23, 59, 59, 999_000)),
        ("2022-04-13 00:00", datetime(2022, 4, 13)),
        ("2022-04-13 00:59", datetime(2022, 4, 13, 0, 59)),
        ("2022. 4. 13 오후 11:59", datetime(2022, 4, 14)),
        ("2022년 4월 13일 23시 59분", datetime(2022, 4, 14)),
        ("2022-04-13T23:59:00+09:00", datetime(2022, 4, 14)),
        ("2022-12-31 23:59", datetime(2023, 1, 1)),
        (datetime(2022, 4, 13, 23, 59), datetime(2022, 4, 14)),
        (datetime(2022, 4, 13, 23, 59, 59), datetime(2022, 4, 14)),
        (datetime(2022, 4, 13, 23, 59, 30), datetime(2022, 4, 13, 23, 59, 30)),
        (datetime(2022, 4, 13, 22), datetime(2022, 4, 13, 22)),
        (serial(datetime(2022, 4, 13, 23, 59)), datetime(2022, 4, 14)),
        (serial(datetime(2022, 4, 13, 23, 59, 59)), datetime(2022, 4, 14)),
        (serial(datetime(2022, 4, 13, 23, 58, 59)), datetime(2022, 4, 13, 23, 58, 59)),
        (date(2022, 4, 13), datetime(2022, 4, 13)),
        (44664, datetime(2022, 4, 13)),
    ],
)
def test_a_deadline_of_23_59_lasts_through_that_minute_and_any_other_is_the_moment_itself(
    cell: Cell, at: datetime
) -> None:
    assert due(cell) == at


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2022-04-13 23:00", datetime(2022, 4, 13, 23)),
        ("2022-04-13 24:00", datetime(2022, 4, 14)),
        ("2022-04-13 24:00:01", datetime(2022, 4, 14, 0, 0, 1)),
        ("2022-04-13 26:00", datetime(2022, 4, 14, 2)),
        ("2022년 4월 13일 26시", datetime(2022, 4, 14, 2)),
        ("2022-04-30 25:30", datetime(2022, 5, 1, 1, 30)),
        ("2022-04-13 47:58", datetime(2022, 4, 14, 23, 58)),
        ("2022-04-13 47:59", datetime(2022, 4, 15)),
    ],
)
def test_hours_of_a_deadline_run_into_the_next_day(cell: str, at: datetime) -> None:
    assert due(cell) == at


@pytest.mark.parametrize("cell", ["2022-04-13 48:00", "2022-04-13 24:60", "2022-04-13 오후 26:00", "26:00"])
def test_other_hours_are_no_deadline(cell: str) -> None:
    assert get_refusal(due, cell)


@pytest.mark.parametrize("cell", ["2022-04-13 24:00", "2022-04-13 26:00"])
def test_only_deadlines_have_hours_of_the_next_day(cell: str) -> None:
    assert get_refusal(moment, cell)
    assert get_refusal(moments.parse_day, cell)


def test_a_deadline_through_a_minute_before_the_clocks_change_ends_one_real_minute_later() -> None:
    """In Cairo clocks go from 23:59:59 to 01:00 on 2023-04-28."""
    through = moments.parse_due("2023-04-27 23:59", ZoneInfo("Africa/Cairo"))
    assert through.astimezone(UTC) == datetime(2023, 4, 27, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "alone"),
    [
        ("2022-04-13", True),
        ("2022. 4. 13 (수)", True),
        ("2022-04-13 00:00", False),
        ("2022-04-13 24:00", False),
        (date(2022, 4, 13), True),
        (datetime(2022, 4, 13), False),
        (44664, True),
        (44664.5, False),
    ],
)
def test_a_date_alone_is_known_from_a_moment_as_far_as_the_cell_tells(cell: Cell, alone: bool) -> None:
    assert moments.is_day_alone(cell, DateOrder.UNKNOWN) is alone


MILLISECONDS = st.integers(0, 10 * 365 * 86_400_000).map(
    lambda after: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(milliseconds=after)
)


@settings(max_examples=many(200))
@given(MILLISECONDS, st.sampled_from([SEOUL, NEW_YORK, ZoneInfo("Africa/Cairo")]))
def test_every_moment_that_studyboard_writes_is_read_back(at: datetime, zone: ZoneInfo) -> None:
    read = partial(moments.parse_moment, zone=zone)
    assert read(moments.write_moment(at, zone)).astimezone(UTC) == at
    assert read(moments.write_with_offset(at, zone)).astimezone(UTC) == at
    assert moment(moments.write_with_offset(at)).astimezone(UTC) == at


@settings(max_examples=many(300))
@given(
    MILLISECONDS
    | st.builds(
        lambda day, second: datetime.combine(day, time(), UTC) + timedelta(seconds=second),
        st.dates(date(2022, 1, 1), date(2023, 12, 31)),
        st.sampled_from([0, 54_000, 53_940, 53_999, 86_340, 86_399, 14_400, 75_600, 79_200]),
    ),
    st.sampled_from([SEOUL, NEW_YORK, ZoneInfo("Africa/Cairo"), ZoneInfo("UTC")]),
)
def test_every_due_moment_that_studyboard_writes_is_read_back(at: datetime, zone: ZoneInfo) -> None:
    cell = moments.write_due(at, zone)
    assert moments.parse_due(cell, zone).astimezone(UTC) == at
    assert not moments.is_day_alone(cell, DateOrder.UNKNOWN)


def test_a_deadline_at_midnight_is_written_as_people_say_it() -> None:
    midnight = datetime(2022, 5, 18, tzinfo=SEOUL)
    assert moments.write_due(midnight, SEOUL) == datetime(2022, 5, 17, 23, 59)
    assert moments.write_due(midnight + timedelta(hours=22), SEOUL) == datetime(2022, 5, 18, 22)


# ---- the clock ----

EDGES = st.builds(
    lambda day, after: datetime.combine(day, time(), UTC) + timedelta(milliseconds=after),
    st.sampled_from(
        [date(2000, 1, 1), date(2100, 1, 1), date(1970, 1, 1), date(2200, 6, 1), date(9999, 1, 1)]
    ),
    st.integers(-86_400_000, 86_400_000),
)


@settings(max_examples=many(300))
@given(EDGES | MILLISECONDS, st.sampled_from([SEOUL, NEW_YORK, ZoneInfo("Africa/Cairo"), ZoneInfo("UTC")]))
def test_a_clock_is_refused_if_what_it_says_could_not_be_read_again(at: datetime, zone: ZoneInfo) -> None:
    for cell in (moments.write_moment(at, zone), moments.write_with_offset(at.astimezone(zone))):
        if moments.explain_clock(at, zone) is None:
            assert moments.parse_moment(cell, zone).astimezone(UTC) == at
        else:
            with pytest.raises(CellError):
                moments.parse_moment(cell, zone)


@pytest.mark.parametrize(
    ("first", "refused"),
    [
        (datetime(2000, 1, 1, tzinfo=SEOUL), [True, False, False]),
        (datetime(2100, 1, 1, tzinfo=SEOUL), [False, True, True]),
    ],
)
def test_a_clock_is_refused_before_2000_and_from_2100_on(first: datetime, refused: list[bool]) -> None:
    around = (first - timedelta(milliseconds=1), first, first + timedelta(milliseconds=1))
    assert [moments.explain_clock(at, SEOUL) is not None for at in around] == refused


@pytest.mark.parametrize(
    ("days", "refused"),
    [((-41,), False), ((-42,), True), ((0, -42), True), ((36_483,), False), ((36_484,), True)],
)
def test_a_clock_is_refused_if_one_of_the_days_around_it_could_not_be_read_again(
    days: tuple[int, ...], refused: bool
) -> None:
    at = datetime(2000, 2, 11, tzinfo=SEOUL)
    assert (moments.explain_clock(at, SEOUL, *days) is not None) is refused


@pytest.mark.parametrize("at", [datetime.max, datetime.min])
def test_the_ends_of_the_calendar_are_no_clock(at: datetime) -> None:
    for zone in (SEOUL, NEW_YORK):
        why = moments.explain_clock(at.replace(tzinfo=UTC), zone)
        assert why is not None
        assert at.date().isoformat() in str(why)


@pytest.mark.parametrize(
    ("day", "read"),
    [
        (date(1999, 12, 31), False),
        (date(2000, 1, 1), True),
        (date(2099, 12, 31), True),
        (date(2100, 1, 1), False),
    ],
)
def test_a_day_lies_within_2000_to_2099(day: date, read: bool) -> None:
    if read:
        assert moments.parse_day(day) == day
    else:
        assert "is outside 2000 to 2099" in get_refusal(moments.parse_day, day)


@pytest.mark.parametrize("days", [float("nan"), float("inf"), float("-inf"), 1e300, -1e300, 1e15])
def test_a_number_that_counts_no_days_is_refused(days: float) -> None:
    assert get_refusal(moment, days)
    assert get_refusal(moments.parse_day, days)

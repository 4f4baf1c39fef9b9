import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studylib.workbook import links, moments, values
from studylib.workbook.cells import Cell
from tests.season import seasons
from tests.season.reference import SEOUL
from tests.season.seasons import NEW_YORK

NAN, INF = float("nan"), float("inf")
HUGE = [10**15, -(10**15), 10**400, 10**5_000, 1e308, -1e308, NAN, INF, -INF]
DAY_0 = datetime(1899, 12, 30)
"""Day 0 of serial numbers (facts/sheets.md 1.2)."""

moment = partial(moments.parse_moment, zone=SEOUL)


def refusal(reader: Callable[[Cell], object], cell: Cell) -> str:
    """The sentence with which the reader refuses the cell."""
    with pytest.raises(values.CellError) as refused:
        reader(cell)
    assert str(refused.value) == str(refused.value.why)
    return str(refused.value)


# ---- texts ----


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("", ""),
        ("  가람 \n", "가람"),
        (unicodedata.normalize("NFD", "가람"), "가람"),
        (2, "2"),
        (2.0, "2"),
        (-0.0, "0"),
        (2.5, "2.5"),
        (10**15, "1000000000000000"),
        (1e15, "1000000000000000"),
        (True, "TRUE"),
        (False, "FALSE"),
        (NAN, "nan"),
        (INF, "inf"),
        (date(2022, 4, 6), "2022-04-06"),
        (datetime(2022, 4, 6, 1, 2, 3), "2022-04-06 01:02:03"),
        (time(1, 2), "01:02:00"),
        (timedelta(hours=12), "12:00:00"),
        ("<b>**가람**</b>", "<b>**가람**</b>"),
    ],
)
def test_a_cell_is_a_text_as_people_see_it(cell: Cell, text: str) -> None:
    assert values.show_text(cell) == text


@pytest.mark.parametrize(
    "cell",
    ["Email Address", "  email  ADDRESS ", "EMAIL\n\tADDRESS", "email\u00a0address", "email\u3000address"],
)
def test_texts_are_compared_without_regard_to_case_and_spaces(cell: str) -> None:
    assert values.fold(cell) == "email address"


def test_texts_are_compared_without_regard_to_the_way_hangul_is_composed() -> None:
    apart = unicodedata.normalize("NFD", "타임스탬프")
    assert apart != "타임스탬프"
    assert values.fold(apart) == "타임스탬프"


@pytest.mark.parametrize(
    ("cell", "blank"),
    [
        (None, True),
        ("", True),
        (" \t\n\u3000", True),
        (0, False),
        (0.0, False),
        (False, False),
        ("-", False),
        (NAN, False),
    ],
)
def test_only_nothing_and_white_space_are_blank(cell: Cell, blank: bool) -> None:
    assert values.is_blank(cell) is blank


# ---- numbers ----


@pytest.mark.parametrize(
    ("cell", "number"),
    [(3, 3), (3.0, 3), ("3", 3), (" 3 ", 3), ("+3", 3), ("-3", -3), ("3.0", 3), ("007", 7), (0, 0)],
)
def test_a_whole_number_is_read(cell: Cell, number: int) -> None:
    assert values.parse_whole(cell) == number
    assert type(values.parse_whole(cell)) is int


@pytest.mark.parametrize("cell", [3.5, "3.5", "-0.1"])
def test_a_fraction_is_no_whole_number(cell: Cell) -> None:
    assert (
        refusal(values.parse_whole, cell) == f"“{cell}” is not a whole number. Write digits only, such as 3."
    )


@pytest.mark.parametrize(
    "cell",
    ["셋", "3번", "1e3", "0x10", "1_000", "١", "--3", "3 4", "1" * 10_000, True, False, date(2022, 4, 6)],
)
def test_what_is_no_number_is_refused(cell: Cell) -> None:
    assert refusal(values.parse_whole, cell).endswith(" is not a number. Write digits only, such as 3.")


@pytest.mark.parametrize(
    "reader",
    [
        values.parse_whole,
        values.parse_amount,
        values.parse_hours,
        values.parse_week,
        moment,
        moments.parse_day,
    ],
)
@pytest.mark.parametrize("cell", HUGE, ids=lambda cell: f"{cell:.0e}" if isinstance(cell, float) else "int")
def test_huge_numbers_and_what_is_no_number_at_all_are_refused(
    reader: Callable[[Cell], object], cell: Cell
) -> None:
    assert refusal(reader, cell)


@pytest.mark.parametrize(
    ("cell", "won"),
    [
        (3_000, 3_000),
        (3_000.0, 3_000),
        (0, 0),
        ("3000", 3_000),
        ("3,000", 3_000),
        ("3,000원", 3_000),
        ("₩3,000", 3_000),
        (" ₩ 1,234,567 원 ", 1_234_567),
        (1_000_000_000, 1_000_000_000),
    ],
)
def test_an_amount_is_an_integer_number_of_won(cell: Cell, won: int) -> None:
    assert values.parse_amount(cell) == won
    assert type(values.parse_amount(cell)) is int


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (-1, "The amount -1 is negative. Write 0 or more won."),
        ("-3,000원", "The amount -3000 is negative. Write 0 or more won."),
        (3_000.5, "“3000.5” is not a whole number. Write digits only, such as 3."),
        (1_000_000_001, "The amount 1000000001 is too large. Write at most 1000000000 won."),
        ("3,00", "“3,00” is not a number. Write digits only, such as 3."),
        ("3천원", "“3천원” is not a number. Write digits only, such as 3."),
        ("$3", "“$3” is not a number. Write digits only, such as 3."),
        (True, "“TRUE” is not a number. Write digits only, such as 3."),
        (NAN, "“nan” is not a number. Write digits only, such as 3."),
    ],
)
def test_what_is_no_amount_is_refused(cell: Cell, why: str) -> None:
    assert refusal(values.parse_amount, cell) == why


def test_an_amount_may_be_negative_where_money_is_paid_out() -> None:
    paid = partial(values.parse_amount, negative=True)
    assert [paid("-16,000원"), paid(-16_000), paid(0)] == [-16_000, -16_000, 0]
    assert refusal(paid, -1_000_000_001).startswith("The amount -1000000001 is too large.")


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        (12, 12),
        (0.5, 0.5),
        ("12", 12),
        ("12시간", 12),
        ("1.5 h", 1.5),
        ("12 Hours", 12),
        (0, 0),
        (8_784, 8_784),
    ],
)
def test_hours_after_due_are_read(cell: Cell, hours: float) -> None:
    assert values.parse_hours(cell) == hours


@pytest.mark.parametrize("cell", [-1, "-0.5", 8_784.5, 8_785])
def test_hours_lie_within_a_year(cell: Cell) -> None:
    assert refusal(values.parse_hours, cell).endswith(
        " hours is outside 0 to 8784. Write the hours after due."
    )


@pytest.mark.parametrize("cell", ["정오", "시간", "12:00", True, time(12), timedelta(hours=12)])
def test_what_is_no_number_of_hours_is_refused(cell: Cell) -> None:
    assert refusal(values.parse_hours, cell).endswith(" is not a number. Write digits only, such as 3.")


# ---- weeks ----


@pytest.mark.parametrize(
    "cell",
    [
        3,
        3.0,
        "3",
        " 3 ",
        "03",
        "3주차",
        "3 주차",
        "3주",
        "제3주차",
        "제 3 주차",
        "Week 3",
        "week3",
        "WEEK  3",
        "w3",
        "3주차 RNNs",
        "3주차: RNNs",
        "3주차 Lecture 10: Testing",
        "Week 3: RNNs",
        "Week 3 RNNs",
        "Week 3 - RNNs",
        "3주차\nRNNs",
        unicodedata.normalize("NFD", "3주차"),
    ],
)
def test_a_week_is_read_out_of_every_form_that_names_one(cell: Cell) -> None:
    assert values.parse_week(cell) == 3


@pytest.mark.parametrize(
    "cell",
    [
        "3주차, 4주차",
        "3주차 4주차",
        "3주차~4주차",
        "3, 4주차",
        "3,4",
        "3-4",
        "3~4주차",
        "Week 3, Week 4",
        "Week 3-4",
        "Week 3, 4",
        "Week 3 & 4",
        "Week 3 - 4",
        "3주차, 4",
        "3주차/4",
        "3주차 ~ 4",
        "3주차 및 4",
        "3주차와 4",
    ],
)
def test_a_cell_that_names_two_weeks_names_none(cell: str) -> None:
    assert refusal(values.parse_week, cell) == f"“{cell}” names no week. Write one, as 3 or 3주차."


@pytest.mark.parametrize(
    "cell",
    [
        0,
        -1,
        1000,
        3.5,
        "0",
        "0주차",
        "1000",
        "셋째 주",
        "RNNs",
        "week",
        "주차",
        "",
        None,
        True,
        "3.5",
        "3번째",
        date(2022, 3, 3),
        datetime(2022, 3, 3),
        time(3),
        NAN,
        INF,
        "2022-04-06",
        "3" * 10000,
        "3" + "a" * 10000,
    ],
)
def test_what_names_no_week_is_refused(cell: Cell) -> None:
    assert refusal(values.parse_week, cell).endswith(" names no week. Write one, as 3 or 3주차.")


def test_a_week_must_be_one_of_the_season_where_they_are_known() -> None:
    assert values.parse_week("3주차", among={1, 2, 3}) == 3
    why = refusal(partial(values.parse_week, among={1, 2}), "3주차")
    assert why == "The season has no week 3. Write one of the weeks tab."


# ---- moments ----

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


@settings(max_examples=400)
@given(st.integers(0, 10 * 365 * 86_400_000))
def test_every_millisecond_is_read_from_its_serial_number(after: int) -> None:
    at = datetime(2020, 1, 1) + timedelta(milliseconds=after)
    assert naive(serial(at)) == at
    assert naive(float(f"{serial(at):.15g}")) == at


@settings(max_examples=100)
@given(st.integers(0, 10 * 365 * 86_400_000), st.integers(-499, 499))
def test_a_datetime_a_fraction_of_a_millisecond_off_is_the_nearest_millisecond(after: int, off: int) -> None:
    at = datetime(2020, 1, 1) + timedelta(milliseconds=after)
    assert naive(at + timedelta(microseconds=off)) == at


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
        ("2026-04-12 23:59:59.9996", DEADLINE),
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
    assert refusal(moment, cell) == why
    assert refusal(moments.parse_day, cell) == why


@pytest.mark.parametrize(
    "cell",
    [
        "어제",
        "2026",
        "04-09",
        "9 April 2026",
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
def test_what_is_no_moment_is_refused(cell: Cell) -> None:
    assert refusal(moment, cell).endswith(
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
        assert refusal(moment, cell)
    else:
        assert refusal(moment, cell) == f"{day} is outside 2000 to 2099. Write the date as 2022-04-06."


@pytest.mark.parametrize(
    "cell", [datetime.max, date.max, "9999-12-31 23:59:59.999999", datetime.min, date.min, "0001-01-01 00:00"]
)
@pytest.mark.parametrize("reader", [moment, moments.parse_day, moments.parse_month])
def test_the_ends_of_the_calendar_are_refused_too(reader: Callable[[Cell], object], cell: Cell) -> None:
    assert refusal(reader, cell)


def test_a_moment_without_an_offset_is_local_to_the_zone() -> None:
    assert moments.parse_moment("2022-04-06 12:00", NEW_YORK).astimezone(UTC) == datetime(
        2022, 4, 6, 16, tzinfo=UTC
    )


def test_an_hour_that_is_there_twice_is_the_first_unless_its_offset_says_otherwise() -> None:
    read = partial(moments.parse_moment, zone=NEW_YORK)
    utc = [read(f"2022-11-06 01:30:00{offset}").astimezone(UTC).hour for offset in ("", "-04:00", "-05:00")]
    assert utc == [5, 5, 6]


# ---- days and months ----


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
    assert refusal(moments.parse_day, cell).endswith(
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
        date(2022, 5, 31),
        datetime(2022, 5, 1),
        44682,
        44682.0,
    ],
)
def test_a_month_is_read(cell: Cell) -> None:
    assert moments.parse_month(cell) == "2022-05"


@pytest.mark.parametrize(
    "cell", ["2022-13", "2022-00", "1999-12", "2100-01", "5월", "May 2022", "05/2022", "", None]
)
def test_what_is_no_month_is_refused(cell: Cell) -> None:
    assert refusal(moments.parse_month, cell)


# ---- links ----


@pytest.mark.parametrize(
    "cell",
    [
        "https://n.kr",
        "http://n.kr/a",
        "HTTPS://N.KR/A",
        "https://n.kr:8080/a?b=c#d",
        "https://github.com/g/S/blob/main/Week1/Week%201%20:%20Fundamentals.md",
        "https://노션.kr/한글",
        "https://[::1]/a",
        "https://n.kr/" + "a" * 10_000,
    ],
)
def test_a_link_is_http_or_https_and_is_kept_as_it_is_written(cell: str) -> None:
    assert links.parse_link(cell) == cell
    assert links.parse_link(f"  {cell}\n") == cell


BAD_LINKS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://n.kr/a",
    "mailto:a@x.kr",
    "n.kr/a",
    "www.n.kr",
    "//n.kr/a",
    "/a",
    "https:",
    "https://",
    "https:///a",
    "https://:80/a",
    "https:n.kr",
    "https://n.kr:99999/",
    "https://n.kr:port/",
    "https://[::1/",
    "https://n.kr/a b",
    "https://n.kr/\ta",
    "https://n.kr/a\x00b",
    "https://n.kr/a\x7fb",
    "https://n.kr/a\u2028b",
    "https://n.kr/\u3000a",
    "https://n.kr/<script>",
    'https://n.kr/"onclick="x',
    "https://n.kr\\@x.kr",
    "-",
    "x" * 10_000,
    3,
    True,
    NAN,
    date(2022, 4, 6),
    "",
    None,
]


@pytest.mark.parametrize("cell", BAD_LINKS)
def test_what_is_no_link_is_refused(cell: Cell) -> None:
    assert refusal(links.parse_link, cell).endswith(
        " is not a link. Write one that begins with https://, without spaces."
    )


def test_a_cell_with_several_links_holds_one_a_line() -> None:
    cell = "https://n.kr/1\n\n  https://n.kr/2 \r\nhttps://n.kr/3\n"
    assert links.parse_links(cell) == ("https://n.kr/1", "https://n.kr/2", "https://n.kr/3")


@pytest.mark.parametrize("cell", ["https://n.kr/1\njavascript:alert(1)", "https://n.kr/1\n그리고 이것도"])
def test_one_bad_line_makes_the_whole_cell_unreadable(cell: str) -> None:
    assert refusal(links.parse_links, cell).endswith(
        " is not a link. Write one that begins with https://, without spaces."
    )


def test_two_links_on_one_line_are_refused() -> None:
    assert "without spaces" in refusal(links.parse_links, "https://n.kr/1 https://n.kr/2")


@pytest.mark.parametrize("cell", ["", None, " \n "])
def test_a_cell_without_a_link_says_so(cell: Cell) -> None:
    assert refusal(links.parse_links, cell) == "There is no link. Write one that begins with https://."


def test_a_curriculum_cell_holds_links_and_plain_texts() -> None:
    cell = "https://n.kr/1\nChapter 3: CNNs\n2장"
    assert links.parse_references(cell) == ("https://n.kr/1", "Chapter 3: CNNs", "2장")


@pytest.mark.parametrize("cell", ["javascript:alert(1)", "Chapter 1\nDATA:text/html,x", "ftp://n.kr/a"])
def test_an_address_of_another_scheme_is_no_reference(cell: str) -> None:
    assert " is not a link." in refusal(links.parse_references, cell)


# ---- zones ----


@pytest.mark.parametrize("name", ["Asia/Seoul", "America/New_York", "UTC", " Europe/Paris "])
def test_a_zone_is_known_by_its_iana_name(name: str) -> None:
    assert values.parse_zone(name).key == name.strip()


@pytest.mark.parametrize(
    "cell",
    ["Asia/Pyeongchang", "KST+9", "GMT-07:00", "Asia", "../etc/passwd", "/etc/passwd", "a" * 10_000, 9, True],
)
def test_an_unknown_zone_is_refused(cell: Cell) -> None:
    assert refusal(values.parse_zone, cell).startswith("There is no time zone “")
    assert refusal(values.parse_zone, cell).endswith("”. Write an IANA name, such as Asia/Seoul.")


# ---- every reader ----

READERS: list[Callable[[Cell], Any]] = [
    values.parse_whole,
    values.parse_amount,
    partial(values.parse_amount, negative=True),
    values.parse_hours,
    values.parse_week,
    partial(values.parse_week, among={1, 2}),
    moment,
    partial(moments.parse_moment, zone=NEW_YORK),
    moments.parse_day,
    moments.parse_month,
    links.parse_link,
    links.parse_links,
    links.parse_references,
    values.parse_zone,
]


@settings(max_examples=400)
@given(seasons.CELLS)
@example("\ud800")
@example(datetime.max)
def test_no_reader_raises_anything_but_unreadable(cell: Cell) -> None:
    for reader in READERS:
        with suppress(values.CellError):
            reader(cell)
    values.show_text(cell)
    values.fold(cell)
    values.is_blank(cell)


@pytest.mark.parametrize("reader", [each for each in READERS if each is not links.parse_references])
def test_a_refusal_quotes_no_more_than_a_line_of_a_long_cell(reader: Callable[[Cell], Any]) -> None:
    why = refusal(reader, "<b>\n" * 2_500)
    assert len(why) < 250
    assert "\n" not in why


@pytest.mark.parametrize(
    ("reader", "cell"),
    [
        (values.parse_hours, "1{}x"),
        (values.parse_amount, "-{}x"),
        (values.parse_amount, "1{}x"),
        (values.parse_week, "3{}x"),
        (moments.parse_month, "2022{}x"),
        (moment, "2022. 4. 6{}x"),
        (moment, "2022-04-06 12:00{}x"),
        (links.parse_link, "https://n.kr/{}x"),
        (values.parse_zone, "Asia/{}Seoul"),
    ],
)
def test_ten_thousand_blanks_in_a_cell_are_refused_like_any_other_text(
    reader: Callable[[Cell], Any], cell: str
) -> None:
    """A pattern that tries two runs of blanks against each other takes seconds here, and minutes for 50,000."""
    assert refusal(reader, cell.format(" " * 10_000))

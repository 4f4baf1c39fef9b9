import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studylib.workbook import links, moments, values
from studylib.workbook.cells import Cell
from tests.examples import many
from tests.growth import LINEAR, find_growth
from tests.season import seasons
from tests.season.reference import SEOUL
from tests.season.seasons import NEW_YORK
from tests.workbook.reading import get_refusal

NAN, INF = float("nan"), float("inf")
HUGE = [10**15, -(10**15), 10**400, 10**5_000, 1e308, -1e308, NAN, INF, -INF]

moment = partial(moments.parse_moment, zone=SEOUL)


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
        get_refusal(values.parse_whole, cell)
        == f"“{cell}” is not a whole number. Write digits only, such as 3."
    )


@pytest.mark.parametrize(
    "cell",
    ["셋", "3번", "1e3", "0x10", "1_000", "١", "--3", "3 4", "1" * 10_000, True, False, date(2022, 4, 6)],
)
def test_other_cells_than_numbers_are_refused(cell: Cell) -> None:
    assert get_refusal(values.parse_whole, cell).endswith(" is not a number. Write digits only, such as 3.")


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
def test_huge_numbers_nan_and_infinity_are_refused(reader: Callable[[Cell], object], cell: Cell) -> None:
    assert get_refusal(reader, cell)


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
        (3.0, 3),
        ("3천원", 3_000),
        ("1만 5천원", 15_000),
        ("３，０００원", 3_000),
        ("999,999,999원", 999_999_999),
        ("100,000만원", 1_000_000_000),
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
        ("100,001만원", "The amount 1000010000 is too large. Write at most 1000000000 won."),
        ("3,00", "“3,00” is not an amount of won. Write digits only, such as 3000."),
        ("삼천원", "“삼천원” is not an amount of won. Write digits only, such as 3000."),
        ("$3", "“$3” is not an amount of won. Write digits only, such as 3000."),
        ("3.5", "“3.5” is not a whole number. Write digits only, such as 3."),
        (
            "3.000",
            "“3.000” may be thousands or a fraction. Write the amount without a point, such as 3,000.",
        ),
        (
            "１２．５００원",
            "“12.500원” may be thousands or a fraction. Write the amount without a point, such as 3,000.",
        ),
        (True, "“TRUE” is not a number. Write digits only, such as 3."),
        (NAN, "“nan” is not a number. Write digits only, such as 3."),
    ],
)
def test_other_cells_than_amounts_are_refused(cell: Cell, why: str) -> None:
    assert get_refusal(values.parse_amount, cell) == why


def test_an_amount_may_be_negative_if_money_is_paid_out() -> None:
    paid = partial(values.parse_amount, negative=True)
    assert [paid("-16,000원"), paid(-16_000), paid(0)] == [-16_000, -16_000, 0]
    assert [paid("−1만 6천원"), paid("₩-16,000"), paid("-₩ 16,000")] == [-16_000] * 3
    assert get_refusal(paid, -1_000_000_001).startswith("The amount -1000000001 is too large.")


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
        ("30분", 0.5),
        ("1일", 24),
        ("2 days", 48),
        ("1시간 30분", 1.5),
        ("１２시간", 12),
        ("366일", 8_784),
        ("8783시간 59분", 8_783 + 59 / 60),
    ],
)
def test_hours_after_due_are_read(cell: Cell, hours: float) -> None:
    assert values.parse_hours(cell) == hours


@pytest.mark.parametrize("cell", [-1, "-0.5", 8_784.5, 8_785, "8784시간 1분", "366일 1초"])
def test_hours_lie_within_a_year(cell: Cell) -> None:
    assert get_refusal(values.parse_hours, cell).endswith(
        " hours is outside 0 to 8784. Write the hours after due."
    )


@pytest.mark.parametrize(
    "cell", ["정오", "12:00", "12시", "시간", "1일 25시간", True, time(12), timedelta(hours=12)]
)
def test_other_cells_than_hours_are_refused(cell: Cell) -> None:
    assert get_refusal(values.parse_hours, cell).endswith(" is not a number. Write digits only, such as 3.")


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
        "3회차",
        "제 3 회차",
        "3차시: RNNs",
        "[3주차] RNNs",
        "3주차（4/20）",
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
        "3,4회차",
        "3회차 ~ 4회차",
    ],
)
def test_a_cell_that_names_two_weeks_names_none(cell: str) -> None:
    assert get_refusal(values.parse_week, cell) == f"“{cell}” names no week. Write one, as 3 or 3주차."


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
def test_cells_without_a_week_are_refused(cell: Cell) -> None:
    assert get_refusal(values.parse_week, cell).endswith(" names no week. Write one, as 3 or 3주차.")


def test_a_week_must_be_one_of_the_season_if_its_weeks_are_known() -> None:
    assert values.parse_week("3주차", among={1, 2, 3}) == 3
    why = get_refusal(partial(values.parse_week, among={1, 2}), "3주차")
    assert why == "The season has no week 3. Write one of the weeks tab."


# ---- zones ----


@pytest.mark.parametrize("name", ["Asia/Seoul", "America/New_York", "UTC", " Europe/Paris "])
def test_a_zone_is_known_by_its_iana_name(name: str) -> None:
    assert values.parse_zone(name).key == name.strip()


@pytest.mark.parametrize(
    "cell",
    ["Asia/Pyeongchang", "KST+9", "GMT-07:00", "Asia", "../etc/passwd", "/etc/passwd", "a" * 10_000, 9, True],
)
def test_an_unknown_zone_is_refused(cell: Cell) -> None:
    assert get_refusal(values.parse_zone, cell).startswith("There is no time zone “")
    assert get_refusal(values.parse_zone, cell).endswith("”. Write an IANA name, such as Asia/Seoul.")


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
    partial(moments.parse_due, zone=SEOUL),
    values.parse_zone,
]


WRITTEN = st.text(
    st.sampled_from(
        "0123456789년월일시분초만천백원주회차₩,.:/-~ ()[]<>#+TZWweekhttps오전후수APM１：\u200b\n"
    ),
    max_size=40,
)
"""Texts of the characters that the readers look for."""


@settings(max_examples=many(400))
@given(seasons.CELLS | WRITTEN)
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
    why = get_refusal(reader, "<b>\n" * 2_500)
    assert len(why) < 250
    assert "\n" not in why


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1:",
        "1,",
        "1.",
        ",",
        "!",
        "(",
        "(1",
        "3주",
        "3회차 ",
        "1천",
        "1일",
        "오전",
        "a.",
        "https://",
        "월",
        " (",
        "제",
    ],
)
@pytest.mark.parametrize("start", ["", "3주차", "2022-04-06 ", "1만", "https://n.kr/"])
def test_each_reader_takes_linear_time(start: str, unit: str) -> None:
    """A pattern that goes back and forth over a cell takes seconds."""

    def make(length: int) -> str:
        return start + unit * (length // len(unit)) + "x"

    def read(cell: str) -> None:
        for reader in READERS:
            with suppress(values.CellError):
                reader(cell)

    assert find_growth(read, make, 1_250) < LINEAR


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
    assert get_refusal(reader, cell.format(" " * 10_000))

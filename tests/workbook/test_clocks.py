from datetime import UTC, timedelta, timezone, tzinfo

import pytest

from studylib.workbook import clocks


def clock(text: str, hours: int = clocks.DAY_HOURS) -> timedelta | None:
    return clocks.parse_after_date(text, 0, hours).clock


@pytest.mark.parametrize(
    ("text", "hour", "minute", "second"),
    [
        (" 23:59", 23, 59, 0),
        (" 23:59:59", 23, 59, 59),
        ("T23:59:59", 23, 59, 59),
        ("T 23:59:59", 23, 59, 59),
        (", 11:59 PM", 23, 59, 0),
        (" at 11:59 pm", 23, 59, 0),
        (" 11:59 p.m.", 23, 59, 0),
        (" 12:00 a.m.", 0, 0, 0),
        (" PM 11:59", 23, 59, 0),
        (" 오전 12:00:01", 0, 0, 1),
        (" 오후 11시 59분", 23, 59, 0),
        (" 23시 59분 59초", 23, 59, 59),
        (" 23시59분", 23, 59, 0),
        (" 9시", 9, 0, 0),
        (" 11 PM", 23, 0, 0),
        ("(수) 23:59", 23, 59, 0),
        (" 수요일 23:59", 23, 59, 0),
        (" 23:59 (Wed)", 23, 59, 0),
    ],
)
def test_a_time_of_day_is_read_as_people_and_programs_write_it(
    text: str, hour: int, minute: int, second: int
) -> None:
    assert clock(text) == timedelta(hours=hour, minutes=minute, seconds=second)


@pytest.mark.parametrize("text", ["", "(수)", " Wednesday", " (수요일)", "수"])
def test_without_a_time_of_day_there_is_no_clock(text: str) -> None:
    assert clock(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "23:59",
        "1",
        " 23",
        " 23:60",
        " 23:59:60",
        " 24:00",
        " PM 13:00",
        " 오전 0:30",
        " 오전 11:00 PM",
        " 23:59 Seoul",
        " 23:59 (KST)",
        " (망)",
        " Wedges",
        " (수",
        " 12:00+09:60",
        " 12:00+24:00",
        " 12:00 Z+9",
        " ",
    ],
)
def test_other_texts_raise_a_value_error(text: str) -> None:
    """``23:59`` stands right behind the last digit of the date here, so it could be part of it."""
    with pytest.raises(ValueError, match=r"time of day|hour|offset|weekday"):
        clocks.parse_after_date(f"6{text}", 1, clocks.DAY_HOURS)


@pytest.mark.parametrize(("text", "hours"), [(" 23:59", 24), (" 24:00", 48), (" 47:59", 48)])
def test_hours_run_to_the_limit(text: str, hours: int) -> None:
    assert clock(text, hours)
    with pytest.raises(ValueError, match="beyond the hours"):
        clocks.parse_after_date(text, 0, int(text[1:3]))


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("Z", UTC),
        (" UTC", UTC),
        (" gmt", UTC),
        (" KST", timezone(timedelta(hours=9))),
        ("+09:00", timezone(timedelta(hours=9))),
        ("-0430", timezone(-timedelta(hours=4, minutes=30))),
        (" GMT+9", timezone(timedelta(hours=9))),
        (" GMT+0900 (Korean Standard Time)", timezone(timedelta(hours=9))),
        (" GMT+0900 (한국 표준시)", timezone(timedelta(hours=9))),
        ("", None),
    ],
)
def test_an_offset_is_read(text: str, offset: tzinfo | None) -> None:
    assert clocks.parse_after_date(f" 23:59:00{text}", 0, clocks.DAY_HOURS).offset == offset


@pytest.mark.parametrize(
    ("fraction", "milliseconds"), [(".9", 900), (".999", 999), (".9994", 999), (".9999999", 999), (",001", 1)]
)
def test_a_fraction_of_a_second_is_cut_to_the_millisecond(fraction: str, milliseconds: int) -> None:
    assert clock(f" 0:00:00{fraction}") == timedelta(milliseconds=milliseconds)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("월", 0),
        ("화요일", 1),
        ("일", 6),
        ("Mon", 0),
        ("WEDNESDAY", 2),
        ("thurs", 3),
        ("tues", 1),
        ("Sun", 6),
    ],
)
def test_a_weekday_is_known_in_both_languages(name: str, number: int) -> None:
    assert clocks.find_weekday(name) == number


@pytest.mark.parametrize("name", ["monda", "wedding", "요일", ""])
def test_other_words_are_no_weekdays(name: str) -> None:
    with pytest.raises(ValueError, match="no weekday"):
        clocks.find_weekday(name)


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("오후 3시", True),
        ("3 PM", True),
        ("3p.m.", True),
        ("3pm", True),
        ("3시", False),
        ("amazing", False),
        ("spam", False),
    ],
)
def test_a_half_of_the_day_is_found_beside_its_hour_only(text: str, half: bool) -> None:
    assert clocks.names_half(text) is half

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.workbook import durations
from tests.examples import many


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("30분", Fraction(1, 2)),
        ("20 min", Fraction(1, 3)),
        ("90분", Fraction(3, 2)),
        ("12시간", 12),
        ("12 hrs", 12),
        ("12 HOURS", 12),
        ("12h", 12),
        ("1.5시간", Fraction(3, 2)),
        ("1일", 24),
        ("하루", 24),
        ("0.5일", 12),
        ("2 days", 48),
        ("1주일", 168),
        ("1시간 30분", Fraction(3, 2)),
        ("1h30m", Fraction(3, 2)),
        ("1일 23시간 59분 59초", 48 - Fraction(1, 3600)),
        ("마감 후 12시간", 12),
        ("12시간 이내", 12),
        ("24시간 미만", 24),
        ("0분", 0),
    ],
)
def test_a_duration_with_units_is_read_as_hours(text: str, hours: Fraction) -> None:
    assert durations.parse_written_hours(text) == hours


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "12:00",
        "12시",
        "1시간 60분",
        "1일 24시간",
        "1.5시간 30분",
        "30분 1시간",
        "1시간 1시간",
        "한 시간",
        "-1시간",
        "1개월",
        "٣시간",
        "시간",
        "마감 후",
        "1일" * 30,
        "",
    ],
)
def test_other_texts_are_no_duration(text: str) -> None:
    assert durations.parse_written_hours(text) is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("12:00", True),
        ("0:30", True),
        ("12:00:00", True),
        ("9시 30분", True),
        ("12", False),
        ("9시간", False),
    ],
)
def test_a_time_of_day_is_told_from_a_duration(text: str, clock: bool) -> None:
    assert durations.is_clock(text) is clock


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("1일", True),
        ("하루", True),
        ("1주일 2일", True),
        ("1d 12h", True),
        ("2.0일", True),
        ("0일", False),
        ("0.5일", False),
        ("1.5주", False),
        ("1주 0.5일", False),
        ("000000000000001주 000000000000002일 0003시간", True),
        ("000000000000001주 000000000000002일 00003시간", False),
        ("24시간", False),
        ("24", False),
        ("일", False),
        ("1일" + " " * 40, False),
    ],
)
def test_whole_days_are_told_from_hours(text: str, whole: bool) -> None:
    assert durations.has_days(text) is whole


@settings(max_examples=many(100))
@given(st.integers(0, 366), st.integers(0, 23), st.integers(0, 59))
def test_every_duration_of_days_hours_and_minutes_is_read_back(days: int, hours: int, minutes: int) -> None:
    whole = days * 24 + hours + Fraction(minutes, 60)
    for form in (
        f"{days}일 {hours}시간 {minutes}분",
        f"{days}d {hours}h {minutes}m",
        f"{days} days {hours} hours {minutes} min",
    ):
        assert durations.parse_written_hours(form) == whole


@pytest.mark.parametrize(("zeros", "hours"), [(3, None), (2, 219), (1, 219)])
def test_a_text_is_read_up_to_its_longest_length(zeros: int, hours: int | None) -> None:
    text = f"000000000000001주 000000000000002일 0{'0' * zeros}3시간"
    assert len(text) == durations.LONGEST + zeros - 2
    assert durations.parse_written_hours(text) == hours

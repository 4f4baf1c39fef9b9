"""The codes of meetings."""

from base64 import b32encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from studylib.access.codes import LONGEST, Meeting, derive_secret, is_valid, write_code

MEETING = Meeting("night", "id 2022-04-06", 3, "모임")
SECRET = derive_secret("0123456789abcdef", MEETING)
NOW = datetime(2022, 5, 11, 0, 30, tzinfo=UTC)
"""A window of 30 seconds begins."""
MS = timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (20000000000, "353130"),
    ],
)
def test_the_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    """RFC 6238, appendix B, its last six digits."""
    secret = b32encode(b"12345678901234567890").decode()
    assert write_code(secret, datetime.fromtimestamp(seconds, UTC)) == code


@pytest.mark.parametrize(
    ("after", "valid"),
    [
        (timedelta(seconds=-30) - MS, False),
        (-MS, False),
        (timedelta(), True),
        (timedelta(seconds=30) - MS, True),
        (timedelta(seconds=30), True),
        (timedelta(seconds=60) - MS, True),
        (timedelta(seconds=60), False),
        (timedelta(seconds=60) + MS, False),
    ],
)
def test_a_code_is_valid_in_its_own_window_and_the_next_one(after: timedelta, valid: bool) -> None:
    assert is_valid(SECRET, write_code(SECRET, NOW), NOW + after) is valid


@pytest.mark.parametrize(
    "other",
    [
        replace(MEETING, week=4),
        replace(MEETING, task="발표"),
        replace(MEETING, task=None),
        replace(MEETING, study="day"),
        replace(MEETING, season="id 2022-09-01"),
        replace(MEETING, study="nightid", season=" 2022-04-06"),
    ],
)
def test_each_meeting_of_each_study_has_a_secret_of_its_own(other: Meeting) -> None:
    secret = derive_secret("0123456789abcdef", other)
    assert secret != SECRET
    assert not is_valid(secret, write_code(SECRET, NOW), NOW)


def test_the_secret_comes_from_the_server_s_alone_and_is_the_same_everywhere() -> None:
    assert derive_secret("0123456789abcdef", replace(MEETING)) == SECRET
    assert derive_secret("0123456789abcdeg", MEETING) != SECRET
    assert "0123456789abcdef" not in SECRET


@pytest.mark.parametrize("blanks", ["{} {}", " {}{} ", "{}\u00a0{}", "{}\t{}"])
def test_blanks_between_the_digits_do_not_count(blanks: str) -> None:
    code = write_code(SECRET, NOW)
    assert is_valid(SECRET, blanks.format(code[:3], code[3:]), NOW)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12345",
        "1234567",
        "abcdef",
        "１２３４５６",
        "-12345",
        "12345.",
        "٣٤٥٦٧٨",
        " " * LONGEST,
        "1" * 1_000_000,
    ],
)
def test_anything_but_six_digits_is_no_code(typed: str) -> None:
    assert not is_valid(SECRET, typed, NOW)


def test_leading_blanks_beyond_the_length_are_not_looked_at() -> None:
    assert not is_valid(SECRET, " " * LONGEST + write_code(SECRET, NOW), NOW)

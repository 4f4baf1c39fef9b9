"""Weeks in which a group rests."""

import pytest

from studylib.readme.rests import is_rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("휴강", True),
        ("추석 연휴", True),
        ("4주차 (휴강)", True),
        ("Week 4: break", True),
        ("시험 기간", True),
        ("휴식에 대하여", False),
        ("4주차", False),
        ("", False),
        ("휴강" + " " * 38, True),
        ("휴강" + " " * 39, False),
    ],
)
def test_a_week_off_is_a_word_of_its_own(text: str, rest: bool) -> None:
    assert is_rest(text) is rest

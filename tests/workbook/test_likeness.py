"""Names letter by letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.workbook import likeness


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("starton", "startson", True),
        ("timezon", "timezone", True),
        ("setitngs", "settings", True),
        ("맴버", "멤버", True),
        ("벌긍", "벌금", True),
        ("참여알", "참여일", True),
        ("link", "link", False),
        ("멤버", "맴바", False),
        ("벌금", "기금", False),
        ("과제", "면제", False),
        ("id", "if", False),
        ("장소", "저장소", False),
        ("정산방", "정산방식", True),
        ("시험일", "시작일", False),
        ("값", "갑", False),
        ("settings", "setup", False),
    ],
)
def test_one_letter_off_is_a_letter_of_a_syllable_or_of_a_word(one: str, other: str, near: bool) -> None:
    assert likeness.is_one_off(one, other) is near
    assert likeness.is_one_off(other, one) is near


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_one_edit_is_damerau_distance_one(one: str, other: str) -> None:
    edits = {one[:at] + one[at + 1 :] for at in range(len(one))}
    edits |= {one[:at] + letter + one[at:] for at in range(len(one) + 1) for letter in "abc"}
    edits |= {one[:at] + letter + one[at + 1 :] for at in range(len(one)) for letter in "abc"}
    edits |= {one[:at] + one[at + 1] + one[at] + one[at + 2 :] for at in range(len(one) - 1)}
    assert (likeness.differ_once(one, other) and one != other) == (other in edits - {one})


@pytest.mark.parametrize(
    ("text", "word", "held"),
    [
        ("이메일계정", "이메일", True),
        ("이메일", "이메일", False),
        ("값이", "값", False),
        ("mydeadline", "deadline", True),
        ("laboratory", "lab", False),
    ],
)
def test_a_word_is_held_if_it_is_long_enough_to_mean_something(text: str, word: str, held: bool) -> None:
    assert likeness.holds_word(text, word) is held

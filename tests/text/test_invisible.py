"""Characters that nobody can see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.text.invisible import drop_invisible, drop_stray, drop_turns

HIDDEN = {
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "zero-width non-joiner": "\u200c",
    "byte-order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "right-to-left mark": "\u200f",
    "right-to-left override": "\u202e",
    "isolate": "\u2066",
    "word joiner": "\u2060",
    "Hangul filler": "\u3164",
    "half-width filler": "\uffa0",
    "variation selector": "\ufe0f",
    "tag": "\U000e0041",
    "blank of Braille": "\u2800",
}


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN.keys())
def test_invisible_characters_go_wherever_they_stand(hidden: str) -> None:
    written = f"{hidden}가{hidden}람{hidden}{hidden}"
    assert drop_invisible(written) == "가람"
    assert drop_stray(written) == "가람"


@pytest.mark.parametrize("emoji", ["👨‍👩‍👧", "❤️", "1️⃣", "🏴\U000e0067\U000e0062\U000e007f", "👍🏽"])
def test_emoji_keep_their_joiners_when_shown_and_lose_them_when_compared(emoji: str) -> None:
    assert drop_stray(f"가람{emoji}\u200b") == f"가람{emoji}"
    assert not set(drop_invisible(emoji)) & set("\u200d\ufe0f\U000e0067\U000e007f")


@pytest.mark.parametrize("seen", ["가람", "Garam O'Neil-Kim", "가 람\n둘", "\u3000나래", "ᄀᆞᄅᆞᆷ", "é", "\x07"])
def test_what_can_be_seen_or_is_white_space_stays(seen: str) -> None:
    assert drop_invisible(seen) == drop_stray(seen) == seen


@given(st.text())
def test_dropping_twice_drops_no_more_and_a_comparison_never_keeps_more_than_a_show(text: str) -> None:
    assert drop_invisible(drop_invisible(text)) == drop_invisible(text)
    assert drop_invisible(drop_stray(text)) == drop_invisible(text)


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u061c"])
def test_marks_of_the_reading_direction_go(mark: str) -> None:
    assert drop_turns(f"가{mark}람 👨‍👩‍👧") == "가람 👨‍👩‍👧"

"""Raw text is bounded before anything looks at it."""

import sys
import unicodedata

import pytest

from studylib.text.bounds import CUT, MOST_MARKS, Form, bound_marks, cut_text, normalize_text
from tests.growth import LINEAR, find_growth

ACUTE, CEDILLA = "\u0301", "\u0327"
FORMS: tuple[Form, ...] = ("NFC", "NFD", "NFKC", "NFKD")


def decomposes_into_marks(letter: str) -> bool:
    return all(unicodedata.combining(each) for each in unicodedata.normalize("NFKD", letter))


@pytest.mark.parametrize(("length", "kept"), [(39, 39), (40, 40), (41, 40), (4000, 40)])
def test_a_text_is_cut_to_the_length(length: int, kept: int) -> None:
    cut = cut_text("가" * length, 40)
    assert len(cut) == kept
    assert cut.endswith(CUT) is (length > 40)


def test_a_cut_text_never_reads_like_a_whole_one() -> None:
    assert cut_text("2022-05-11T00:30" + " " * 40 + "x", 40).rstrip() != "2022-05-11T00:30"


@pytest.mark.parametrize("marks", [MOST_MARKS - 1, MOST_MARKS, MOST_MARKS + 1, 500])
def test_a_run_of_marks_is_bounded(marks: int) -> None:
    bounded = bound_marks("a" + ACUTE * marks + "b")
    assert bounded == "a" + ACUTE * min(marks, MOST_MARKS) + "b"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "English",
        "3주차 RNN 정리: https://garam.notion.site/rnn" * 20,
        unicodedata.normalize("NFD", "가람 é ỗ" * 20),
        "ｶﾞｷﾞｸﾞ" * 20,
        "नमस्ते ความหวัง" * 20,
        "\U0001f469\u200d\U0001f4bb" * 20,
    ],
)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert bound_marks(text) == text


def test_every_character_that_decomposes_into_marks_counts_as_one() -> None:
    every = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    unbounded = [
        hex(ord(each))
        for each in every
        if decomposes_into_marks(each) and len(bound_marks("a" + each * 60)) != 1 + MOST_MARKS
    ]
    assert unbounded == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "pair",
    [ACUTE + CEDILLA, "\uff9e" + ACUTE, ACUTE + "\u0f73", "\u05b0\u064b\u3099", "e" + ACUTE, "가\u11a8"],
    ids=["two classes", "a halfwidth voicing mark", "a Tibetan vowel", "three classes", "letters", "Hangul"],
)
def test_a_bounded_text_is_normalised_in_linear_time(form: Form, pair: str) -> None:
    def work(text: str) -> None:
        normalize_text(form, text)

    assert find_growth(work, lambda size: "a" + pair * size, 4000) < LINEAR


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "text", ["English", "e\u0301", "가", "\u1100\u1161", "ﬃ", "１２", "", "e" + ACUTE * MOST_MARKS]
)
def test_what_people_write_is_normalised_as_unicode_says(form: Form, text: str) -> None:
    assert normalize_text(form, text) == unicodedata.normalize(form, text)

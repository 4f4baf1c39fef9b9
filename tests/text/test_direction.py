"""Right-to-left texts and marks of the reading direction beside other texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.text.chat import defuse
from studylib.text.direction import END, MOST_NESTED, START, balance, isolate, join_texts
from studylib.text.language import Language
from studylib.text.message import LONGEST_QUOTE, quote, sentence
from studylib.text.particles import fill_korean
from tests.growth import LINEAR, find_growth

HEBREW, ARABIC = "שלום", "سلام"
TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("text", ["", "Garam", "가람", "가람 👨‍👩‍👧", "é", "カナ", "१२"])
def test_a_text_that_runs_from_left_to_right_stays_as_it_is(text: str) -> None:
    assert isolate(text) == balance(text) == text


@pytest.mark.parametrize("text", [HEBREW, ARABIC, "٣", "가람 אב", "\ufb2a", "\U0001e900"])
def test_a_text_with_right_to_left_letters_is_isolated_once(text: str) -> None:
    assert isolate(text) == f"{START}{text}{END}"
    assert isolate(isolate(text)) == isolate(text)
    assert balance(isolate(text)) == isolate(text)


@pytest.mark.parametrize("mark", TURNS)
@pytest.mark.parametrize("written", ["{}가람", "가{}람", "가람{}", "{0}가람{0}"])
def test_a_mark_of_the_reading_direction_goes(mark: str, written: str) -> None:
    assert isolate(written.format(mark)) == "가람"


@pytest.mark.parametrize("start", ["\u2066", "\u2067", START])
def test_an_isolate_without_right_to_left_letters_goes(start: str) -> None:
    assert isolate(f"{start}가람{END}") == "가람"
    assert isolate(f"{start}가람{END} {HEBREW}") == f"{START}가람 {HEBREW}{END}"


@pytest.mark.parametrize("broken", [f"{END}{HEBREW}{START}", f"{HEBREW}{END}", f"\u202e{START}{HEBREW}"])
def test_a_text_cannot_break_out_of_its_isolate(broken: str) -> None:
    assert isolate(broken) == f"{START}{HEBREW}{END}"


@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_isolates_in_one_another_are_bounded(extra: int) -> None:
    deep = MOST_NESTED + extra
    kept = isolate(START * deep + HEBREW + END * deep)
    assert kept == START * min(deep, MOST_NESTED) + HEBREW + END * min(deep, MOST_NESTED)


@given(st.text(alphabet=[*TURNS, "a", "가", "א", "1", " "]))
def test_every_start_has_its_end_and_no_other_mark_is_left(text: str) -> None:
    for shown in (isolate(text), balance(text)):
        depth = 0
        for letter in shown:
            depth += (letter == START) - (letter == END)
            assert 0 <= depth <= MOST_NESTED + 1
            assert letter not in set(TURNS) - {START, END}
            assert depth or letter != "א" or shown == balance(text)
        assert depth == 0


@pytest.mark.parametrize("part", [START + "א" + END, START + "א", "א" + END, "\u202eא"])
def test_isolating_takes_time_in_proportion_to_the_length(part: str) -> None:
    assert find_growth(isolate, lambda size: part * size, 2_000) < LINEAR


# ---- in sentences, lists and messages ----


@pytest.mark.parametrize("code", ["ko", "en"])
def test_a_sentence_isolates_its_right_to_left_values(code: str) -> None:
    said = Language(code).say("{member} paid {amount}", member=HEBREW, amount="3,000")
    assert f"{START}{HEBREW}{END}" in said
    assert f"{START}3" not in said


def test_an_error_isolates_its_right_to_left_values() -> None:
    assert str(sentence("“{cell}” is odd.", cell=f"\u202e{HEBREW}")) == f"“{START}{HEBREW}{END}” is odd."


def test_each_name_of_a_list_is_isolated() -> None:
    names = Language("en").names(["가람", HEBREW, ARABIC])
    assert names == f"가람, {START}{HEBREW}{END}, {START}{ARABIC}{END}"
    assert str(sentence("{names}", names=names)) == names
    assert join_texts(["가람", "", None, HEBREW]) == f"가람 · {START}{HEBREW}{END}"


@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_a_cut_leaves_no_isolate_open(extra: int) -> None:
    name = f"{START}{'א' * (LONGEST_QUOTE - 2 + extra)}{END}"
    shown = str(quote(name))
    assert shown.count(START) == shown.count(END) == (extra <= 0)
    assert str(sentence("{name}", name=name)).count(START) == 1


def test_a_korean_particle_follows_the_word_inside_an_isolate() -> None:
    assert fill_korean("{name}은(는) 끝", {"name": isolate("א가람")}) == f"{START}א가람{END}은 끝"


def test_a_right_to_left_name_reorders_nothing_in_a_chat() -> None:
    assert f"{defuse(HEBREW)} 3,000원" == f"{START}{HEBREW}{END} 3,000원"
    assert defuse(f"\u202e{HEBREW}\u2067@here") == f"{START}{HEBREW} @\u2060here{END}"

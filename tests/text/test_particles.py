"""Korean particles: chosen by the final consonant of the letter before them."""

import re
import unicodedata
from string import Formatter

import pytest
from babel.messages import pofile
from hypothesis import given
from hypothesis import strategies as st

from studylib.text.language import LOCALE, Language
from studylib.text.message import Sentence, sentence
from studylib.text.particles import choose_particle, fill_korean

PAIRS = ["은(는)", "이(가)", "을(를)", "과(와)", "와(과)", "(으)로", "(이)라", "(이)란", "(이)나", "(이)며"]
AFTER_CONSONANT = ["은", "이", "을", "과", "과", "으로", "이라", "이란", "이나", "이며"]
AFTER_VOWEL = ["는", "가", "를", "와", "와", "로", "라", "란", "나", "며"]
AFTER_RIEUL = [*AFTER_CONSONANT[:5], "로", *AFTER_CONSONANT[6:]]

with (LOCALE / "ko/LC_MESSAGES/studyboard.po").open("rb") as file:
    WITH_PARTICLES = [
        str(each.string)
        for each in pofile.read_po(file, locale="ko")
        if each.id and any(pair in str(each.string) for pair in PAIRS)
    ]
"""The catalogued Korean texts with a particle to choose."""

BRACKETED = re.compile(r"[가-힣]?\((?:은|는|이|가|을|를|과|와|으|아|야)\)")
HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=200)


def choose_all(text: str) -> list[str]:
    return [choose_particle(text, pair) for pair in PAIRS]


# ---- the letter before ----


@pytest.mark.parametrize("word", ["가람", "각", "갛", "값", "힣", "힉", "박", "끝"])
def test_a_final_consonant_takes_the_long_forms(word: str) -> None:
    assert choose_all(word) == AFTER_CONSONANT


@pytest.mark.parametrize("word", ["나래", "가", "히", "의", "쀄"])
def test_a_vowel_takes_the_short_forms(word: str) -> None:
    assert choose_all(word) == AFTER_VOWEL


@pytest.mark.parametrize("word", ["마을", "서울", "갈", "힐"])
def test_a_final_rieul_takes_the_short_form_of_direction_alone(word: str) -> None:
    assert choose_all(word) == AFTER_RIEUL


@pytest.mark.parametrize("word", ["갉", "갊", "갋", "갌", "갍", "갎", "갏", "갇"])
def test_a_final_cluster_with_rieul_and_its_neighbours_are_no_rieul(word: str) -> None:
    assert choose_all(word) == AFTER_CONSONANT


@pytest.mark.parametrize(("syllable", "neighbour"), [("가", "\uabff"), ("힣", "\ud7a4")])
def test_the_first_and_the_last_syllable_are_known_and_their_neighbours_are_not(
    syllable: str, neighbour: str
) -> None:
    assert "(" not in choose_particle(syllable, "은(는)")
    assert choose_all(neighbour) == PAIRS


@pytest.mark.parametrize("word", ["가람", "나래", "마을"])
def test_a_decomposed_word_takes_the_forms_of_the_composed_one(word: str) -> None:
    assert choose_all(unicodedata.normalize("NFD", word)) == choose_all(word)


@pytest.mark.parametrize(
    ("jamo", "forms"),
    [("ㅋ", AFTER_CONSONANT), ("ㄹ", AFTER_RIEUL), ("ㅏ", AFTER_VOWEL), ("ㅣ", AFTER_VOWEL)],
)
def test_a_lone_jamo_is_read_by_its_name(jamo: str, forms: list[str]) -> None:
    assert choose_all(jamo) == forms


# ---- numbers and Latin letters ----


@pytest.mark.parametrize(
    ("digit", "forms"),
    [
        ("0", AFTER_CONSONANT),  # 영
        ("1", AFTER_RIEUL),  # 일
        ("2", AFTER_VOWEL),  # 이
        ("3", AFTER_CONSONANT),  # 삼
        ("4", AFTER_VOWEL),  # 사
        ("5", AFTER_VOWEL),  # 오
        ("6", AFTER_CONSONANT),  # 육
        ("7", AFTER_RIEUL),  # 칠
        ("8", AFTER_RIEUL),  # 팔
        ("9", AFTER_VOWEL),  # 구
    ],
)
def test_a_digit_is_read_by_its_korean_name(digit: str, forms: list[str]) -> None:
    assert choose_all(digit) == choose_all(f"2022-05-1{digit}" if digit != "0" else "0") == forms


@pytest.mark.parametrize(
    ("number", "particle"),
    [
        ("10", "은"),
        ("100", "은"),
        ("3,000", "은"),
        ("-4000", "은"),
        ("10000", "은"),
        ("100,000,000", "은"),
        ("99900000000", "은"),  # 999억
        ("100000000000", "은"),  # 1,000억
        ("1000000000000", "는"),  # 1조
        ("1,000,000,000,000,000", "는"),  # 1,000조
        ("10000000000000000", "은"),  # 1경
        (str(10**19), "은"),
        (str(10**20), "는"),  # 1해
        ("000000000000", "은"),
        ("1000000000001", "은"),
        ("1000000000002", "는"),
        ("0.50", "은"),
    ],
)
def test_a_round_number_is_read_by_its_last_unit(number: str, particle: str) -> None:
    assert choose_particle(number, "은(는)") == particle


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("notes.xlsx", AFTER_VOWEL),
        ("README.md", AFTER_VOWEL),
        ("studyboard.toml", AFTER_RIEUL),
        ("h***@x.kr", AFTER_RIEUL),
        ("KIM", AFTER_CONSONANT),
        ("kim", AFTER_CONSONANT),
        ("season", AFTER_CONSONANT),
        ("Asia/Seoul", AFTER_RIEUL),
        ("100%", AFTER_VOWEL),
    ],
)
def test_latin_letters_are_read_by_their_korean_names(word: str, forms: list[str]) -> None:
    assert choose_all(word) == forms


@pytest.mark.parametrize(
    "text", ["", " ", "”", "a***", "https://n.kr/", "😀", "é", "你", "ſ", "İ", "²", "٣", "()"]
)
def test_after_an_unknown_sign_both_forms_stay(text: str) -> None:
    assert choose_all(text) == PAIRS


# ---- signs between ----


@pytest.mark.parametrize(
    "closing", ["”", "’", '"', "'", ")", "]", "}", ">", "》", "」", "`", "…", "…”", "” "]
)
@pytest.mark.parametrize(("word", "particle"), [("가람", "은"), ("나래", "는")])
def test_closing_signs_are_skipped(word: str, particle: str, closing: str) -> None:
    assert choose_particle(f"“{word}{closing}", "은(는)") == particle


@pytest.mark.parametrize(
    ("text", "particle"),
    [
        ("나래(스터디장)", "는"),
        ("가람(리더)", "은"),
        ("나래(스터디장)”", "는"),
        ("(스터디장)", "은"),
        ("나래 (스터디장)", "은"),
        ("3번(slack)", "은"),
    ],
)
def test_an_aside_right_after_a_word_is_skipped(text: str, particle: str) -> None:
    assert choose_particle(text, "은(는)") == particle


# ---- filling in ----


def test_each_particle_goes_with_its_own_word() -> None:
    filled = fill_korean("“{a}”은(는) {b}이(가) 아니라 {c}(으)로", {"a": "가람", "b": "나래", "c": 1})
    assert filled == "“가람”은 나래가 아니라 1로"


def test_a_particle_may_follow_the_text_of_the_pattern() -> None:
    assert fill_korean("{week}주차은(는)", {"week": 3}) == "3주차는"


@pytest.mark.parametrize("value", ["을(를)", "{b}", "{", "}", "은(는) 이(가)"])
def test_what_people_write_stays_unchanged(value: str) -> None:
    assert fill_korean("{a}: {b}은(는)", {"a": value, "b": "나래"}) == f"{value}: 나래는"


def test_a_pattern_without_particles_is_filled_as_usual() -> None:
    assert fill_korean("{a:>4}|{b!r}", {"a": 1, "b": "가"}) == "   1|'가'"


def test_only_korean_chooses_particles() -> None:
    text = Sentence("{name}은(는)", {"name": "나래"})
    assert (Language("ko").say(text), Language("en").say(text)) == ("나래는", "나래은(는)")


@pytest.mark.parametrize(
    ("text", "korean"),
    [
        (
            sentence("There is no member “{name}”. Write a name from the members tab.", name="가람"),
            "“가람”이라는 멤버가 없습니다.",
        ),
        (
            sentence("There is no member “{name}”. Write a name from the members tab.", name="나래"),
            "“나래”라는 멤버가 없습니다.",
        ),
        (
            sentence("The amount {amount} is negative. Write 0 or more won.", amount=-4_000),
            "금액 -4000은 음수입니다.",
        ),
        (
            sentence("“{cell}” is not a whole number. Write digits only, such as 3.", cell="2.5"),
            "“2.5”는 정수가 아닙니다.",
        ),
    ],
)
def test_korean_sentences_read_naturally(text: Sentence, korean: str) -> None:
    assert Language("ko").say(text).startswith(korean)


def test_the_catalogue_has_texts_with_particles() -> None:
    assert len(WITH_PARTICLES) > 40


@given(HANGUL)
def test_no_catalogued_text_shows_both_forms_for_a_hangul_value(value: str) -> None:
    quoted = sentence("{value}", value=value).values["value"]
    for pattern in WITH_PARTICLES:
        names = {name for _, name, _, _ in Formatter().parse(pattern) if name}
        assert BRACKETED.search(fill_korean(pattern, dict.fromkeys(names, quoted))) is None, pattern


@given(st.text(max_size=40), st.sampled_from(PAIRS))
def test_a_chosen_particle_is_one_of_its_forms(text: str, pair: str) -> None:
    place = PAIRS.index(pair)
    assert choose_particle(text, pair) in (AFTER_CONSONANT[place], AFTER_VOWEL[place], pair)


@given(HANGUL, st.sampled_from(PAIRS))
def test_a_hangul_word_takes_the_long_form_only_with_a_final_consonant(word: str, pair: str) -> None:
    jamo = unicodedata.normalize("NFD", word[-1])
    final = jamo[2:]  # initial, vowel, and the final consonant if there is one
    is_long = bool(final) and not (pair == "(으)로" and final == "\u11af")
    place = PAIRS.index(pair)
    assert choose_particle(word, pair) == (AFTER_CONSONANT if is_long else AFTER_VOWEL)[place]

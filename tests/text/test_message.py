import pytest

from studylib.text.message import LONGEST_QUOTE, Sentence, quote, sentence


def test_a_sentence_says_its_values() -> None:
    assert str(sentence("Week {week} is there twice.", week=3)) == "Week 3 is there twice."


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (LONGEST_QUOTE - 1, "가" * (LONGEST_QUOTE - 1)),
        (LONGEST_QUOTE, "가" * LONGEST_QUOTE),
        (LONGEST_QUOTE + 1, "가" * (LONGEST_QUOTE - 1) + "…"),
        (10_000, "가" * (LONGEST_QUOTE - 1) + "…"),
    ],
)
def test_a_long_text_is_shortened(length: int, shown: str) -> None:
    assert str(sentence("{cell}", cell="가" * length)) == shown


def test_line_breaks_and_controls_become_single_spaces() -> None:
    assert str(sentence("“{cell}”", cell="\x1b[31m가\r\n\t나\x00\u202e다 ")) == "“[31m가 나 다”"


def test_braces_in_a_cell_stay_unchanged() -> None:
    assert str(sentence("“{cell}”", cell="{week} {0} {")) == "“{week} {0} {”"


def test_numbers_stay_numbers_for_the_reader_s_language_to_write() -> None:
    assert sentence("{amount}", amount=3_000).values == {"amount": 3_000}


def test_two_sentences_of_the_same_words_are_equal() -> None:
    assert sentence("{cell}", cell="가") == Sentence("{cell}", {"cell": "가"})
    assert sentence("{cell}", cell="가") != sentence("{cell}", cell="나")


def test_a_value_may_be_called_text() -> None:
    assert str(sentence("{text}", text="가")) == "가"


def test_an_address_in_a_sentence_is_masked_but_for_its_first_letter_and_its_host() -> None:
    said = sentence("There is no member {name}.", name="hana.kim+study@school.kr")
    assert str(said) == "There is no member h***@school.kr."


def test_a_link_with_an_at_sign_is_quoted_unchanged() -> None:
    assert "velog.io/@hana/week-1" in str(sentence("{cell}", cell="velog.io/@hana/week-1"))


def test_an_address_that_is_cut_off_with_the_end_of_a_long_text_is_masked() -> None:
    assert "hana" not in str(sentence("{cell}", cell="가" * 70 + " hana@school.kr"))


@pytest.mark.parametrize("start", ["/home/", "../", "C:\\", "sqlite:////srv/"])
def test_a_long_path_keeps_the_name_of_the_file(start: str) -> None:
    assert quote(f"{start}{'a' * 90}/season.xlsx") == f"…{'a' * 67}/season.xlsx"
    assert quote(f"{'a' * 90}/season.xlsx") == f"{'a' * 79}…"

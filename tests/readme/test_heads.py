"""Headers and first cells that groups write."""

import pytest

from studylib.readme import heads
from studylib.readme.heads import WORDS, Head, read_head
from studylib.readme.marks import fold_mark


def test_a_word_means_one_kind_of_column() -> None:
    words = [word for several in WORDS.values() for word in several.split()]
    assert len(words) == len(set(words))


def test_every_word_is_written_as_headers_are_compared() -> None:
    written = [*heads.GENERIC, *heads.REST, *(word for several in WORDS.values() for word in several.split())]
    assert [word for word in written if fold_mark(word) != word] == []


@pytest.mark.parametrize(
    ("header", "head"),
    [
        ("주차", Head.WEEK),
        ("No.", Head.NUMBER),
        ("진척도 확인", Head.STATUS),
        ("블로그담당자", Head.TURN),
        ("블로그 담당", Head.TURN),
        ("발표자", Head.PRESENTER),
        ("글 제목", Head.TITLE),
        ("작성자", Head.AUTHOR),
        ("과제 2", Head.LINKS),
        ("과제(필수)", Head.LINKS),
        ("강의 링크", Head.OTHER),
        ("이번 주 주제", Head.OTHER),
        ("Start date", Head.DATE),
        ("Reading materials", Head.OTHER),
    ],
)
def test_a_header_of_known_words_is_read_by_its_last_one(header: str, head: Head) -> None:
    assert read_head(header) is head


@pytest.mark.parametrize(
    "name", ["가람", "장수원", "조원일", "김진도", "Garam", "가람 🟡", "@garam", "", "🟡", "가" * 61]
)
def test_a_name_is_no_known_word_even_if_its_syllables_are(name: str) -> None:
    assert read_head(name) is None

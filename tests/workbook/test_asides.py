"""Words that make another column of a known word."""

import pytest

from studylib.workbook import asides, doubts, questions, readings
from studylib.workbook.layouts import MEMBERS


@pytest.mark.parametrize("words", [asides.ASIDES, asides.OTHER_PEOPLE, asides.OTHER_WEEKS])
def test_the_words_are_squeezed_and_there_once(words: tuple[str, ...]) -> None:
    assert all(word == readings.squeeze(word) for word in words)
    assert len(set(words)) == len(words)


def test_such_a_word_makes_another_column() -> None:
    assert doubts.is_alike(MEMBERS, "email", "내 이메일 계정")
    assert not doubts.is_alike(MEMBERS, "email", "이메일 수신 동의")
    assert questions.speaks_of("name", "본인의 이름을 알려 주세요")
    assert not questions.speaks_of("name", "발표할 책의 이름을 알려 주세요")
    assert not questions.speaks_of("week", "이번 주차의 난이도는?")

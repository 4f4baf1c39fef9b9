"""Columns of answers whose headers are whole questions."""

import pytest

from studylib.workbook import headers, questions
from studylib.workbook.cells import Row
from studylib.workbook.headers import find_columns
from studylib.workbook.layouts import ANSWERS


def split(written: str) -> Row:
    return tuple(map(str.strip, written.split("|")))


@pytest.mark.parametrize(
    ("header", "lost"),
    [
        ("타임스탬프 | 이름 | 주차 | 정리 글 링크요 | 발표 자료 링크요", "link"),
        ("타임스탬프 | 이름 | 이번 주차 난이도 | 링크", "week"),
        ("타임스탬프 | 다음 발표자 이름 | 주차 | 링크", "name"),
        ("타임스탬프 | 스터디 이름 | 주차 | 링크", "name"),
        ("타임스탬프 | 이름 | 다음 주차 | 링크", "week"),
    ],
)
def test_what_may_mean_something_else_is_not_read(header: str, lost: str) -> None:
    places = questions.complete_answers(split(header), find_columns(ANSWERS, split(header)))
    assert headers.list_missing_columns(ANSWERS, places) == (lost,)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("이번에 정리한 글의 링크를 남겨 주세요", "link"),
        ("URL of what you wrote", "link"),
        ("지금 제출하는 본인의 이름을 골라 주세요", "name"),
        ("지금 제출하는 것은 몇 주차인가요?", "week"),
    ],
)
def test_the_one_question_that_speaks_of_a_column_is_it(header: str, column: str) -> None:
    assert questions.complete_answers((header, "좋았던 점", None), {})[column] == [0]


def test_a_column_that_is_there_is_not_asked_for_again() -> None:
    row = split("타임스탬프 | 이름 | 주차 | 링크 | 참고한 글의 링크")
    assert questions.complete_answers(row, find_columns(ANSWERS, row))["link"] == [3]

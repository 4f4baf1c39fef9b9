"""The row of a tab that holds its headers."""

import pytest

from studylib.workbook import header_rows
from studylib.workbook.cells import Row
from studylib.workbook.layouts import ANSWERS, MEMBERS, TIERS, WEEKS, Layout


def split(written: str) -> Row:
    return tuple(map(str.strip, written.split("|")))


@pytest.mark.parametrize("above", [0, 1, 3, 8, 9])
def test_titles_above_the_headers_are_skipped(above: int) -> None:
    rows = [("우리 스터디 제출",)] * above + [
        split("타임스탬프 | 이름 | 주차 | 링크"),
        split("2022-04-06 | 가람 | 1 | x"),
    ]
    assert header_rows.find_header(ANSWERS, rows) == above


def test_a_header_further_down_is_not_looked_for() -> None:
    rows = [("우리 스터디 제출",)] * 10 + [split("타임스탬프 | 이름 | 주차 | 링크")]
    assert header_rows.find_header(ANSWERS, rows) == 0


@pytest.mark.parametrize(
    ("layout", "rows", "at"),
    [
        (WEEKS, [("주차",), (), split("주차 | 제목"), split("1 | CNN")], 2),
        (MEMBERS, [("멤버 명단",), split("이름 | 이메일"), split("가람 | a@x.kr")], 1),
        (MEMBERS, [("이름",), ("가람",), ("나래",)], 0),
        (TIERS, [("2022년 벌금표",), split("구분 | 시간 | 금액"), split("지각 | 12 | 3000")], 1),
        (MEMBERS, [(), (None, " "), ("이름",), ("가람",)], 2),
        (MEMBERS, [("무엇",), ("가람",)], 0),
        (MEMBERS, [], 0),
    ],
)
def test_the_header_is_the_row_that_names_most_columns(layout: Layout, rows: list[Row], at: int) -> None:
    assert header_rows.find_header(layout, rows) == at

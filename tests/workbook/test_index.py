"""All names of columns, with how sure each is."""

import pytest

from studylib.workbook import index
from studylib.workbook.cells import Cell
from studylib.workbook.index import OTHER, SAME, VAGUE
from studylib.workbook.layouts import ANSWERS, MEMBERS, TIERS, Layout


@pytest.mark.parametrize(
    ("layout", "cell", "column", "rank"),
    [
        (ANSWERS, "이름", "name", SAME),
        (ANSWERS, "링크 (필수)", "link", SAME),
        (ANSWERS, "Horodateur", "submitted_at", SAME),
        (ANSWERS, "성명", "name", OTHER),
        (ANSWERS, "날짜", "submitted_at", VAGUE),
        (ANSWERS, "성명/닉네임", "name", VAGUE),
        (MEMBERS, "이름 / Name", "name", SAME),
        (TIERS, "시간", "hours", VAGUE),
    ],
)
def test_a_header_names_a_column_with_a_rank(layout: Layout, cell: str, column: str, rank: int) -> None:
    found = index.read_name(layout, cell)
    assert found is not None
    assert found[:2] == (column, rank)


@pytest.mark.parametrize("cell", ["이름/주차", "링크/사진", "", None, 3, "점수", "/"])
def test_a_header_that_names_none_or_two_is_not_read(cell: Cell) -> None:
    assert index.read_name(ANSWERS, cell) is None

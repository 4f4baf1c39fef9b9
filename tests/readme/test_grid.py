"""The lines and places of cells in a file."""

import pytest

from studylib.readme.grid import Part
from tests.readme.grids import only


def test_a_cell_knows_its_line_and_the_place_of_its_source() -> None:
    text = "# 모임\n\n|주차|과제|\n|:-:|---|\n| 1주차 | [가람](https://a.kr) |\n"
    found = only(text)
    cell = found.rows[1][1]
    assert (found.lines, found.headings, cell.line) == ((3, 5), ("모임",), 5)
    assert text[cell.start : cell.end] == "[가람](https://a.kr)"
    assert cell.parts == (Part("가람", "https://a.kr"),)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    text = end.join(["|a|b|", "|-|-|", "|1|x|", "|2|y|"])
    found = only(text)
    assert [[text[c.start : c.end] for c in row] for row in found.rows] == [
        ["a", "b"],
        ["1", "x"],
        ["2", "y"],
    ]

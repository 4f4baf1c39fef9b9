"""The lines and places of cells in a file."""

from studylib.readme.grid import Part
from tests.readme.grids import only


def test_a_cell_knows_its_line_and_the_place_of_its_source() -> None:
    text = "# 모임\n\n|주차|과제|\n|:-:|---|\n| 1주차 | [가람](https://a.kr) |\n"
    found = only(text)
    cell = found.rows[1][1]
    assert (found.lines, found.headings, cell.line) == ((3, 5), ("모임",), 5)
    assert text[cell.start : cell.end] == "[가람](https://a.kr)"
    assert cell.parts == (Part("가람", "https://a.kr"),)

"""Rows and columns of a table in its source."""

import pytest

from studylib.readme.grid import GridCell
from studylib.readme.source_rows import append_cell, append_dashes, fill_row, find_row
from studylib.readme.stages import apply_edits
from tests.readme.forms import read_form

HTML = (
    "<table>\n<TR class='a'><th>주차</th><th>가람</th></TR>\n<tr><td>1주차</td><td>O</td></tr >\n</table>\n"
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""])
def test_a_row_of_pipes_is_its_line_without_the_line_end(end: str) -> None:
    text = f"|주차|가람|{end or chr(10)}|-|-|{end or chr(10)}|1주차|O |{end}"
    form = read_form(text)
    place = find_row(form, form.listing.rows[1])
    assert place is not None
    assert text[slice(*place)] == "|1주차|O |"
    assert fill_row(form, form.listing.rows[1], place, ["2주차", "✅"]) == "|2주차|✅ |"


def test_a_row_of_html_is_its_element_in_any_case() -> None:
    form = read_form(HTML)
    found = [find_row(form, row) for row in form.listing.rows]
    assert [HTML[slice(*place)] for place in found if place] == [
        "<TR class='a'><th>주차</th><th>가람</th></TR>",
        "<tr><td>1주차</td><td>O</td></tr >",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "|주차|가람|나래|\n|-|-|-|\n|1주차|O|O|\n|2주차|O\n",
        HTML.replace("<td>1주차</td><td>", '<td>1주차</td><td rowspan="2">').replace(
            "</table>", "<tr><td>2주차</td></tr>\n</table>"
        ),
        HTML.replace("<tr><td>1주차</td><td>O</td></tr >", "<tr><td>1주차</td><td>O</td>"),
    ],
    ids=["a missing cell", "a cell of several rows", "an open row"],
)
def test_a_row_that_is_not_whole_is_not_found(text: str) -> None:
    form = read_form(text)
    assert find_row(form, form.listing.rows[-1]) is None


@pytest.mark.parametrize(
    ("text", "at", "after"),
    [
        ("|a|b|", 1, "|a|n|b|"),
        ("|a|b|", 3, "|a|b|n|"),
        ("a|b", 2, "a|b|n"),
        ("| a | b |", 2, "| a | n | b |"),
        ("| a | b |", 6, "| a | b | n |"),
    ],
)
def test_a_cell_is_put_behind_another(text: str, at: int, after: str) -> None:
    edit = append_cell(text, GridCell((), 1, (0, 0), at, at + 1), "n")
    assert apply_edits(text, [edit]) == after


@pytest.mark.parametrize(("column", "after"), [(0, "|:-|:-|-:|"), (1, "|:-|-:|-:|"), (2, None)])
def test_the_line_of_dashes_gets_a_column_like_the_one_before(column: int, after: str | None) -> None:
    form = read_form("|주차|가람|\n|:-|-:|\n|1주차|O|\n")
    edit = append_dashes(form, form.listing.rows[0][0], column)
    assert (None if edit is None else apply_edits(form.text, [edit]).splitlines()[1]) == after

"""Tables and lists of a file as grids: the contents and the places of their cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.readme import html, parsing
from studylib.readme.grid import Grid, Part


def only(text: str, *, html: bool = False) -> Grid:
    [grid] = parsing.parse_page(text, html=html).grids
    return grid


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


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


def test_an_escaped_pipe_parts_no_cells() -> None:
    text = "|a|b|\n|-|-|\n|x\\|y|[n](https://a.kr/\\|z)|\n"
    row = only(text).rows[1]
    assert (row[0].text, row[1].parts) == ("x|y", (Part("n", "https://a.kr/|z"),))
    assert text[row[0].start : row[0].end] == "x\\|y"


def test_a_row_that_is_too_short_has_cells_without_a_place() -> None:
    row = only("|a|b|\n|-|-|\n|1|\n").rows[1]
    assert (row[1].parts, row[1].start) == ((), None)


def test_links_are_found_however_they_are_written() -> None:
    text = '|a|\n|-|\n|<a href="https://a.kr/?x&amp;y">가람</a> https://b.kr/c, <https://d.kr> [나래]()|\n'
    links = [part for part in only(text).rows[1][0].parts if part.address is not None]
    assert links == [
        Part("가람", "https://a.kr/?x&y"),
        Part("https://b.kr/c", "https://b.kr/c"),
        Part("https://d.kr", "https://d.kr"),
        Part("나래", ""),
    ]


def test_a_table_in_a_block_of_code_is_none() -> None:
    assert parsing.parse_page("```\n|a|b|\n|-|-|\n|1|2|\n```\n").grids == ()


HTML = """<table>
<tr><th rowspan="2">주차</th><th colspan="2">과제</th></tr>
<tr><td>가람</td><td>나래</td></tr>
<tr><td>1주차</td><td><a href="https://a.kr">글</a></td><td>

[글](https://b.kr)

</td></tr>
</table>
"""


def test_a_cell_that_spans_rows_and_columns_is_in_each_of_them() -> None:
    assert texts(only(f"# x\n\n{HTML}\nend\n")) == [
        ["주차", "과제", "과제"],
        ["주차", "가람", "나래"],
        ["1주차", "글", "글"],
    ]


def test_a_cell_of_html_knows_its_line_and_the_place_of_its_source() -> None:
    found = only(HTML, html=True)
    cell = found.rows[2][1]
    assert (cell.line, HTML[cell.start : cell.end]) == (4, '<a href="https://a.kr">글</a>')


def test_markdown_begins_again_after_a_blank_line_in_a_cell() -> None:
    assert only(HTML).rows[2][2].parts[-1] == Part("글", "https://b.kr")


def test_a_span_that_asks_for_too_much_is_cut_off() -> None:
    found = only('<table><tr><td colspan="99999" rowspan="99999">a</td></tr><tr></tr></table>', html=True)
    assert (len(found.rows), len(found.rows[0])) == (2, html.WIDEST)


def test_boxes_breaks_and_pictures_have_their_text() -> None:
    text = '<table><tr><td><input type="checkbox" checked> a<br>b <img alt="✅"></td></tr></table>'
    assert only(text, html=True).rows[0][0].text == "[x] a b ✅"


def test_the_items_of_a_list_are_under_their_headings() -> None:
    found = only("# 모임\n## 1주차\n- [x] 가람\n- [ ] 나래\n")
    assert (found.form, found.headings, texts(found)) == (
        "list",
        ("모임", "1주차"),
        [["[x] 가람"], ["[ ] 나래"]],
    )


@given(st.text(st.sampled_from("|-:\n\r\\[]()<>tabledrh/=\"' ` *가1&;!#"), max_size=60), st.booleans())
def test_any_text_can_be_parsed_and_each_place_is_within_it(text: str, html: bool) -> None:
    for found in parsing.parse_page(text, html=html).grids:
        assert len({len(row) for row in found.rows}) <= 1
        for cell in (cell for row in found.rows for cell in row):
            assert cell.start is None or 0 <= cell.start <= (cell.end or 0) <= len(text)

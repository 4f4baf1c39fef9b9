"""Tables in HTML: spans, places, and what GitHub shows of them."""

from studylib.readme import html
from studylib.readme.grid import Part
from tests.readme.grids import only, texts

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


def test_elements_nested_too_deeply_are_left_out_also_within_a_link() -> None:
    deep = "<div>" * (html.DEEPEST - 1) + '<a href="https://a.kr">' + "<div>" * 5_000 + "x"
    assert only(f"<table><tr><td>글{deep}</td></tr></table>", html=True).rows[0][0].text == "글"

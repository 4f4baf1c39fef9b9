"""Lists of Markdown, nested in items and below headings."""

from studylib.readme import parsing
from tests.readme.grids import texts


def test_a_nested_list_stands_below_its_item() -> None:
    page = parsing.parse_page("# a\n- 1주차\n  - 가람\n    - 글\n  - 나래\n- 2주차\n")
    assert [(grid.headings, texts(grid)) for grid in page.grids] == [
        (("a",), [["1주차"], ["2주차"]]),
        (("a", "1주차"), [["가람"], ["나래"]]),
        (("a", "1주차", "가람"), [["글"]]),
    ]


def test_an_item_of_one_line_knows_its_place() -> None:
    text = "- [x] [가람](https://e.org)  \n- 나래\n  더\n"
    (grid,) = parsing.parse_page(text).grids
    [first], [second] = grid.rows
    assert text[first.start : first.end] == "[x] [가람](https://e.org)"
    assert (first.line, second.line, second.start) == (1, 2, None)


def test_a_list_in_a_quote_is_none() -> None:
    assert parsing.parse_page("> - 가람\n").grids == ()

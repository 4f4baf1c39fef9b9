"""Tables and lists in Markdown, and the places of their cells."""

from studylib.readme import parsing
from studylib.readme.grid import Part
from tests.readme.grids import only, texts


def test_an_escaped_pipe_parts_no_cells() -> None:
    text = "|a|b|\n|-|-|\n|x\\|y|[n](https://a.kr/\\|z)|\n"
    row = only(text).rows[1]
    assert (row[0].text, row[1].parts) == ("x|y", (Part("n", "https://a.kr/|z"),))
    assert text[row[0].start : row[0].end] == "x\\|y"


def test_a_row_that_is_too_short_has_cells_without_a_place() -> None:
    row = only("|a|b|\n|-|-|\n|1|\n").rows[1]
    assert (row[1].parts, row[1].start) == ((), None)


def test_a_table_in_a_block_of_code_is_none() -> None:
    assert parsing.parse_page("```\n|a|b|\n|-|-|\n|1|2|\n```\n").grids == ()


def test_the_items_of_a_list_are_under_their_headings() -> None:
    found = only("# 모임\n## 1주차\n- [x] 가람\n- [ ] 나래\n")
    assert (found.form, found.headings, texts(found)) == (
        "list",
        ("모임", "1주차"),
        [["[x] 가람"], ["[ ] 나래"]],
    )

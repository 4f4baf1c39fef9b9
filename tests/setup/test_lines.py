"""Pasted text, line by line."""

import pytest

from studylib.setup import lines
from studylib.setup.lines import PastedLine, cut_bullets, split_paste


def test_blank_lines_and_rules_are_left_out_and_the_others_keep_their_numbers() -> None:
    found = list(split_paste("가람\r\n\n---\n| --- |:---:|\n \u200b \n나래"))
    assert found == [PastedLine(1, ("가람",)), PastedLine(6, ("나래",))]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("가람\ta@x.kr\t\t", ("가람", "a@x.kr")),
        ("| 가람 | a@x.kr |", ("가람", "a@x.kr")),
        ("가람, a", ("가람, a",)),
    ],
)
def test_a_line_of_a_table_has_cells(text: str, cells: tuple[str, ...]) -> None:
    assert [each.cells for each in split_paste(text)] == [cells]


def test_a_quoted_cell_of_a_spreadsheet_may_hold_several_lines() -> None:
    found = list(split_paste('1\t"https://a.kr\nhttps://b.kr"\n2\tc'))
    assert found == [PastedLine(1, ("1", "https://a.kr\nhttps://b.kr")), PastedLine(3, ("2", "c"))]


@pytest.mark.parametrize("text", ['가람\t"나래\n다온\tb', '"가람\ta\n나래\t"b', 'a"b\tc\nd\t"'])
def test_a_quote_that_nobody_closed_swallows_no_line(text: str) -> None:
    assert [each.number for each in split_paste(text)] == [1, 2]


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "1. ", "12) ", "(3) ", "① ", "[ ] ", "- [x] 2. "])
def test_bullets_and_numbers_of_a_list_are_cut(bullet: str) -> None:
    assert cut_bullets(f"{bullet}가람") == "가람"


@pytest.mark.parametrize("text", ["3.5 강의", "1", "-", "2pac", "1번가"])
def test_what_is_no_bullet_stays(text: str) -> None:
    assert cut_bullets(text) == text


def test_what_no_cell_can_hold_becomes_a_blank() -> None:
    assert [each.cells for each in split_paste("가\x00람\ud800")] == [("가 람\ufffd",)]


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_text_a_line_and_its_cells_have_a_limit(more: int) -> None:
    assert (lines.explain_paste("a" * (lines.LONGEST_PASTE + more)) is None) is (more < 1)
    assert (lines.explain_paste("a\n" * (lines.MOST_LINES + more)) is None) is (more < 1)
    assert (lines.explain_line(["a", "a" * (lines.LONGEST_LINE - 1 + more)]) is None) is (more < 1)
    assert (lines.explain_line(["a"] * (lines.MOST_CELLS + more)) is None) is (more < 1)

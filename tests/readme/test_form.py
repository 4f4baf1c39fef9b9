"""How a group writes its table: links, signs and line ends."""

import re
from datetime import UTC, datetime

import pytest

from studylib.readme import entries, listing, parsing
from studylib.readme.form import (
    Form,
    escape_address,
    escape_markdown,
    find_line_end,
    has_signs_only,
    write_link,
)
from studylib.readme.marks import Mark
from studylib.readme.season_links import gather_links
from tests.readme.writing_seasons import season


def read_form(text: str, html: bool = False) -> Form:
    (grid,) = parsing.parse_page(text, html=html).grids
    found = listing.find_listing(grid, None)
    assert found is not None
    written, _ = entries.read_entries(found, None)
    return Form(text, found, written, gather_links(season({}), datetime(2022, 4, 29, tzinfo=UTC), False))


@pytest.mark.parametrize(
    ("cells", "separator"),
    [
        ("[가람]() / [나래]()", " / "),
        ("[가람]()<br>[나래]()", "<br>"),
        ("[가람]()와 [나래]()", " &nbsp; "),
        ("[가람]()", " &nbsp; "),
    ],
)
def test_the_separator_is_what_parts_two_links_if_it_is_no_word(cells: str, separator: str) -> None:
    assert read_form(f"|주차|과제|\n|-|-|\n|1주차|{cells}|\n").separator == separator


def test_the_members_are_in_the_order_of_the_table_and_then_of_the_roster() -> None:
    assert read_form("|주차|과제|\n|-|-|\n|1주차|[나래]()|\n").names == ("나래", "가람")


@pytest.mark.parametrize(("text", "caption"), [("글", "글"), ("https://g.kr", "링크")])
def test_the_caption_is_the_most_common_text_of_a_link_unless_it_is_an_address(
    text: str, caption: str
) -> None:
    assert read_form(f"|주차|가람|\n|-|-|\n|1주차|[{text}](https://g.kr)|\n").caption == caption


def test_a_sign_is_chosen_as_the_table_writes_it_and_late_falls_back_to_done() -> None:
    form = read_form("|이름|1주차|2주차|\n|-|-|-|\n|가람|✅|✅|\n|나래|O|❌|\n")
    assert has_signs_only(form.listing)
    assert [form.choose_sign(mark) for mark in (Mark.DONE, Mark.LATE, Mark.NOT)] == ["✅", "✅", "❌"]


def test_a_table_with_one_link_does_not_have_signs_only() -> None:
    form = read_form("|이름|1주차|\n|-|-|\n|가람|[O](https://g.kr)|\n|나래|O|\n")
    assert not has_signs_only(form.listing)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("가람", "가람"), ("[a]*b_c", r"\[a\]\*b\_c"), ("a|b", r"a\|b"), ("a\n b", "a b")],
)
def test_a_text_is_escaped_so_that_markdown_shows_it_letter_by_letter(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


@pytest.mark.parametrize(
    ("address", "escaped"),
    [
        ("https://g.kr/a(b)", "https://g.kr/a(b)"),
        ("https://g.kr/a(b", r"https://g.kr/a\(b"),
        ("https://g.kr/|&amp;", r"https://g.kr/\|\&amp;"),
        ("https://g.kr/?a&b", "https://g.kr/?a&b"),
    ],
)
def test_an_address_is_escaped_only_if_markdown_would_read_another(address: str, escaped: str) -> None:
    assert escape_address(address) == escaped


def test_a_link_is_written_for_markdown_and_for_html() -> None:
    assert write_link("a*", "https://g.kr/?a&b", False) == r"[a\*](https://g.kr/?a&b)"
    assert write_link("<a>", "https://g.kr/?a&b", True) == '<a href="https://g.kr/?a&amp;b">&lt;a&gt;</a>'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_first_line_end_of_a_text_is_its_own(end: str) -> None:
    assert find_line_end(f"a{end}b\n") == end
    assert re.fullmatch("\n", find_line_end("a"))

"""Links, texts and line ends as the file of a README needs them."""

import re

import pytest

from studylib.readme import writing
from studylib.readme.written_links import escape_address, escape_markdown, find_line_end, write_link
from tests.readme.writing_seasons import NOW, Links, imported, season


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


@pytest.mark.parametrize("is_html", [False, True])
def test_right_to_left_names_of_one_cell_keep_their_order_and_are_read_again(is_html: bool) -> None:
    links: Links = {("שלום", 1): ["https://n.kr/1"], ("سلام", 1): ["https://n.kr/2"]}
    study = season(links, names=("שלום", "سلام"))
    written = writing.write_season("", study, NOW, is_html=is_html)
    assert "\u2068שלום\u2069" in written
    assert imported(written, study, html=is_html) == {
        ("שלום", 1, "https://n.kr/1"),
        ("سلام", 1, "https://n.kr/2"),
    }
    assert writing.write_season(written, study, NOW, is_html=is_html) == written

"""Links, texts and line ends as the file of a README needs them."""

import re

import pytest

from studylib.readme.written_links import escape_address, escape_markdown, find_line_end, write_link


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

"""Links as markup, and which addresses are safe to link to."""

import pytest

from studylib.web.anchors import draw_links, is_link, shorten_link
from studylib.web.markup import LONGEST_LINK
from studylib.workbook.answers import ERASED


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.example", True),
        ("http://a.example/b?c#d", True),
        ("https://google.com@x.kr", False),
        ("javascript:alert(1)", False),
        ("ftp://a.example", False),
        ("a.example", False),
        ("", False),
        (ERASED, False),
    ],
)
def test_an_address_is_linked_if_it_leads_where_it_seems_to(address: str, safe: bool) -> None:
    assert is_link(address) is safe


@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_an_address_is_shortened_beyond_a_length(extra: int) -> None:
    host = "a.example"
    path = "/" + "c" * (LONGEST_LINK + extra - len(host) - 1)
    shown = shorten_link(f"https://www.{host}{path}")
    assert len(shown) <= LONGEST_LINK
    assert (shown == f"{host}{path}") is (extra <= 0)


def test_a_long_address_keeps_its_host_and_the_end_of_its_path() -> None:
    assert shorten_link(f"https://a.example/{'b' * LONGEST_LINK}/note") == "a.example/…/note"
    assert shorten_link("https://a.example/%EA%B8%80/") == "a.example/글"


def test_several_links_are_one_a_line() -> None:
    built = str(draw_links(["https://a.example", "https://b.example"]))
    assert (built.count("<a "), built.count("<br>")) == (2, 1)
    assert str(draw_links([])) == ""


def test_a_text_with_its_address_behind_it_is_a_link_of_that_text() -> None:
    built = str(draw_links(["Lecture 3 https://a.example/3", "Chapter 3"]))
    assert built.count("<a ") == 1
    assert 'href="https://a.example/3"' in built
    assert ">Lecture 3</a>" in built
    assert "Chapter 3" in built


@pytest.mark.parametrize("text", ["https://google.com", "google.com", "보기: https://google.com"])
def test_a_text_that_looks_like_an_address_never_hides_another(text: str) -> None:
    built = str(draw_links([f"{text} https://x.kr/1"]))
    assert ">x.kr/1</a>" in built
    assert "google.com</a>" not in built


def test_a_text_before_an_address_that_is_not_safe_is_no_link() -> None:
    assert "<a " not in str(draw_links(["Lecture https://google.com@x.kr"]))

"""Links as markup, and which addresses are safe to link to."""

import pytest

from studylib.web.anchors import LONGEST_LABEL, draw_link, draw_links, is_link, shorten_link, write_host
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


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("gіthub.com", "xn--gthub-n2e.com"),  # a Cyrillic letter
        ("аpple.com", "xn--pple-43d.com"),
        ("www.google。com.évil.example", "google.com.xn--vil-9la.example"),
        ("ɡithub.com", "xn--ithub-qmc.com"),
        ("git허브.kr", "xn--git-yp2nl36g.kr"),
        ("한글.kr", "한글.kr"),
        ("xn--bj0bj06e.kr", "xn--bj0bj06e.kr"),
    ],
)
def test_a_host_that_may_pass_for_another_is_shown_in_ascii(host: str, shown: str) -> None:
    assert shorten_link(f"https://{host}/a") == f"{shown}/a"
    assert f">{shown}/a</a>" in str(draw_links([f"https://{host}/a"]))


@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_a_part_of_a_host_that_is_too_long_for_one_stays_as_it_is(extra: int) -> None:
    shown = write_host("é" * (LONGEST_LABEL + extra))
    assert shown.isascii() is (extra <= 0)


@pytest.mark.parametrize(
    "text",
    ["Visit google.com", "google．com/a", "google。com", "3강 (github.com/google)", "www.google.com 보기"],
)
def test_a_text_that_holds_an_address_never_hides_another(text: str) -> None:
    built = str(draw_links([f"{text} https://x.kr/1"]))
    assert built.endswith(">x.kr/1</a></span>")


def test_a_link_that_hides_its_host_is_text_beside_its_name() -> None:
    address = "https://github.com%40evil.example/"
    assert str(draw_link(address, "가람")) == f"<span>가람 {address}</span>"


@pytest.mark.parametrize("written", ["a.example/%E2%80%AEgpj.exe", "a.example/%D7%90/1"])
def test_a_path_turns_nothing_outside_its_link(written: str) -> None:
    built = str(draw_link(f"https://{written}"))
    assert "\u202e" not in built
    assert "<bdi>" in built or "א" not in built

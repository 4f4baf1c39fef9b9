"""Addresses behind texts, written into the texts."""

import pytest

from studylib.workbook.hyperlinks import (
    Hyperlink,
    is_address,
    lacks_address,
    split_reference,
    write_links,
)
from tests.growth import LINEAR, find_growth

A, B = "https://a.kr/1", "https://b.kr/2"


@pytest.mark.parametrize(
    ("text", "hyperlinks", "written"),
    [
        ("Lecture 3", [Hyperlink(A)], f"Lecture 3 {A}"),
        ("3강\nCNNs", [Hyperlink(A)], f"3강\nCNNs {A}"),
        ("3강\nCNNs\n\n", [Hyperlink(A)], f"3강\nCNNs {A}"),
        ("Lab 1: notebook", [Hyperlink(A, 7, 15)], f"Lab 1: notebook {A}"),
        ("Slides, Notes", [Hyperlink(A, 0, 6), Hyperlink(B, 8, 13)], f"Slides {A}\nNotes {B}"),
        ("Notes, Slides", [Hyperlink(B, 7, 13), Hyperlink(A, 0, 5)], f"Notes {A}\nSlides {B}"),
        ("읽기: 하나, 둘", [Hyperlink(A, 4, 6), Hyperlink(B, 8, 9)], f"읽기:\n하나 {A}\n둘 {B}"),
        ("하나\r\n둘", [Hyperlink(A, 0, 2), Hyperlink(B, 4, 5)], f"하나 {A}\n둘 {B}"),
        ("😀 가", [Hyperlink(A, 0, 2), Hyperlink(B, 3, 4)], f"😀 {A}\n가 {B}"),
        ("n.kr/1", [Hyperlink("http://n.kr/1")], "http://n.kr/1"),
        ("N.kr/1/", [Hyperlink("https://n.kr/1")], "https://n.kr/1"),
    ],
)
def test_an_address_stands_after_its_text(text: str, hyperlinks: list[Hyperlink], written: str) -> None:
    assert write_links(text, hyperlinks, alone=False) == written


@pytest.mark.parametrize(
    ("text", "hyperlinks", "written"),
    [
        ("정리", [Hyperlink(A)], A),
        ("하나, 둘", [Hyperlink(A, 0, 2), Hyperlink(B, 4, 5)], f"{A}\n{B}"),
        ("하나 둘", [Hyperlink(A, 0, 2), Hyperlink(A, 3, 4)], A),
        (f"정리\n{B}", [Hyperlink(A, 0, 2)], f"{A}\n{B}"),
    ],
)
def test_alone_there_is_one_address_a_line_and_no_text(
    text: str, hyperlinks: list[Hyperlink], written: str
) -> None:
    assert write_links(text, hyperlinks, alone=True) == written


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize(
    "address",
    ["mailto:a@x.kr", "#gid=0", "javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b"],
)
def test_an_address_of_another_kind_leaves_the_text_as_it_is(address: str, alone: bool) -> None:
    assert write_links("3장\n", [Hyperlink(address)], alone=alone) == "3장\n"
    assert not is_address(address)


def test_parts_that_lie_over_each_other_or_outside_lose_no_text_and_raise_nothing() -> None:
    assert write_links("가나다", [Hyperlink(A, 0, 2), Hyperlink(B, 1, 3)], alone=False) == f"가나 {A}\n다 {B}"
    assert write_links("가", [Hyperlink(A, 5, 9)], alone=False) == f"가 {A}"
    assert write_links("가😀", [Hyperlink(A, 0, 2)], alone=False).startswith("가")


def test_the_time_is_linear_in_the_length_and_the_number_of_links() -> None:
    def make(count: int) -> tuple[str, list[Hyperlink]]:
        return "가나 " * count, [Hyperlink(A, 3 * at, 3 * at + 2) for at in range(count)]

    def write(given: tuple[str, list[Hyperlink]]) -> None:
        text, links = given
        assert write_links(text, links, alone=False).count(A) == len(links)

    assert find_growth(write, make, 2_500) < LINEAR
    assert write_links("a" * 50_000, [Hyperlink(A)], alone=True) == A


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Lecture 3", True),
        (A, False),
        (f"정리 {A}", False),
        (f"정리\n{A}", True),
        (f"{A}\n\n{B}\n", False),
        ("n.kr/1", True),
        ("", False),
        (" \n ", False),
    ],
)
def test_a_text_is_doubtful_if_a_line_has_no_address(text: str, lacks: bool) -> None:
    assert lacks_address(text) is lacks


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (f"Lecture 3 {A}", ("Lecture 3", A)),
        (A, ("", A)),
        ("3장 CNNs", ("3장 CNNs", "")),
        (f"{A} 3장", (f"{A} 3장", "")),
        (f"{A} {B}", (A, B)),
        ("", ("", "")),
    ],
)
def test_a_reference_has_a_text_and_an_address(line: str, parts: tuple[str, str]) -> None:
    assert split_reference(line) == parts

"""The texts and links of a cell."""

import pytest

from studylib.readme.grid import Part
from studylib.readme.inline import join_texts
from tests.growth import LINEAR, find_growth
from tests.readme.grids import only


def test_links_are_found_however_they_are_written() -> None:
    text = '|a|\n|-|\n|<a href="https://a.kr/?x&amp;y">가람</a> https://b.kr/c, <https://d.kr> [나래]()|\n'
    links = [part for part in only(text).rows[1][0].parts if part.address is not None]
    assert links == [
        Part("가람", "https://a.kr/?x&y"),
        Part("https://b.kr/c", "https://b.kr/c"),
        Part("https://d.kr", "https://d.kr"),
        Part("나래", ""),
    ]


def test_boxes_breaks_and_pictures_have_their_text() -> None:
    text = '<table><tr><td><input type="checkbox" checked> a<br>b <img alt="✅"></td></tr></table>'
    assert only(text, html=True).rows[0][0].text == "[x] a b ✅"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://a.kr/x).", "https://a.kr/x"),
        ("https://a.kr/x_(y)).", "https://a.kr/x_(y)"),
        ("https://a.kr/x).)!)", "https://a.kr/x"),
        ("https://a.kr/((x)", "https://a.kr/((x)"),
    ],
)
def test_punctuation_and_spare_brackets_behind_an_address_are_cut(written: str, address: str) -> None:
    assert join_texts((Part(written),), broken=False)[0] == Part(address, address)


@pytest.mark.parametrize("end", [")", ").", "!"])
def test_the_end_of_an_address_is_cut_in_linear_time(end: str) -> None:
    def join(text: str) -> None:
        join_texts((Part(text),), broken=False)

    assert find_growth(join, lambda count: "https://a.kr/x" + end * count, 20_000) < LINEAR

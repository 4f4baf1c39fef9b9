"""The texts and links of a cell."""

from studylib.readme.grid import Part
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

"""QR codes."""

from html import unescape
from urllib.parse import unquote
from xml.etree import ElementTree

from studylib.web.qr import draw_qr


def test_a_qr_code_is_a_picture_without_a_network() -> None:
    drawn = unescape(str(draw_qr("https://n.kr/check_in?code=123456", "QR")))
    start = 'src="data:image/svg+xml;charset=utf-8,'
    assert start in drawn
    svg = ElementTree.fromstring(unquote(drawn.partition(start)[2].partition('"')[0]))
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"


def test_its_label_is_escaped() -> None:
    assert "<b>" not in str(draw_qr("https://n.kr", '"><b>'))


def test_two_addresses_have_two_pictures() -> None:
    assert draw_qr("https://n.kr/1", "") != draw_qr("https://n.kr/2", "")

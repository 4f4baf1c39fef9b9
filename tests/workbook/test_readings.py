"""Names as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.workbook import readings
from tests.growth import LINEAR, find_growth


@pytest.mark.parametrize(
    ("header", "reading"),
    [
        ("제출 시간", "제출시간"),
        ("제출_시간", "제출시간"),
        ("🔗 링크", "링크"),
        ("링크 (URL)", "링크"),
        ("링크（노션, 블로그）", "링크"),
        ("[필수] 이름", "이름"),
        ("1. 이름", "이름"),
        ("Q2) 주차", "주차"),
        ("이름을 선택해 주세요", "이름"),
        ("링크를 입력해주세요.", "링크"),
        ("성함을 적어 주세요 :)", "성함"),
        ("몇 주차인가요?", "주차"),
        ("제출할 주차를 골라주세요", "주차"),
        ("이름이 무엇인가요?", "이름"),
        ("주차 선택", "주차"),
        ("Please enter your name", "name"),
        ("What is your name?", "name"),
        ("ＵＲＬ", "url"),
    ],
)
def test_a_header_is_read_without_hints_and_politeness(header: str, reading: str) -> None:
    assert reading in readings.list_readings(header)


@pytest.mark.parametrize("header", ["(필수)", "선택", "주", "?", "내용", "이번"])
def test_of_a_header_something_always_stays(header: str) -> None:
    assert "" not in readings.list_readings(header)


@pytest.mark.parametrize("part", ["(", "주차(", "/", "을선택해주세요", "1."])
def test_a_long_text_takes_linear_time(part: str) -> None:
    def read(text: str) -> None:
        readings.list_readings(text)
        readings.list_parts(text)

    assert find_growth(read, lambda count: part * count, 5_000) < LINEAR


@given(st.text())
def test_any_text_can_be_compared(text: str) -> None:
    assert all(readings.list_readings(text))
    assert all(readings.list_parts(text))

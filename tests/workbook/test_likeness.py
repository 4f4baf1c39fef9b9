"""Names as people write them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.workbook import likeness


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
    assert reading in likeness.list_readings(header)


@pytest.mark.parametrize("header", ["(필수)", "선택", "주", "?", "내용", "이번"])
def test_of_a_header_something_always_stays(header: str) -> None:
    assert "" not in likeness.list_readings(header)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("starton", "startson", True),
        ("timezon", "timezone", True),
        ("setitngs", "settings", True),
        ("맴버", "멤버", True),
        ("벌긍", "벌금", True),
        ("참여알", "참여일", True),
        ("link", "link", False),
        ("멤버", "맴바", False),
        ("벌금", "기금", False),
        ("과제", "면제", False),
        ("id", "if", False),
        ("장소", "저장소", False),
        ("정산방", "정산방식", True),
        ("시험일", "시작일", False),
        ("값", "갑", False),
        ("settings", "setup", False),
    ],
)
def test_one_letter_off_is_a_letter_of_a_syllable_or_of_a_word(one: str, other: str, near: bool) -> None:
    assert likeness.is_one_off(one, other) is near
    assert likeness.is_one_off(other, one) is near


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_one_edit_is_damerau_distance_one(one: str, other: str) -> None:
    edits = {one[:at] + one[at + 1 :] for at in range(len(one))}
    edits |= {one[:at] + letter + one[at:] for at in range(len(one) + 1) for letter in "abc"}
    edits |= {one[:at] + letter + one[at + 1 :] for at in range(len(one)) for letter in "abc"}
    edits |= {one[:at] + one[at + 1] + one[at] + one[at + 2 :] for at in range(len(one) - 1)}
    assert (likeness.differ_once(one, other) and one != other) == (other in edits - {one})


@pytest.mark.parametrize(
    "text", ["(" * 50_000, "주차(" * 20_000, "/" * 50_000, "을선택해주세요" * 9_000, "1." * 30_000]
)
def test_a_long_text_takes_no_time(text: str) -> None:
    start = time.process_time()
    likeness.list_readings(text)
    likeness.list_parts(text)
    assert time.process_time() - start < 0.2


@given(st.text())
def test_any_text_can_be_compared(text: str) -> None:
    assert all(likeness.list_readings(text))
    assert all(likeness.list_parts(text))

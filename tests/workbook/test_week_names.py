import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.workbook.week_names import parse_number


@pytest.mark.parametrize(
    "text",
    [
        "3회차",
        "3차시",
        "3회",
        "3차",
        "제3회",
        "제 3 회차",
        "제3차시",
        "3주",
        "3 주 차",
        "03",
        "003",
        "Week3",
        "W3",
        "wk 3",
        "wk3",
        "week #3",
        "Week-3",
        "#3",
        "3week",
        "3rd week",
        "3rd wk",
        "주차 3",
        "3주차(4/20)",
        "3주차 - RNNs",
        "3주차 10회차 강의",
        "3주차 2회차 -",
        "3주차 2회차!",
        "3주차 w2v",
        "3회차 RNNs",
        "3회차(4/20)",
        "제3차시: CNNs",
        "[3주차] RNN",
        "[3회차] RNN",
        "(3주차)",
        "【제3주차】 RNN",
        "[Week 3] RNN",
        "W3: RNN",
        "wk 3 - RNN",
    ],
)
def test_a_week_is_named_in_many_ways(text: str) -> None:
    assert parse_number(text) == 3


@pytest.mark.parametrize(
    "text",
    [
        "3,4주차",
        "3~4주차",
        "3,4회차",
        "3~4회차",
        "3-4차시",
        "3회차, 4회차",
        "3차 4차",
        "3회차 & 4",
        "3주차, 4회차",
        "3주차와 4회차",
        "3주차 및 4회차",
        "[3주차] 4주차",
        "[3주차] 4",
        "W3 - 4",
        "W3-4",
        "3-1",
        "3-1주차",
        "3.5",
        "3.5회차",
        "-3",
        "week -3",
        "4월 3주차",
        "2022년 3주차",
        "3회 제출",
        "3차 산업",
        "3 weeks",
        "3rd",
        "No.3",
        "3번째",
        "삼주차",
        "3주차, 4",
        "1000",
        "",
        "3주차" + "!" * 10_000 + "4",
    ],
)
def test_a_text_that_names_no_week_or_two_is_zero(text: str) -> None:
    assert parse_number(text) == 0


@given(
    st.integers(1, 999),
    st.sampled_from(["{}주차", "제{}회", "{} 차시", "Week {}", "w{}", "#{}", "{:03}", "[{}주차] RNNs"]),
)
def test_every_week_is_read_back(number: int, form: str) -> None:
    assert parse_number(form.format(number)) == number

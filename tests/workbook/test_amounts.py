import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.workbook import amounts
from studylib.workbook.typed import tidy
from tests.examples import many


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("3,000 원", 3_000),
        ("KRW 3,000", 3_000),
        ("3,000 won", 3_000),
        ("3000₩", 3_000),
        ("3,000원정", 3_000),
        ("3,000.00", 3_000),
        ("3.0", 3),
        ("1234.000", 1_234),
        ("0.000", 0),
        ("0원", 0),
        ("+3,000", 3_000),
        ("-3,000", -3_000),
        ("₩-3,000", -3_000),
        ("-1만원", -10_000),
        ("3천", 3_000),
        ("15천원", 15_000),
        ("3천5백원", 3_500),
        ("3천500", 3_500),
        ("1만원", 10_000),
        ("1만5000", 15_000),
        ("1만5,000원", 15_000),
        ("1만30원", 10_030),
        ("1만5천500원", 15_500),
        ("1.5만원", 15_000),
        ("0.5천원", 500),
        ("3천만원", 30_000_000),
        ("3천5백만원", 35_000_000),
        ("10,000만원", 100_000_000),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, won: int) -> None:
    assert amounts.parse_written_amount(text) == won


@pytest.mark.parametrize(
    "text",
    [
        "3.000",
        "3.000원",
        "-12.500",
        "₩999.999",
        "1.255만원",
        "3,00",
        "3,0000",
        "3.000.000",
        "3'000",
        "3 000",
        "삼천원",
        "△3,000",
        "(3,000)",
        "무료",
        "만원",
        "원",
        "1만5",
        "1만500",
        "3천50",
        "3천1000원",
        "1만 15천원",
        "5천 1만원",
        "1천 2천원",
        "1.5만 5천원",
        "1,5천원",
        "--3",
        "-₩-3",
        "3K",
        "$3",
        "3,000원/주",
        "9" * 41,
        "",
    ],
)
def test_a_text_that_is_no_sure_amount_is_none(text: str) -> None:
    assert amounts.parse_written_amount(text) is None


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [("3.00", False), ("3.000", True), ("3.0000", False), ("0.000", False), ("1234.000", False)],
)
def test_only_a_point_before_three_digits_may_part_thousands(text: str, doubtful: bool) -> None:
    assert amounts.may_be_two(text) is doubtful


@settings(max_examples=many(300))
@given(st.integers(0, 10**9))
def test_every_amount_is_read_back_from_each_way_of_writing_it(won: int) -> None:
    myriads, rest = divmod(won, 10_000)
    forms = [f"{won:,}원", f"₩{won}", f"{won:,} 원", f"KRW {won:,}", f"{won}₩", str(won), f"{won}.0"]
    forms += [f"{myriads:,}만{rest:04}", f"{myriads}만 {rest}원"] if myriads else []
    forms.append("".join(chr(ord(char) + 0xFEE0) for char in f"{won:,}"))
    assert [amounts.parse_written_amount(tidy(form)) for form in forms] == [won] * len(forms)

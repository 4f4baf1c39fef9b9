import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.text import masking
from studylib.text.masking import mask_addresses
from tests.growth import LINEAR, find_growth


@pytest.mark.parametrize(
    ("address", "shown"),
    [("garam@x.kr", "g***@x.kr"), ("a@x.kr", "a***@x.kr"), ("@x.kr", "***@x.kr"), ("a@b@x.kr", "a***@x.kr")],
)
def test_an_address_is_masked(address: str, shown: str) -> None:
    assert masking.mask_address(address) == shown


def test_an_address_without_an_at_sign_is_masked_too() -> None:
    assert "arambaram" not in masking.mask_address("garambaram")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hana@school.kr", "h***@school.kr"),
        ("hana.kim+study@school.co.kr에 물어보세요", "h***@school.co.kr에 물어보세요"),
        ("<hana@school.kr>, narae@x.kr.", "<h***@school.kr>, n***@x.kr."),
        ("https://x.kr/?u=hana@school.kr", "https://x.kr/?u=h***@school.kr"),
        ("https://x.kr/?u=hana%40school.kr&v=1", "https://x.kr/?u=h***%40school.kr&v=1"),
        ("https://x.kr/?u=hana%2540school.kr", "https://x.kr/?u=h***%2540school.kr"),
        ("hana＠school.kr", "h***＠school.kr"),
        ("h@x.kr", "h***@x.kr"),
        ("h***@x.kr", "h***@x.kr"),
        ("https://cdn.example/npm/vue@3.2.1/dist.js", "https://cdn.example/npm/vue@3.2.1/dist.js"),
        ("https://velog.io/@hana/week-1", "https://velog.io/@hana/week-1"),
        ("3주차 @ 강남", "3주차 @ 강남"),
    ],
)
def test_an_address_is_masked_anywhere_in_a_text(text: str, shown: str) -> None:
    assert mask_addresses(text) == shown
    assert mask_addresses(shown) == shown


@given(st.text(alphabet="ab.-*@%40＠ /", max_size=60))
def test_a_masked_text_stays_unchanged(text: str) -> None:
    assert mask_addresses(mask_addresses(text)) == mask_addresses(text)


@pytest.mark.parametrize(
    ("start", "part", "end"),
    [("", "a", "@"), ("", "a@", ""), ("a@", "b.", ""), ("", "%40", ""), ("a@b", "-.", "")],
)
def test_a_cell_as_long_as_can_be_is_masked_in_linear_time(start: str, part: str, end: str) -> None:
    assert find_growth(mask_addresses, lambda count: start + part * count + end, 12_500) < LINEAR

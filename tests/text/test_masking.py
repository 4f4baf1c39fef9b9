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
        ("hong@school", "h***@school"),
        ("hong@school,narae@home", "h***@school,n***@home"),
        ("https://x.kr/?u=hong@school", "https://x.kr/?u=h***@school"),
        ("김하나/hana@school", "김하나/h***@school"),
        ("hong@school。kr", "h***@school。kr"),
        ("hong@b．kr", "h***@b．kr"),
        ("hong@b｡kr", "h***@b｡kr"),
        ("ho\u00adng@\u200bsch\u2060ool.kr", "h***@\u200bsch\u2060ool.kr"),
        ("hong%2Ekim%40school%2Ekr", "h***%40school%2Ekr"),
        ("hong%40b%252ekr", "h***%40b%252ekr"),
        ("hong@@school.kr", "h***@@school.kr"),
        ("hong%40%40school.kr", "h***%40%40school.kr"),
        ("hong&#64;school.kr", "h***&#64;school.kr"),
        ("hong@b.c.d.e.f.g.h.i.j.k.l.m.kr", "h***@b.c.d.e.f.g.h.i.j.k.l.m.kr"),
        ("홍길동@한국.한국", "홍***@한국.한국"),
        ("hong@xn--3e0b707e.xn--3e0b707e", "h***@xn--3e0b707e.xn--3e0b707e"),
        ("jose\u0301@x.kr", "j***@x.kr"),
        ("hong@10.0.0.5", "h***@10.0.0.5"),
        ("hong@[10.0.0.5]", "h***@[10.0.0.5]"),
        ("@hana@mastodon.social", "@h***@mastodon.social"),
        ("x" * 80 + "@x.kr", "x***@x.kr"),
        ("@everyone", "@everyone"),
        ("vue@3.2.1", "vue@3.2.1"),
        ("vue@v3", "vue@v3"),
        ("recall@k", "recall@k"),
        ("모임@강남", "모임@강남"),
        ("a @ b", "a @ b"),
        ("https://esm.sh/react@canary", "https://esm.sh/react@canary"),
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


@given(st.text(alphabet="ab.-*@%40E2＠ /:\u200b。", max_size=60))
def test_a_masked_text_stays_unchanged(text: str) -> None:
    assert mask_addresses(mask_addresses(text)) == mask_addresses(text)


@given(st.text(alphabet="ab.-*@%40E2＠ /:\u200b。", max_size=60))
def test_the_mask_of_a_listed_address_is_one_masked_address(text: str) -> None:
    for found in masking.list_addresses(text):
        assert masking.MASKED.fullmatch(mask_addresses(found))


@pytest.mark.parametrize(
    ("start", "part", "end"),
    [
        ("", "a", "@"),
        ("", "a@", ""),
        ("a@", "b.", ""),
        ("", "%40", ""),
        ("a@b", "-.", ""),
        ("https://x", "/ab@cd", ""),
        ("", "\u200b@ab", ""),
        ("a@", "\u200b", "kr"),
        ("a@b", "%2E", ""),
        ("", "a@@@", ""),
    ],
)
def test_a_cell_as_long_as_can_be_is_masked_in_linear_time(start: str, part: str, end: str) -> None:
    assert find_growth(mask_addresses, lambda count: start + part * count + end, 12_500) < LINEAR

"""Chips in the text of a cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.stores.google.chips import place_chips
from studylib.workbook.hyperlinks import Hyperlink

A, B = "https://a.kr/1", "https://b.kr/2"


@pytest.mark.parametrize(
    ("entered", "shown", "starts", "spans"),
    [
        ("@", "강의 자료", [0], [(0, 5)]),
        ("강의 @ 참고", "강의 슬라이드 참고", [3], [(3, 7)]),
        ("볼 것: @, @", "볼 것: 첫 글, 둘째 글", [5, 8], [(5, 8), (10, 14)]),
        ("😀 @", "😀 노트", [3], [(3, 5)]),
        ("a@b @", "a@b 노트", [4], [(4, 6)]),
        ("@\n@", "하나\n둘", [0, 2], [(0, 2), (3, 4)]),
        ("@", "", [0], [(0, 0)]),
        ("@\u0200@", "\u0002\u0100\u0200끝", [0, 2], [(0, 2), (3, 4)]),
    ],
)
def test_a_chip_is_where_its_title_is_shown(
    entered: str, shown: str, starts: list[int], spans: list[tuple[int, int]]
) -> None:
    addresses = [A, B][: len(starts)]
    placed = place_chips(entered, shown, list(zip(starts, addresses, strict=True)))
    assert placed == [Hyperlink(address, *span) for address, span in zip(addresses, spans, strict=True)]


@pytest.mark.parametrize(
    ("entered", "shown"),
    [
        ("@ @", "강의 하나 둘"),
        ("@@ ", "하나둘 "),
        ("@ @", "하나"),
        ("앞 @ @", "뒤 하나 둘"),
        ("@ @ 끝", "하나 둘"),
    ],
)
def test_if_the_titles_cannot_be_told_apart_both_addresses_stand_for_the_whole(
    entered: str, shown: str
) -> None:
    starts = [at for at, letter in enumerate(entered) if letter == "@"]
    placed = place_chips(entered, shown, list(zip(starts, [A, B], strict=True)))
    assert placed == [Hyperlink(A), Hyperlink(B)]


@pytest.mark.parametrize(
    ("entered", "starts"), [("하나 둘", [0, 3]), ("@", []), ("", [0]), ("@", [1]), ("a@", [0])]
)
def test_chips_that_do_not_stand_in_the_entered_text_are_not_placed(entered: str, starts: list[int]) -> None:
    assert place_chips(entered, "하나 둘", [(start, A) for start in starts]) is None


@given(st.lists(st.text("ab 😀가", max_size=4), min_size=2, max_size=6), st.data())
def test_chips_are_placed_where_they_are_or_nowhere(between: list[str], data: st.DataObject) -> None:
    titles = [data.draw(st.text("ab 가😀", max_size=5)) for _ in between[1:]]
    entered, shown, chips, spans = between[0], between[0], [], []
    for title, part in zip(titles, between[1:], strict=True):
        chips.append((count_units(entered), A))
        spans.append((count_units(shown), count_units(shown + title)))
        entered, shown = f"{entered}@{part}", shown + title + part
    placed = place_chips(entered, shown, chips)
    assert placed in ([Hyperlink(A, *span) for span in spans], [Hyperlink(A)] * len(chips))


def count_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_in_texts_that_are_the_same_nothing_is_to_be_found() -> None:
    assert place_chips("@가람 링크", "@가람 링크", [(0, A)]) is None

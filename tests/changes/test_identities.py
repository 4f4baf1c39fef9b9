"""Answers that a workbook has already."""

import pytest

from studylib.changes.identities import Identity, PresentAnswers

THERE: Identity = (1_000, "가람", "1", "https://n.kr/1")


def find(*asked: Identity, there: tuple[Identity, ...] = (THERE,)) -> list[bool]:
    return PresentAnswers(iter(there)).find(asked)


@pytest.mark.parametrize(
    ("seconds", "found"), [(998, False), (999, True), (1_000, True), (1_001, True), (1_002, False)]
)
def test_the_time_may_differ_by_a_second(seconds: int, found: bool) -> None:
    assert find((seconds, *THERE[1:])) == [found]


def test_one_part_may_have_been_corrected_and_not_two() -> None:
    assert find((1_000, "나래", "1", "https://n.kr/1")) == [True]
    assert find((1_000, "가람", "2", "https://n.kr/1")) == [True]
    assert find((1_000, "가람", "1", "https://n.kr/2")) == [True]
    assert find((1_000, "나래", "2", "https://n.kr/1")) == [False]


def test_each_one_stands_for_one_and_an_equal_one_goes_first() -> None:
    other: Identity = (1_000, "가람", "1", "https://n.kr/2")
    assert find(other, THERE) == [False, True]
    assert find(other, THERE, there=(THERE, other)) == [True, True]
    assert find(THERE, THERE) == [True, False]


def test_a_time_that_cannot_be_read_has_to_be_the_same_text() -> None:
    unread: Identity = ("어제", "가람", "1", "https://n.kr/1")
    assert find(unread, there=(unread,)) == [True]
    assert find(("오늘", *unread[1:]), there=(unread,)) == [False]

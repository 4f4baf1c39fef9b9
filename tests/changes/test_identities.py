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


def test_one_part_may_have_been_corrected() -> None:
    assert find((1_000, "나래", "1", "https://n.kr/1")) == [True]
    assert find((1_000, "가람", "2", "https://n.kr/1")) == [True]
    assert find((1_000, "가람", "1", "https://n.kr/2")) == [True]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ((1_000, "나래", "2", "https://n.kr/1"), True),
        ((1_002, "나래", "2", "https://n.kr/1"), False),
        ((1_000, "나래", "1", "https://n.kr/2"), False),
        ((1_000, "가람", "2", "https://n.kr/2"), False),
    ],
)
def test_of_a_moved_answer_of_a_renamed_member_time_and_link_stayed(asked: Identity, found: bool) -> None:
    assert find(asked) == [found]


def test_without_a_link_or_a_time_two_corrected_parts_make_another_answer() -> None:
    assert find((1_000, "나래", "2", ""), there=((1_000, "가람", "1", ""),)) == [False]
    assert find(("어제", "나래", "2", "https://n.kr/1"), there=(("어제", *THERE[1:]),)) == [False]


def test_a_surer_match_goes_before_one_by_time_and_link_alone() -> None:
    pair: Identity = (1_000, "나래", "2", "https://n.kr/1")
    corrected: Identity = (1_000, "가람", "3", "https://n.kr/1")
    assert find(pair, corrected) == [False, True]


def test_each_one_stands_for_one_and_an_equal_one_goes_first() -> None:
    other: Identity = (1_000, "가람", "1", "https://n.kr/2")
    assert find(other, THERE) == [False, True]
    assert find(other, THERE, there=(THERE, other)) == [True, True]
    assert find(THERE, THERE) == [True, False]


def test_a_time_that_cannot_be_read_has_to_be_the_same_text() -> None:
    unread: Identity = ("어제", "가람", "1", "https://n.kr/1")
    assert find(unread, there=(unread,)) == [True]
    assert find(("오늘", *unread[1:]), there=(unread,)) == [False]

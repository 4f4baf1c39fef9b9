"""What became of each link of an answer."""

from datetime import datetime, timedelta

import pytest

from studylib.season import board
from studylib.season.fates import Fate, judge_links
from studylib.season.receipt import Pending, judge_receipt
from tests.season import task_seasons
from tests.season.reference_tasks import SEOUL, Facts, HandIn, Work

AT = datetime(2022, 4, 7, 12, tzinfo=SEOUL)
DAY = timedelta(days=1)
MIDNIGHT = datetime(2022, 4, 8, tzinfo=SEOUL)
MS = timedelta(milliseconds=1)
COUNTS, REPEATED, BEYOND_DAY, BEYOND_COUNT = Fate


def judge(at: datetime, links: str, *before: tuple[datetime, str], count: int = 3) -> tuple[Fate, ...]:
    """Judge the links of an answer at ``at``, after those before it. Two new links a day count."""
    work = Work("문제", count=count, per_day=2)
    hand_ins = [HandIn("가람", 1, *each, "문제") for each in (*before, (at, links))]
    study = task_seasons.study(Facts(week_count=1, works=(work,), hand_ins=tuple(hand_ins)))
    receipt = judge_receipt(board.judge(study, at), "가람", 1, at, "문제")
    assert not isinstance(receipt, Pending)
    return judge_links(study, receipt, "가람", 1, "문제", at, links.splitlines())


def test_the_first_links_of_a_day_count_and_those_after_its_limit_do_not() -> None:
    assert judge(AT, "https://a.kr\nhttps://b.kr\nhttps://c.kr") == (COUNTS, COUNTS, BEYOND_DAY)


@pytest.mark.parametrize(
    ("at", "fate"), [(MIDNIGHT - MS, BEYOND_DAY), (MIDNIGHT, COUNTS), (MIDNIGHT + MS, COUNTS)]
)
def test_the_limit_begins_anew_at_midnight(at: datetime, fate: Fate) -> None:
    assert judge(at, "https://c.kr", (AT, "https://a.kr\nhttps://b.kr")) == (fate,)


def test_a_link_beyond_a_day_s_limit_never_counts_afterwards_either() -> None:
    assert judge(AT + DAY, "https://c.kr", (AT, "https://a.kr\nhttps://b.kr\nhttps://c.kr")) == (BEYOND_DAY,)


@pytest.mark.parametrize("again", ["https://a.kr", "HTTP://A.kr/", "https://a.kr#more"])
def test_a_link_handed_in_before_counts_since_then(again: str) -> None:
    assert judge(AT + DAY, again, (AT, "https://a.kr")) == (REPEATED,)


def test_the_same_link_twice_in_one_answer_is_one() -> None:
    assert judge(AT, "https://a.kr\nhttps://a.kr/") == (COUNTS,)


@pytest.mark.parametrize(("count", "fates"), [(2, (BEYOND_COUNT,)), (3, (COUNTS,))])
def test_a_task_that_is_done_takes_no_more(count: int, fates: tuple[Fate, ...]) -> None:
    assert judge(AT + DAY, "https://c.kr", (AT, "https://a.kr\nhttps://b.kr"), count=count) == fates


def test_an_answer_that_is_not_read_yet_has_no_fates() -> None:
    work = Work("문제", count=3)
    study = task_seasons.study(
        Facts(week_count=1, works=(work,), hand_ins=(HandIn("가람", 1, AT, "https://a.kr", "문제"),))
    )
    receipt = judge_receipt(board.judge(study, AT + DAY), "가람", 1, AT + DAY, "문제")
    assert not isinstance(receipt, Pending)
    assert (receipt.counted, receipt.count, receipt.counted_at) == (1, 3, None)
    assert judge_links(study, receipt, "가람", 1, "문제", AT + DAY, ["https://b.kr"]) == ()

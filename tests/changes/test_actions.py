"""The leader's weekly changes."""

from datetime import UTC, date, datetime

import pytest

from studylib.changes import actions, check
from studylib.season.kinds import Account
from studylib.season.study import Excuse, Payment
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from tests.changes.builders import NOW, saved, study_of
from tests.changes.task_naming import with_tasks
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab


def test_a_member_is_excused_once() -> None:
    made = actions.excuse_member(book(), study_of(book()), Excuse(1, "나래", "sick"))
    after = saved(book(), made)
    assert study_of(after).excuses == (Excuse(1, "나래", "sick"),)
    assert str(made.what) == "나래 excused from week 1"
    with pytest.raises(ChangeError, match="나래 is already excused from week 1"):
        actions.excuse_member(after, study_of(after), Excuse(1, "나래"))


def test_a_member_is_excused_from_one_task_and_then_from_all() -> None:
    cells = with_tasks()
    made = actions.excuse_member(cells, study_of(cells), Excuse(1, "나래", task="발표"))
    after = saved(cells, made)
    assert str(made.what) == "나래 excused from 발표 of week 1"
    assert study_of(after).excuses[-1] == Excuse(1, "나래", task="발표")
    with pytest.raises(ChangeError, match="already excused from 발표 of week 1"):
        actions.excuse_member(after, study_of(after), Excuse(1, "나래", task="발표"))
    whole = saved(after, actions.excuse_member(after, study_of(after), Excuse(1, "나래")))
    assert study_of(whole).excuses[-1] == Excuse(1, "나래")
    for task in ("모임", None):
        with pytest.raises(ChangeError, match="already excused from week 1"):
            actions.excuse_member(whole, study_of(whole), Excuse(1, "나래", task=task))


@pytest.mark.parametrize(
    ("due_at", "last_second"),
    [
        (datetime(2022, 4, 14, 12, tzinfo=SEOUL), "4/14 (목) 11:59:59"),
        (datetime(2022, 4, 14, 23, 58, 59, tzinfo=SEOUL), "4/14 (목) 23:58:58"),
        (datetime(2022, 4, 14, 23, 59, tzinfo=SEOUL), "4/14 (목) 23:58:59"),
        (datetime(2022, 4, 15, tzinfo=SEOUL), "4/14 (목) 23:59:59"),
    ],
)
def test_a_deadline_is_extended_to_the_moment_given(due_at: datetime, last_second: str) -> None:
    cells = book()
    made = actions.extend_week(cells, cells, study_of(cells), 1, due_at.astimezone(UTC))
    week = study_of(saved(cells, made)).week_of[1]
    assert (week.due_at, week.extended) == (due_at, True)
    assert Language("ko").say(made.what) == f"1주차 마감 {last_second}"


def test_a_week_without_a_row_cannot_be_extended() -> None:
    with pytest.raises(ChangeError, match="The season has no week 9"):
        actions.extend_week(book(), book(), study_of(book()), 9, NOW)


def test_a_turn_is_swapped() -> None:
    cells = book()
    after = saved(cells, actions.swap_turn(cells, cells, study_of(cells), 2, "다온"))
    assert study_of(after).week_of[2].topic.writer == "다온"
    again = saved(after, actions.swap_turn(after, after, study_of(after), 2, None))
    assert study_of(again).week_of[2].topic.writer is None


def test_a_turn_is_not_swapped_to_a_former_member() -> None:
    cells = book(members=tab("members", "name | left_on", "가람", "나래 | 2022-04-13", "다온"))
    made = actions.swap_turn(cells, cells, study_of(cells), 2, "나래")
    (problem,) = check.find_new_problems(cells, made.edits)
    assert "나래 is not in the group in week 2." in str(problem.message)


def test_a_post_is_recorded_and_removed() -> None:
    cells = book()
    made = actions.record_post(cells, cells, study_of(cells), 2, "https://b.kr/1\n https://b.kr/2 ")
    after = saved(cells, made)
    assert study_of(after).week_of[2].topic.post == ("https://b.kr/1", "https://b.kr/2")
    assert str(made.what) == "The post of week 2 recorded"
    removed = actions.record_post(after, after, study_of(after), 2, "\n")
    assert study_of(saved(after, removed)).week_of[2].topic.post == ()
    assert str(removed.what) == "The post of week 2 removed"


def test_a_post_that_is_no_link_is_refused() -> None:
    with pytest.raises(ChangeError, match="link"):
        actions.record_post(book(), book(), study_of(book()), 2, "https://b.kr/1\nmailto:a@x.kr")
    with pytest.raises(ChangeError, match="link"):
        actions.record_post(book(), book(), study_of(book()), 2, "soon")
    with pytest.raises(ChangeError, match="hides where it leads"):
        actions.record_post(book(), book(), study_of(book()), 2, "https://google.com@x.kr")


@pytest.mark.parametrize(
    ("amount", "words"), [(3000, "가람 paid ₩3,000 for"), (-500, "가람 was paid ₩500 for")]
)
def test_a_payment_is_recorded(amount: int, words: str) -> None:
    payment = Payment(date(2022, 5, 2), "2022-04", "가람", amount, "cash")
    made = actions.record_payment(book(), study_of(book()), payment)
    assert study_of(saved(book(), made)).payments == (payment,)
    assert str(made.what).startswith(words)


@pytest.mark.parametrize(
    ("amount", "words"),
    [(30_000, "가람 paid ₩30,000 into the deposit"), (-9, "가람 was paid ₩9 out of the deposit")],
)
def test_a_payment_into_the_deposit_needs_no_month(amount: int, words: str) -> None:
    payment = Payment(date(2022, 5, 2), "", "가람", amount, "cash", Account.DEPOSIT)
    made = actions.record_payment(book(), study_of(book()), payment)
    assert study_of(saved(book(), made)).payments == (payment,)
    assert str(made.what) == words


def test_a_payment_of_nothing_is_none() -> None:
    with pytest.raises(ChangeError, match="A payment of 0 won is none"):
        actions.record_payment(book(), study_of(book()), Payment(date(2022, 5, 2), "2022-04", "가람", 0))

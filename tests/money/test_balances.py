"""Balances: what is left of each deposit, and whose is told to the leader."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from studylib.money import balances
from studylib.money.balances import Balance
from studylib.season.kinds import Account, Pot
from studylib.season.study import Member, Payment, Study
from studylib.text.language import Language
from tests.money.chains import ONE_EACH, group, settled
from tests.season import seasons
from tests.season.reference import SEOUL

SEASON = replace(seasons.study(group(ONE_EACH)), fines_from=Account.DEPOSIT)
"""가람 is fined 4,000 won in April, 나래 in May. April is final at noon of 2022-04-27, May of 2022-05-04."""
APRIL, MAY = datetime(2022, 4, 20, tzinfo=SEOUL), datetime(2022, 5, 20, tzinfo=SEOUL)


def pay(*amounts: tuple[str, int], **facts: object) -> Study:
    paid = tuple(
        Payment(date(2022, 4, 6), "", member, won, account=Account.DEPOSIT) for member, won in amounts
    )
    return replace(SEASON, payments=paid, **facts)  # type: ignore[arg-type]


def told(study: Study, now: datetime = MAY) -> list[str]:
    return list(map(str, balances.explain_balances(study, settled(study, now), now)))


def test_a_balance_is_what_was_paid_in_less_what_was_paid_out_and_drawn() -> None:
    study = pay(("가람", 30_000), ("가람", -1_000), ("떠난이", 5))
    assert balances.list_balances(study, settled(study, MAY), MAY) == (
        Balance("가람", 30_000, 1_000, 4_000),
        Balance("나래", 0, 0, 0),
        Balance("떠난이", 5, 0, 0),
    )
    before = datetime(2022, 4, 5, tzinfo=SEOUL)
    assert balances.list_balances(study, (), before) == (
        Balance("가람", 0, 0, 0),
        Balance("나래", 0, 0, 0),
    )


def test_a_season_without_deposits_has_no_balances() -> None:
    study = replace(SEASON, fines_from=Account.POT)
    assert balances.list_balances(study, settled(study, MAY), MAY) == ()
    assert told(study) == []


@pytest.mark.parametrize(
    ("paid", "why"),
    [
        (4_001, []),
        (4_000, ["Nothing is left of the deposit of 가람. Ask for a payment into it."]),
        (0, ["The deposit of 가람 is ₩0, less than the fines of ₩4,000. Ask for a payment into it."]),
        (-1, ["The deposit of 가람 is below zero: ₩-1. Check the payments into and out of it."]),
    ],
)
def test_a_deposit_that_is_used_up_or_below_zero_is_told_by_name(paid: int, why: list[str]) -> None:
    """The pot is kept, so nobody is owed a share."""
    assert told(pay(("가람", paid), ("나래", 9_000), language="en", pot=Pot.KEEP)) == why


@pytest.mark.parametrize(("paid", "short"), [(3_999, True), (4_000, False), (4_001, False)])
def test_a_deposit_that_is_less_than_the_fines_so_far_is_told_by_name(paid: int, short: bool) -> None:
    """April is still provisional on the 20th."""
    study = replace(pay(("가람", paid), ("나래", 9_000)), language="en")
    why = "The deposit of 가람 is ₩3,999, less than the fines of ₩4,000. Ask for a payment into it."
    assert told(study, APRIL) == ([why] if short else [])


@pytest.mark.parametrize(("paid", "short"), [(999, True), (1_000, False)])
def test_what_a_member_still_owes_of_a_final_fine_is_told_until_it_is_paid(paid: int, short: bool) -> None:
    study = replace(pay(("가람", 3_000), ("나래", 9_000)), language="en")
    by_hand = Payment(date(2022, 4, 29), "2022-04", "가람", paid)
    found = told(replace(study, payments=(*study.payments, by_hand)), datetime(2022, 4, 30, tzinfo=SEOUL))
    owed = "The deposit of 가람 is ₩0, less than the fines of ₩1. Ask for a payment into it."
    assert found == (
        [owed] if short else ["Nothing is left of the deposit of 가람. Ask for a payment into it."]
    )


def test_whoever_has_left_is_told_only_below_zero() -> None:
    gone = (Member("가람", left_on=date(2022, 5, 1)), Member("나래"))
    for won, count in ((0, 0), (-1, 1)):
        assert len(told(pay(("가람", won), ("나래", 9_000), members=gone))) == count


@pytest.mark.parametrize("language", ["ko", "en"])
def test_amounts_are_in_the_language_of_the_visitor_not_of_the_study(language: str) -> None:
    study = replace(pay(("가람", 3_999), ("나래", -1)), language=language)
    low, below = balances.explain_balances(study, settled(study, APRIL), APRIL)
    assert "3,999원" in Language("ko").say(low)
    assert "4,000원" in Language("ko").say(low)
    assert "-1원" in Language("ko").say(below)
    assert "₩3,999, less than the fines of ₩4,000" in Language("en").say(low)
    assert "₩-1" in Language("en").say(below)

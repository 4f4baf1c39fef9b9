"""What one member still sends to whom: what the settlements say."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest

from studylib.money.payments import sum_payments
from studylib.money.rounds import list_rounds
from studylib.money.sendings import Sending, list_sendings
from studylib.money.settlement import Settlement
from studylib.season.kinds import SEASON, PayThrough
from studylib.season.study import Member, Payment
from tests.money.chains import make_month
from tests.season.duties import make_study
from tests.season.reference import SEOUL

NOW = datetime(2022, 7, 1, tzinfo=SEOUL)


def settle(month: str, /, *, final: bool = True, drawn: int = 0, **nets: int) -> Settlement:
    """A period in which the members come to these nets. ``drawn`` comes out of each debtor's deposit."""
    return make_month(month, nets, drawn=drawn, final=final)


def list_for(member: str, chain: Sequence[Settlement], *paid: tuple[str, str, int]) -> tuple[Sending, ...]:
    """What the member sends after these payments: month, member, amount."""
    study = make_study(
        members=tuple(map(Member, "abc")), payments=tuple(Payment(date(2022, 6, 30), *each) for each in paid)
    )
    rounds = list_rounds(chain, sum_payments(study, NOW))
    return list_sendings(chain, rounds, member)


def through_kitty(settlement: Settlement) -> Settlement:
    return replace(settlement, pay_through=PayThrough.KITTY, account="하나은행 1")


@pytest.mark.parametrize(
    ("paid", "amount"), [((), 3_000), ((("2022-04", "a", 2_999),), 1), ((("2022-04", "a", 3_000),), 0)]
)
def test_a_member_sends_what_the_transfer_still_says(
    paid: tuple[tuple[str, str, int], ...], amount: int
) -> None:
    sends = list_for("a", [settle("2022-04", a=-3_000, b=3_000)], *paid)
    assert sends == ((Sending("b", amount, ("2022-04",)),) if amount else ())


def test_debts_of_several_months_to_one_receiver_are_one_sending() -> None:
    chain = [settle("2022-04", a=-3_000, b=3_000), settle("2022-05", a=-2_000, b=1_000, c=1_000)]
    assert list_for("a", chain) == (
        Sending("b", 4_000, ("2022-04", "2022-05")),
        Sending("c", 1_000, ("2022-05",)),
    )


@pytest.mark.parametrize("member", ["b", "c", "nobody"])
def test_who_is_owed_or_takes_no_part_sends_nothing(member: str) -> None:
    assert list_for(member, [settle("2022-04", a=-3_000, b=3_000, c=0)]) == ()


def test_a_provisional_month_asks_for_nothing() -> None:
    assert list_for("a", [settle("2022-04", final=False, a=-3_000, b=3_000)]) == ()


@pytest.mark.parametrize(("drawn", "amount"), [(0, 3_000), (2_000, 1_000), (3_000, 0)])
def test_what_a_deposit_covers_is_not_asked_for(drawn: int, amount: int) -> None:
    sends = list_for("a", [settle("2022-04", drawn=drawn, a=-3_000)])
    assert sends == ((Sending(None, amount, ("2022-04",)),) if amount else ())


def test_the_kitty_is_named_with_its_account_and_a_member_without() -> None:
    assert list_for("a", [through_kitty(settle(SEASON, a=-3_000, b=1_000))]) == (
        Sending(None, 3_000, (SEASON,), "하나은행 1"),
    )
    assert (
        list_for("a", [replace(settle("2022-04", a=-3_000, b=3_000), account="하나은행 1")])[0].account == ""
    )


@pytest.mark.parametrize("owed", [2_999, 3_000, 3_001])
def test_who_is_owed_by_another_month_still_sends_what_somebody_waits_for(owed: int) -> None:
    chain = [settle("2022-04", a=-3_000, b=3_000), settle("2022-05", a=owed, c=-owed)]
    assert list_for("a", chain) == (Sending("b", 3_000, ("2022-04",)),)
    assert list_for("c", chain) == (Sending("a", owed, ("2022-05",)),)
    assert list_for("a", chain, ("2022-04", "a", 3_000)) == ()


def test_a_settled_month_is_left_out_of_the_periods() -> None:
    chain = [settle("2022-04", a=-3_000, b=3_000), settle("2022-05", a=-2_000, b=2_000)]
    assert list_for("a", chain, ("2022-04", "a", 3_000)) == (Sending("b", 2_000, ("2022-05",)),)


@pytest.mark.parametrize(("smallest", "amount"), [(2_999, 3_000), (3_000, 3_000), (3_001, 0)])
def test_what_is_too_small_is_carried_and_not_asked_for_until_it_is_not(smallest: int, amount: int) -> None:
    chain = [replace(settle(month, a=-3_000, b=3_000), smallest=smallest) for month in ("2022-04", "2022-05")]
    sends = list_for("a", chain[:1])
    assert sends == ((Sending("b", amount, ("2022-04",)),) if amount else ())
    if not amount:
        assert list_for("a", chain) == (Sending("b", 6_000, ("2022-05",)),)

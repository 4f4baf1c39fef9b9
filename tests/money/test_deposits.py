"""Deposits: fines come out of them as far as they reach, and a closing keeps what it took."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.money import balances, closing, deposits, payments, transfers
from studylib.money.settlement import Settlement
from studylib.season import board, closings
from studylib.season.kinds import Account, PayThrough, Pot
from studylib.season.study import Payment, Study
from studylib.season.tasks import Task
from tests.money import ledgers
from tests.money.chains import ONE_EACH, group, settled
from tests.money.ledgers import Ledger
from tests.season import seasons
from tests.season.reference import SEOUL

SEASON = replace(seasons.study(group(ONE_EACH)), fines_from=Account.DEPOSIT)
"""가람 is fined 4,000 won in April, 나래 in May. April is final at noon of 2022-04-27, May of 2022-05-04."""
LATER = datetime(2022, 5, 20, tzinfo=SEOUL)


def deposit(member: str, amount: int, on: date = date(2022, 4, 6)) -> Payment:
    return Payment(on, "", member, amount, account=Account.DEPOSIT)


def figures(study: Study, now: datetime = LATER) -> list[tuple[str, str, int, int | None, int]]:
    """Month, member, what came from the deposit, what is left of it, and the net."""
    return [
        (each.month[5:], one.member, one.from_deposit, one.balance, one.net)
        for each in settled(study, now)
        for one in each.participants
    ]


def pay(*paid: Payment, **facts: object) -> Study:
    return replace(SEASON, payments=paid, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "taken", "owed"),
    [
        (0, 0, 4_000),
        (3_999, 3_999, 1),
        (4_000, 4_000, 0),
        (4_001, 4_000, 0),
        (30_000, 4_000, 0),
        (-5, 0, 4_000),
    ],
)
def test_a_fine_comes_out_of_the_deposit_as_far_as_that_reaches(amount: int, taken: int, owed: int) -> None:
    april = settled(pay(deposit("가람", amount)), LATER)[0]
    garam, narae = april.participants
    assert (garam.from_deposit, garam.owed, garam.net, garam.balance) == (taken, owed, -owed, amount - taken)
    assert (narae.from_deposit, narae.net, narae.balance) == (0, 4_000, 0)
    assert sum(transfers.find_nets(april).values()) == 0


def test_transfers_ask_only_for_what_the_deposit_does_not_cover_and_the_kitty_hands_over_the_rest() -> None:
    april = settled(pay(deposit("가람", 3_000)), LATER)[0]
    assert [(each.giver, each.receiver, each.amount) for each in transfers.list_transfers(april)] == [
        (None, "나래", 3_000),
        ("가람", "나래", 1_000),
    ]


def test_periods_take_out_of_one_deposit_in_their_order() -> None:
    both = pay(deposit("가람", 5_000), deposit("나래", 30_000), pot=Pot.KEEP)
    assert figures(both) == [
        ("04", "가람", 4_000, 1_000, 0),
        ("04", "나래", 0, 30_000, 0),
        ("05", "가람", 0, 1_000, 0),
        ("05", "나래", 4_000, 26_000, 0),
    ]


@pytest.mark.parametrize(("hour", "taken"), [(11, 0), (12, 4_000), (13, 4_000)])
def test_a_provisional_period_takes_nothing(hour: int, taken: int) -> None:
    study = pay(deposit("가람", 30_000))
    now = datetime(2022, 4, 27, hour, tzinfo=SEOUL)
    assert figures(study, now)[0] == ("04", "가람", taken, 30_000 - taken, taken - 4_000)


@pytest.mark.parametrize(
    ("on", "taken"), [(date(2022, 5, 19), 4_000), (date(2022, 5, 20), 4_000), (date(2022, 5, 21), 0)]
)
def test_a_deposit_counts_from_its_day_on(on: date, taken: int) -> None:
    assert figures(pay(deposit("가람", 30_000, on)))[0][2] == taken


def close_april(study: Study, now: datetime) -> Study:
    judged, chain = board.judge(study, now), settled(study, now)
    return replace(study, settlements=closing.list_closed_shares(study, judged, chain, "2022-04", (), now))


@pytest.mark.parametrize(
    ("on", "taken"), [(date(2022, 5, 1), 4_000), (date(2022, 5, 2), 4_000), (date(2022, 5, 3), 0)]
)
def test_what_a_closed_period_took_is_decided_by_the_payments_up_to_the_day_of_its_closing(
    on: date, taken: int
) -> None:
    closed = close_april(pay(deposit("가람", 30_000, on)), datetime(2022, 5, 2, 9, tzinfo=SEOUL))
    assert figures(closed)[0] == ("04", "가람", taken, 30_000 * (taken > 0) - taken, taken - 4_000)
    assert figures(closed)[2][3] == 30_000 - taken


def test_a_closing_without_a_time_counts_from_when_the_period_was_final() -> None:
    closed = close_april(pay(deposit("가람", 30_000, date(2022, 4, 28))), LATER)
    timeless = replace(closed, settlements=tuple(replace(row, closed_at=None) for row in closed.settlements))
    assert (figures(closed)[0][2], figures(timeless)[0][2]) == (4_000, 0)


def test_paying_the_deposit_back_leaves_what_was_drawn_before() -> None:
    closed = close_april(pay(deposit("가람", 30_000)), datetime(2022, 5, 2, 9, tzinfo=SEOUL))
    back = replace(closed, payments=(*closed.payments, deposit("가람", -26_000, date(2022, 5, 10))))
    (garam, _) = balances.list_balances(back, settled(back, LATER), LATER)
    assert (garam.paid_in, garam.paid_out, garam.drawn, garam.amount) == (30_000, 26_000, 4_000, 0)
    assert figures(back)[0][2] == 4_000


def test_a_deposit_is_no_payment_into_the_pot_and_does_not_count_as_paid() -> None:
    study = pay(deposit("가람", 1_000), Payment(date(2022, 5, 1), "2022-04", "가람", 2_500))
    chain = settled(study, LATER)
    assert payments.sum_payments(study, LATER) == {"2022-04": {"가람": 2_500}}
    assert payments.list_outstanding(study, chain, LATER)[0].amount == 500


def test_a_deposit_that_fines_do_not_come_out_of_only_has_a_balance() -> None:
    study = pay(deposit("가람", 30_000), fines_from=Account.POT)
    assert figures(study)[0] == ("04", "가람", 0, 30_000, -4_000)
    assert not deposits.keeps_deposits(replace(study, payments=()))
    assert figures(replace(study, payments=()))[0] == ("04", "가람", 0, None, -4_000)


def test_a_look_back_sees_the_deposits_of_that_day_and_opens_what_was_closed_since() -> None:
    closed = close_april(
        pay(deposit("가람", 30_000, date(2022, 5, 2))), datetime(2022, 5, 2, 9, tzinfo=SEOUL)
    )
    now = datetime(2022, 5, 1, tzinfo=SEOUL)
    seen = closings.look_back(closed, now, LATER)
    assert figures(seen, now)[0] == ("04", "가람", 0, 0, -4_000)


# ---- whatever kind of money ----


@settings(max_examples=60)
@given(ledgers.ledgers())
def test_no_won_is_lost_or_invented_in_any_kind_of_season(ledger: Ledger) -> None:
    study, chain, now = ledger.study, ledger.chain, ledger.now
    paid = payments.sum_payments(study, now)
    judged = board.judge(study, now)
    unplaced = sum(each.fine for each in closings.list_unplaced(study, judged))
    begun = {duty.period for duty in study.duties if duty.opens_at <= now}
    in_chain = sum(each.fines for each in chain)
    assert in_chain == int(judged["fine"].sum()) + unplaced
    assert begun <= {each.month for each in chain}
    for before, each in zip((None, *chain), chain, strict=False):
        assert sum(one.share for one in each.participants) + each.carried_out == each.pot
        assert each.carried_in == (before.carried_out if before else 0)
        for of_period in ({}, paid.get(each.month, {})):
            assert sum(transfers.find_nets(each, of_period).values()) == 0
            check_transfers(each, of_period)
    check_balances(ledger)


def check_transfers(each: Settlement, paid: Mapping[str, int]) -> None:
    """Transfers bring all to zero. Through the kitty each member sends or gets once, and never another member."""
    sent = transfers.list_transfers(each, paid)
    rest = dict(transfers.find_nets(each, paid))
    for one in sent:
        rest[one.giver] = rest.get(one.giver, 0) + one.amount
        rest[one.receiver] = rest.get(one.receiver, 0) - one.amount
    assert set(rest.values()) <= {0}
    assert all(one.amount > 0 for one in sent)
    if each.pay_through is PayThrough.KITTY:
        names = [one.giver or one.receiver for one in sent]
        assert len(set(names)) == len(names)
        assert all(None in (one.giver, one.receiver) for one in sent)


def check_balances(ledger: Ledger) -> None:
    """What the deposits come to, and the nets, beside a slow second look."""
    drawn = ledgers.find_drawn(ledger)
    found = {(each.month, one.member): one for each in ledger.chain for one in each.participants}
    assert {key: one.from_deposit for key, one in found.items()} == drawn
    assert all(one.net == one.share - one.fine + drawn[key] for key, one in found.items())
    today = ledger.now.astimezone(SEOUL).date()
    for each in balances.list_balances(ledger.study, ledger.chain, ledger.now):
        left = ledgers.list_won(ledger.study.payments, each.member, today)
        assert each.amount + each.paid_out + each.drawn == each.paid_in
        assert each.paid_in - each.paid_out == left
        assert each.drawn == sum(won for (_, member), won in drawn.items() if member == each.member)


@settings(max_examples=30)
@given(ledgers.ledgers(), st.integers(0, 40))
def test_what_a_closed_period_took_stays_whatever_is_paid_later(ledger: Ledger, days: int) -> None:
    at = max([ledger.now, *(row.closed_at for row in ledger.study.settlements if row.closed_at)])
    on = at.astimezone(SEOUL).date() + timedelta(days=1 + days)
    more = tuple(replace(deposit(name, 9_999), paid_on=on) for name in ledgers.NAMES)
    study = replace(ledger.study, payments=ledger.study.payments + more)
    now = datetime(on.year, on.month, on.day, 12, tzinfo=SEOUL)
    assert list_closed(ledgers.settle(study, now)) == list_closed(ledger.chain)


def list_closed(chain: Sequence[Settlement]) -> list[tuple[str, tuple[tuple[str, int, int], ...]]]:
    return [
        (each.month, tuple((one.member, one.from_deposit, one.net) for one in each.participants))
        for each in chain
        if each.closed
    ]


@settings(max_examples=60)
@given(ledgers.ledgers(), ledgers.TASKS)
def test_whatever_becomes_of_the_tasks_closed_periods_keep_their_money_and_none_is_charged_twice(
    ledger: Ledger, tasks: list[Task]
) -> None:
    """Answers stay, also those for a task that is gone. What a listed week gets later costs nothing in it."""
    study, now = ledgers.change_tasks(ledger.study, tasks), ledger.now
    chain, judged = ledgers.settle(study, now), board.judge(study, now)
    assert list_closed(chain) == list_closed(ledger.chain)
    unplaced = sum(each.fine for each in closings.list_unplaced(study, judged))
    assert sum(each.fines for each in chain) == int(judged["fine"].sum()) + unplaced
    whole = {week for row in study.settlements for week in row.weeks}
    periods = {each.month for each in chain if each.closed}
    assert {duty.period for duty in study.duties if duty.week in whole} <= periods

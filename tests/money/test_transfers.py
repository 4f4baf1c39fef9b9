"""Transfers: few, by size, and every net comes to zero."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.money import transfers
from studylib.money.settlement import Settlement
from studylib.money.transfers import Transfer
from studylib.season.kinds import PayThrough
from studylib.season.study import Study
from tests.examples import many
from tests.money.chains import make_month, settled, studies
from tests.season.reference import Season


def month(*nets: int, carried_in: int = 0) -> Settlement:
    """A month in which members 0, 1, 2 … come to these nets."""
    return make_month("2022-04", {str(place): net for place, net in enumerate(nets)}, carried_in)


@pytest.mark.parametrize(
    ("nets", "carried_in", "sent"),
    [
        ((0, 0), 0, []),
        ((-4_000, 4_000), 0, [("0", "1", 4_000)]),
        ((-1, -3, 2, 2), 0, [("1", "2", 2), ("1", "3", 1), ("0", "3", 1)]),
        ((-2, -2, -2, 6), 0, [("0", "3", 2), ("1", "3", 2), ("2", "3", 2)]),
        (
            (-4_000, 1_333, 1_333, 1_333),
            0,
            [("0", "1", 1_333), ("0", "2", 1_333), ("0", "3", 1_333), ("0", None, 1)],
        ),
        ((5_000, 5_000), 10_000, [(None, "0", 5_000), (None, "1", 5_000)]),
        ((-4_000, 0), 0, [("0", None, 4_000)]),
        ((-4_000, 0), 7_000, [("0", None, 4_000)]),
        ((-5, 3), 0, [("0", "1", 3), ("0", None, 2)]),
        ((-5, 3), 2, [("0", "1", 3), ("0", None, 2)]),
        ((-2, 3), 1, [("0", "1", 2), (None, "1", 1)]),
        ((-4, 2), 0, [("0", "1", 2), ("0", None, 2)]),
    ],
)
def test_the_largest_debt_goes_to_the_largest_credit_ties_in_roster_order_and_the_kitty_last(
    nets: tuple[int, ...], carried_in: int, sent: list[tuple[str | None, str | None, int]]
) -> None:
    assert transfers.list_transfers(month(*nets, carried_in=carried_in)) == tuple(
        Transfer(*each) for each in sent
    )


@settings(max_examples=many(200))
@given(st.lists(st.integers(-9, 9) | st.integers(-100_000, 100_000), max_size=8), st.integers(0, 100_000))
def test_transfers_bring_every_net_to_zero_and_are_few(nets: list[int], carried_in: int) -> None:
    each = month(*nets, carried_in=max(carried_in, sum(nets)))
    rest: dict[str | None, int] = {one.member: one.net for one in each.participants}
    rest[None] = each.carried_out - each.carried_in
    concerned = sum(net != 0 for net in rest.values())
    sent = transfers.list_transfers(each)
    for transfer in sent:
        assert transfer.amount > 0
        assert transfer.giver != transfer.receiver
        rest[transfer.giver] += transfer.amount
        rest[transfer.receiver] -= transfer.amount
    assert set(rest.values()) == {0}
    assert len(sent) <= max(0, concerned - 1)


@pytest.mark.parametrize(
    ("paid", "sent"),
    [
        ({"0": 4_000}, [(None, "1", 4_000)]),
        ({"0": 3_999}, [(None, "1", 3_999), ("0", "1", 1)]),
        ({"0": 4_001}, [(None, "1", 4_000), (None, "0", 1)]),
        ({"1": -4_000}, [("0", None, 4_000)]),
        ({"1": -4_001}, [("0", None, 4_000), ("1", None, 1)]),
        ({"0": 4_000, "1": -4_000}, []),
        ({"left": 500}, [("0", "1", 4_000), (None, "left", 500)]),
        ({"left": -500}, [("0", "1", 4_000), ("left", None, 500)]),
    ],
)
def test_what_is_paid_lies_with_the_kitty_until_it_goes_out(
    paid: dict[str, int], sent: list[tuple[str | None, str | None, int]]
) -> None:
    """Member 0 owes 4,000 won to member 1. One who has left paid for the month, too."""
    assert transfers.list_transfers(month(-4_000, 4_000), paid) == tuple(Transfer(*each) for each in sent)


PAID = st.dictionaries(st.sampled_from(["0", "1", "2", "left"]), st.integers(-9_000, 9_000))


def owe(of: Settlement, paid: Mapping[str, int]) -> dict[str | None, int]:
    """What each member is asked to send."""
    owed: dict[str | None, int] = {}
    for each in transfers.list_transfers(of, paid):
        owed[each.giver] = owed.get(each.giver, 0) + each.amount
    return owed


@settings(max_examples=many(200))
@given(st.lists(st.integers(-9_000, 9_000), min_size=1, max_size=4), PAID)
def test_once_the_listed_transfers_are_recorded_no_transfer_is_listed(
    nets: list[int], paid: dict[str, int]
) -> None:
    each = month(*nets, carried_in=max(0, sum(nets)))
    for sent in transfers.list_transfers(each, paid):
        for member, amount in ((sent.giver, sent.amount), (sent.receiver, -sent.amount)):
            if member:
                paid[member] = paid.get(member, 0) + amount
    assert transfers.list_transfers(each, paid) == ()
    assert {one.owe(paid.get(one.member, 0)) for one in each.participants} == {0}


@settings(max_examples=many(200))
@given(st.lists(st.integers(-9_000, 9_000), min_size=1, max_size=4), PAID)
def test_members_are_asked_for_what_they_owe_and_all_amounts_add_up_to_zero(
    nets: list[int], paid: dict[str, int]
) -> None:
    each = month(*nets, carried_in=max(0, sum(nets)))
    asked = owe(each, paid)
    outstanding = {str(place): -net - paid.get(str(place), 0) for place, net in enumerate(nets)}
    outstanding |= {member: -amount for member, amount in paid.items() if member not in outstanding}
    assert {member: amount for member, amount in asked.items() if member} == {
        member: amount for member, amount in outstanding.items() if amount > 0
    }
    kitty = each.carried_in - each.carried_out + sum(paid.values())
    assert sum(outstanding.values()) + kitty == 0


@settings(max_examples=many(200))
@given(st.lists(st.integers(-9_000, 9_000), min_size=2, max_size=4), PAID, st.data())
def test_a_partial_payment_raises_no_members_debt(
    nets: list[int], paid: dict[str, int], data: st.DataObject
) -> None:
    each = month(*nets, carried_in=max(0, sum(nets)))
    before = owe(each, paid)
    payer = data.draw(st.sampled_from(sorted(member for member in before if member) or [""]))
    if payer:
        part = data.draw(st.integers(1, before[payer]))
        after = owe(each, {**paid, payer: paid.get(payer, 0) + part})
        assert after.get(payer, 0) == before[payer] - part
        others = (before.keys() | after.keys()) - {payer, None}
        assert all(after.get(member, 0) == before.get(member, 0) for member in others)


@settings(max_examples=many(60))
@given(studies())
def test_transfers_of_a_season_bring_every_net_to_zero(drawn: tuple[Season, Study, datetime]) -> None:
    _, study, now = drawn
    for each in settled(study, now):
        nets: dict[str | None, int] = {one.member: one.net for one in each.participants} | {None: 0}
        for transfer in transfers.list_transfers(each):
            nets[transfer.giver] += transfer.amount
            nets[transfer.receiver] -= transfer.amount
        assert nets.pop(None) == each.carried_in - each.carried_out
        assert set(nets.values()) <= {0}


# ---- through the kitty ----


@pytest.mark.parametrize(
    ("nets", "carried_in", "sent"),
    [
        ((0, 0), 0, []),
        ((-4_000, 4_000), 0, [("0", None, 4_000), (None, "1", 4_000)]),
        (
            (-1, 2, -3, 2),
            0,
            [("2", None, 3), ("0", None, 1), (None, "1", 2), (None, "3", 2)],
        ),
        ((5, 0), 10, [(None, "0", 5)]),
        ((-5, 0), 0, [("0", None, 5)]),
    ],
)
def test_through_the_kitty_everybody_pays_or_is_paid_once(
    nets: tuple[int, ...], carried_in: int, sent: list[tuple[str | None, str | None, int]]
) -> None:
    of = replace(month(*nets, carried_in=carried_in), pay_through=PayThrough.KITTY)
    assert transfers.list_transfers(of) == tuple(Transfer(*each) for each in sent)


def test_through_the_kitty_only_what_is_outstanding_is_asked_for() -> None:
    of = replace(month(-4_000, -3_000, 7_000), pay_through=PayThrough.KITTY)
    assert transfers.list_transfers(of, {"0": 4_000, "1": 1_000, "2": -7_000}) == (
        Transfer("1", None, 2_000),
    )
    assert transfers.list_transfers(of, {"0": 4_000, "1": 3_000, "2": -7_000}) == ()
    assert transfers.list_transfers(of, {"0": 5_000, "떠난이": 10}) == (
        Transfer("1", None, 3_000),
        Transfer(None, "2", 7_000),
        Transfer(None, "0", 1_000),
        Transfer(None, "떠난이", 10),
    )

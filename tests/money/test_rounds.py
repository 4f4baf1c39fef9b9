"""Small amounts wait for the next settlement: nothing is lost, and nothing is asked for twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.money import payments, rounds, transfers
from studylib.money.settlement import Settlement
from studylib.season.kinds import PayThrough
from studylib.season.study import ClosedShare, Payment
from tests.examples import many
from tests.money.chains import LONG_AFTER, group, make_month, settled
from tests.season import seasons

Books = Mapping[str, Mapping[str, int]]
NAMES = ("가람", "나래", "다온", "라온")


def month(name: str, nets: Sequence[int], carried_in: int, smallest: int, road: PayThrough) -> Settlement:
    of_each = dict(zip(NAMES, nets, strict=False))
    return make_month(name, of_each, carried_in, pay_through=road, smallest=smallest)


amounts = st.integers(-3_000, 3_000)


@st.composite
def ledgers(draw: st.DrawFn, road: PayThrough) -> tuple[list[Settlement], Books]:
    """Months of which only the last has no smallest transfer, and any payments."""
    chain: list[Settlement] = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        nets = draw(st.lists(amounts, min_size=1, max_size=4))
        carried = chain[-1].carried_out if chain else 0
        smallest = draw(st.sampled_from((0, 1, 999, 1_000, 5_000)))
        chain.append(month(f"2022-{number:02}", nets, carried, smallest, road))
    chain[-1] = replace(chain[-1], smallest=0)
    names = st.sampled_from(NAMES)
    paid = {each.month: draw(st.dictionaries(names, amounts, max_size=2)) for each in chain}
    return chain, paid


def open_in_all(chain: Sequence[Settlement], paid: Books) -> Counter[str]:
    """What each member still gets of all months, by the books alone."""
    open_: Counter[str] = Counter()
    for each in chain:
        for one in each.participants:
            open_[one.member] += one.share - one.fine
        open_.update(paid[each.month])
    return open_


def moved(sent: Sequence[transfers.Transfer]) -> Counter[str]:
    """What each member gets of transfers."""
    moves: Counter[str] = Counter()
    for each in sent:
        for name, sign in ((each.giver, -1), (each.receiver, 1)):
            if name is not None:
                moves[name] += sign * each.amount
    return moves


def same(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    return {k: v for k, v in one.items() if v} == {k: v for k, v in other.items() if v}


@pytest.mark.parametrize("road", PayThrough)
@settings(max_examples=many(200))
@given(data=st.data())
def test_the_transfers_of_a_season_are_what_is_owed_whatever_is_too_small(
    road: PayThrough, data: st.DataObject
) -> None:
    chain, paid = data.draw(ledgers(road))
    found = rounds.list_rounds(chain, paid)
    sent = [each for of_month in found for each in of_month.transfers]
    assert same(moved(sent), open_in_all(chain, paid))
    assert found[0].carried_in == {} == found[-1].carried_out
    for each, of_month in zip(chain, found, strict=True):
        assert all(one.amount >= max(each.smallest, 1) for one in of_month.transfers)
        if road is PayThrough.KITTY:
            givers = [one.giver for one in of_month.transfers if one.giver]
            assert len(givers) == len(set(givers))
        else:
            nets = transfers.find_nets(each, of_month.given)
            assert len(of_month.transfers) < max(1, sum(won != 0 for won in nets.values()))


@settings(max_examples=many(200))
@given(ledgers(PayThrough.KITTY))
def test_through_a_kitty_each_member_has_a_ledger_of_their_own(drawn: tuple[list[Settlement], Books]) -> None:
    """A second way to the same: one member after the other, month by month."""
    chain, paid = drawn
    found = rounds.list_rounds(chain, paid)
    for name in NAMES:
        waits = 0
        for each, of_month in zip(chain, found, strict=True):
            net = next((one.share - one.fine for one in each.participants if one.member == name), 0)
            waits += net + paid[each.month].get(name, 0)
            asked = 0 if abs(waits) < each.smallest else waits
            waits -= asked
            assert moved(of_month.transfers)[name] == asked
            assert of_month.carried_out.get(name, 0) == waits


@pytest.mark.parametrize(
    ("smallest", "sent", "waiting"), [(2_999, 3_000, 0), (3_000, 3_000, 0), (3_001, 0, -3_000)]
)
def test_a_transfer_of_just_the_smallest_amount_is_made(smallest: int, sent: int, waiting: int) -> None:
    of_april = month("2022-04", [-3_000, 3_000], 0, smallest, PayThrough.MEMBERS)
    (found,) = rounds.list_rounds([of_april], {})
    assert sum(each.amount for each in found.transfers) == sent
    assert found.carried_out.get("가람", 0) == waiting


# ---- seasons ----

SEASON = group(
    """
          4월  4월  4월  5월  5월  5월  5월  5월  6월
    가람   지   제   제   지   제   제   제   제   제
    나래   제   제   제   제   제   제   제   제   지
    """
)


def asks(smallest: int, closed: tuple[ClosedShare, ...] = (), *paid: Payment) -> list[tuple[str, int, int]]:
    """What is asked of 가람 and what waits for later, by month."""
    study = replace(seasons.study(SEASON), smallest_transfer=smallest, settlements=closed, payments=paid)
    found = payments.list_outstanding(study, settled(study), LONG_AFTER)
    return [(each.month[5:], each.amount, each.carried) for each in found if each.member == "가람"]


def close(month: str, smallest: int) -> tuple[ClosedShare, ...]:
    return (
        ClosedShare(month, "가람", 3_000, 0, 0, smallest_transfer=smallest),
        ClosedShare(month, "나래", 0, 3_000, 0, smallest_transfer=smallest),
    )


def test_without_a_smallest_transfer_all_is_asked_for_month_by_month() -> None:
    assert asks(0) == [("04", 3_000, 0), ("05", 3_000, 0), ("06", -3_000, 0)]


def test_what_is_too_small_waits_until_it_is_enough() -> None:
    assert asks(4_000) == [("04", 0, 3_000), ("05", 6_000, 0), ("06", -3_000, 0)]


def test_at_the_end_of_the_season_all_is_due() -> None:
    assert asks(9_000) == [("04", 0, 3_000), ("05", 0, 6_000), ("06", 3_000, 0)]


def test_what_waited_and_was_paid_with_the_next_month_is_asked_for_in_none() -> None:
    paid = Payment(date(2022, 6, 3), "2022-05", "가람", 6_000)
    assert asks(4_000, (), paid) == [("04", 0, 3_000), ("05", 0, 0), ("06", -3_000, 0)]


def test_a_closed_month_keeps_its_smallest_transfer_whatever_is_set_later() -> None:
    for later in (0, 1, 4_000):
        assert asks(later, close("2022-04", 4_000))[0] == ("04", 0, 3_000)
    assert asks(4_000, close("2022-04", 0)) == [("04", 3_000, 0), ("05", 0, 3_000), ("06", 0, 0)]


def test_a_payment_for_the_month_itself_leaves_nothing_to_wait() -> None:
    paid = Payment(date(2022, 5, 3), "2022-04", "가람", 3_000)
    assert asks(4_000, (), paid) == [("04", 0, 0), ("05", 0, 3_000), ("06", 0, 0)]

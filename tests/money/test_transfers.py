"""Transfers: few, by size, and every net comes to zero."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.money import transfers
from studylib.money.settlement import Participant, Settlement
from studylib.money.transfers import Transfer
from studylib.season.kinds import Pot
from studylib.season.study import Study
from tests.money.chains import settled, studies
from tests.season.reference import Season


def month(*nets: int, carried_in: int = 0) -> Settlement:
    """A month in which members 0, 1, 2 … come to these nets; what is over is carried out."""
    participants = tuple(
        Participant(str(place), max(0, -net), max(0, net), False) for place, net in enumerate(nets)
    )
    return Settlement(
        month="2022-04",
        final=True,
        closed=False,
        final_at=None,
        use=Pot.EQUAL,
        carried_in=carried_in,
        participants=participants,
        carried_out=carried_in - sum(nets),
    )


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


@settings(max_examples=200)
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


@settings(max_examples=60)
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

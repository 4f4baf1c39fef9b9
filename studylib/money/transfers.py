"""Transfers that settle a period: who still sends how much to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from studylib.money.settlement import Settlement
from studylib.season.kinds import PayThrough

NOTHING: Mapping[str, int] = MappingProxyType({})
"""The payments of a month without any."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """An amount in won from one member to another. ``None`` is the kitty (모임통장). It keeps carry and payments."""

    giver: str | None
    receiver: str | None
    amount: int


def list_transfers(settlement: Settlement, paid: Mapping[str, int] = NOTHING) -> tuple[Transfer, ...]:
    """List the transfers to make. Those below the period's ``smallest`` are left out.

    ``paid`` is paid in less paid out for the period, by member, with what is carried in. See ``match_nets``.
    """
    return tuple(each for each in match_nets(settlement, paid) if each.amount >= settlement.smallest)


def list_small(settlement: Settlement, paid: Mapping[str, int] = NOTHING) -> tuple[Transfer, ...]:
    """List the transfers that are too small to make. Their members carry them into the next period."""
    return tuple(each for each in match_nets(settlement, paid) if each.amount < settlement.smallest)


def match_nets(settlement: Settlement, paid: Mapping[str, int] = NOTHING) -> tuple[Transfer, ...]:
    """Match debts with credits until all are zero. The largest debt goes to the largest credit first.

    If the members pay through the kitty, each of them pays into it or is paid from it, once.

    Ties go by the order of the participants, then other payers, then the kitty. Each transfer ends a debt or a credit,
    and the last ends both. So there are fewer transfers than amounts other than 0, the kitty's included.
    """
    nets = find_nets(settlement, paid)
    debts = _stack_by_size({each: -net for each, net in nets.items() if net < 0})
    credits = _stack_by_size({each: net for each, net in nets.items() if net > 0})
    if settlement.pay_through is PayThrough.KITTY:
        debtors = [Transfer(member, None, amount) for member, amount in reversed(debts) if member is not None]
        return (
            *debtors,
            *(Transfer(None, one, amount) for one, amount in reversed(credits) if one is not None),
        )
    transfers = []
    while debts and credits:
        (giver, debt), (receiver, credit) = debts.pop(), credits.pop()
        amount = min(debt, credit)
        transfers.append(Transfer(giver, receiver, amount))
        if debt > amount:
            debts.append((giver, debt - amount))
        if credit > amount:
            credits.append((receiver, credit - amount))
    return tuple(transfers)


def find_nets(settlement: Settlement, paid: Mapping[str, int] = NOTHING) -> Mapping[str | None, int]:
    """Find what is still to come to each member and to the kitty (``None``). Negative: to go out. The sum is zero.

    What was paid in lies with the kitty until it goes out again. The kitty also gives what is carried in and what comes
    out of the deposits, and takes what is carried out.
    """
    nets: dict[str | None, int] = {each.member: each.net for each in settlement.participants}
    for member, amount in paid.items():
        nets[member] = nets.get(member, 0) + amount
    given = settlement.carried_in + settlement.from_deposits + sum(paid.values())
    return {**nets, None: settlement.carried_out - given}


def _stack_by_size(amounts: Mapping[str | None, int]) -> list[tuple[str | None, int]]:
    """Stack the amounts with the largest on top, of equal ones the first."""
    return sorted(amounts.items(), key=lambda each: -each[1])[::-1]

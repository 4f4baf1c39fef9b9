"""Transfers that settle a month: who still sends how much to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from studylib.money.settlement import Settlement

NOTHING: Mapping[str, int] = MappingProxyType({})
"""The payments of a month without any."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """An amount in won from one member to another. ``None`` is the kitty (모임통장). It keeps carry and payments."""

    giver: str | None
    receiver: str | None
    amount: int


def list_transfers(settlement: Settlement, paid: Mapping[str, int] = NOTHING) -> tuple[Transfer, ...]:
    """List transfers that bring all that is outstanding to zero. The largest debt goes to the largest credit first.

    ``paid`` is paid in less paid out for the month, by member. It lay with the kitty until it went out again. The
    kitty also gives what is carried in and takes what is carried out. So all amounts add up to zero.

    Ties go by the order of the participants, then other payers, then the kitty. Each transfer ends a debt or a credit,
    and the last ends both. So there are fewer transfers than amounts other than 0, the kitty's included.
    """
    nets: dict[str | None, int] = {each.member: each.net for each in settlement.participants}
    for member, amount in paid.items():
        nets[member] = nets.get(member, 0) + amount
    nets[None] = settlement.carried_out - settlement.carried_in - sum(paid.values())
    debts = _stack_by_size({each: -net for each, net in nets.items() if net < 0})
    credits = _stack_by_size({each: net for each, net in nets.items() if net > 0})
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


def _stack_by_size(amounts: Mapping[str | None, int]) -> list[tuple[str | None, int]]:
    """Stack the amounts with the largest on top, of equal ones the first."""
    return sorted(amounts.items(), key=lambda each: -each[1])[::-1]

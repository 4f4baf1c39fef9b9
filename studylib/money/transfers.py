"""Transfers that settle a month: who sends how much to whom."""

from collections.abc import Mapping
from dataclasses import dataclass

from studylib.money.settlement import Settlement


@dataclass(frozen=True, slots=True)
class Transfer:
    """An amount in won from one member to another. ``None`` is the kitty (모임통장), which keeps the carry."""

    giver: str | None
    receiver: str | None
    amount: int


def list_transfers(settlement: Settlement) -> tuple[Transfer, ...]:
    """List transfers that bring every net to zero. The largest debt goes to the largest credit first.

    Ties go by the order of the participants, then the kitty. Each transfer ends a debt or a credit, and the last
    ends both. So there are fewer transfers than nets other than 0, the kitty's included. The kitty gives what is
    carried in and takes what is carried out.
    """
    nets: dict[str | None, int] = {each.member: each.net for each in settlement.participants}
    nets[None] = settlement.carried_out - settlement.carried_in
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

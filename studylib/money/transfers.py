"""Transfers that settle a month: who sends how much to whom."""

from collections.abc import Mapping
from dataclasses import dataclass

from studylib.money.settlement import Settlement

# ---- who sends what to whom ----


@dataclass(frozen=True, slots=True)
class Transfer:
    """Won that one member sends to another; ``None`` is the kitty (모임통장), which keeps what is carried."""

    giver: str | None
    receiver: str | None
    amount: int


def list_transfers(settlement: Settlement) -> tuple[Transfer, ...]:
    """What brings every net to zero: the largest debt goes to the largest credit first, ties in the order of the
    participants and then the kitty. Each ends a debt or a credit, and the last ends both, so there is at least one
    fewer than there are nets other than 0, the kitty's among them.

    The kitty gives what is carried in and takes what is carried out.
    """
    nets: dict[str | None, int] = {each.member: each.net for each in settlement.participants}
    nets[None] = settlement.carried_out - settlement.carried_in
    debts = _largest_first({each: -net for each, net in nets.items() if net < 0})
    credits = _largest_first({each: net for each, net in nets.items() if net > 0})
    found = []
    while debts and credits:
        (giver, debt), (receiver, credit) = debts.pop(), credits.pop()
        amount = min(debt, credit)
        found.append(Transfer(giver, receiver, amount))
        if debt > amount:
            debts.append((giver, debt - amount))
        if credit > amount:
            credits.append((receiver, credit - amount))
    return tuple(found)


def _largest_first(amounts: Mapping[str | None, int]) -> list[tuple[str | None, int]]:
    """As a stack: the largest on top, of equal ones the first."""
    return sorted(amounts.items(), key=lambda each: -each[1])[::-1]

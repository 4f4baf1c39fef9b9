"""Collect what one member still sends to whom, as the settlements say."""

from collections.abc import Sequence
from dataclasses import dataclass

from studylib.money.payments import Outstanding
from studylib.money.rounds import list_rounds
from studylib.money.settlement import Settlement


@dataclass(frozen=True, slots=True)
class Sending:
    """What a member still sends to one other, in won. ``receiver`` is ``None`` for the kitty.

    ``periods`` are those it is for, rising. ``account`` is that of the kitty, empty for a member.
    """

    receiver: str | None
    amount: int
    periods: tuple[str, ...]
    account: str = ""


def list_sendings(
    chain: Sequence[Settlement], outstanding: Sequence[Outstanding], member: str
) -> tuple[Sending, ...]:
    """List what the member still sends, one entry a receiver, oldest first.

    The amounts are those of the transfers of final periods. A member who owes nothing in all sends nothing.
    """
    own = [each for each in outstanding if each.member == member]
    if not own or own[-1].total <= 0:
        return ()
    books: dict[str, dict[str, int]] = {}
    for each in outstanding:
        if each.paid:
            books.setdefault(each.month, {})[each.member] = each.paid
    found: dict[str | None, Sending] = {}
    for settlement, of_round in zip(chain, list_rounds(chain, books), strict=True):
        owes = any(each.month == settlement.month and each.amount > 0 for each in own)
        if not settlement.final or not owes:
            continue
        for sent in of_round.transfers:
            if sent.giver == member:
                account = settlement.account if sent.receiver is None else ""
                before = found.get(sent.receiver, Sending(sent.receiver, 0, (), account))
                periods = (*before.periods, settlement.month)
                found[sent.receiver] = Sending(sent.receiver, before.amount + sent.amount, periods, account)
    return tuple(found.values())

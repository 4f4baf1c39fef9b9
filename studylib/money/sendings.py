"""Collect what one member still sends to whom, as the settlements say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studylib.money.payments import Outstanding
from studylib.money.settlement import Settlement
from studylib.money.transfers import list_transfers


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
    chain: Iterable[Settlement], outstanding: Sequence[Outstanding], member: str
) -> tuple[Sending, ...]:
    """List what the member still sends, one entry a receiver, oldest first.

    The amounts are those of the transfers of final periods. A member who owes nothing in all sends nothing.
    """
    own = [each for each in outstanding if each.member == member]
    if not own or own[-1].total <= 0:
        return ()
    found: dict[str | None, Sending] = {}
    for settlement in chain:
        owes = any(each.month == settlement.month and each.amount > 0 for each in own)
        if not settlement.final or not owes:
            continue
        paid = {
            each.member: each.paid for each in outstanding if each.month == settlement.month and each.paid
        }
        for each in list_transfers(settlement, paid):
            if each.giver == member:
                account = settlement.account if each.receiver is None else ""
                before = found.get(each.receiver, Sending(each.receiver, 0, (), account))
                periods = (*before.periods, settlement.month)
                found[each.receiver] = Sending(each.receiver, before.amount + each.amount, periods, account)
    return tuple(found.values())

"""Collect what one member still sends to whom, as the settlements say."""

from collections.abc import Sequence
from dataclasses import dataclass

from studylib.money.rounds import Round
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


def list_sendings(chain: Sequence[Settlement], rounds: Sequence[Round], member: str) -> tuple[Sending, ...]:
    """List what the member still sends, one entry a receiver, oldest first. ``rounds`` are those of the chain.

    The amounts are those of the transfers of final periods, as the settlement and its text say. Whoever is owed more by
    another period still sends them: somebody waits for each.
    """
    found: dict[str | None, Sending] = {}
    for settlement, of_period in zip(chain, rounds, strict=True):
        for each in of_period.transfers if settlement.final else ():
            if each.giver == member:
                account = settlement.account if each.receiver is None else ""
                before = found.get(each.receiver, Sending(each.receiver, 0, ()))
                found[each.receiver] = Sending(
                    each.receiver,
                    before.amount + each.amount,
                    (*before.periods, settlement.month),
                    account,
                )
    return tuple(found.values())

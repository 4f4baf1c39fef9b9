"""Progress: how far a period is on its way from its last deadline to its closing."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from studylib.money import transfers
from studylib.money.rounds import Round
from studylib.money.settlement import Settlement


class NextStep(Enum):
    """What comes next for a period, in this order."""

    FINAL = "final"
    """It is not final yet."""
    SEND = "send"
    """The group has to be told who sends what."""
    RECEIVE = "receive"
    """Payments are still to come in."""
    PAY_OUT = "pay_out"
    """The kitty still owes members."""
    CLOSE = "close"
    DONE = "done"
    """It is closed, and nothing is left to send."""


@dataclass(frozen=True, slots=True)
class SettlementProgress:
    """How far a period is. Of ``payers`` members ``paid`` have paid. ``asked`` and ``received`` are won."""

    step: NextStep
    payers: int
    paid: int
    asked: int
    received: int

    @property
    def left(self) -> int:
        """What is still to come in, in won."""
        return self.asked - self.received


def find_progress(settlement: Settlement, of_period: Round, sent: Collection[str]) -> SettlementProgress:
    """Find how far a period is. ``sent`` are the periods whose text was sent to the group."""
    first = _sum_by_giver(transfers.list_transfers(settlement, of_period.carried_in))
    still = _sum_by_giver(of_period.transfers)
    asked = sum(first.values())
    return SettlementProgress(
        step=_find_step(settlement, of_period, is_told=settlement.month in sent),
        payers=len(first),
        paid=len(first.keys() - still.keys()),
        asked=max(asked, sum(still.values())),
        received=max(asked - sum(still.values()), 0),
    )


def _find_step(settlement: Settlement, of_period: Round, *, is_told: bool) -> NextStep:
    """Find what comes next. Who has paid has been told, and so has the group of a closed period."""
    if not settlement.final:
        return NextStep.FINAL
    if of_period.transfers:
        if not (is_told or settlement.closed or of_period.paid):
            return NextStep.SEND
        owes = any(each.giver is not None for each in of_period.transfers)
        return NextStep.RECEIVE if owes else NextStep.PAY_OUT
    can_close = not settlement.closed and settlement.participants
    return NextStep.CLOSE if can_close else NextStep.DONE


def _sum_by_giver(sent: Collection[transfers.Transfer]) -> dict[str, int]:
    """Sum what members send, without the kitty."""
    sums: dict[str, int] = {}
    for each in sent:
        if each.giver is not None:
            sums[each.giver] = sums.get(each.giver, 0) + each.amount
    return sums

"""Record the transfers of a period as payments, once each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from studylib.changes.actions import record_payment, record_payments
from studylib.changes.draft import Change
from studylib.money import payments, rounds, settlement, transfers
from studylib.money.transfers import Transfer
from studylib.season import board
from studylib.season.study import Payment, Study
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from studylib.text.message import quote_won, sentence
from studylib.workbook.cells import Workbook

Nets = Mapping[str | None, int]
"""What is still to come to each member and to the kitty (``None``), in won. Negative: to go out."""


@dataclass(frozen=True, slots=True)
class OpenTransfer:
    """A transfer as a page showed it. ``net`` is what was open for its owner then, in won."""

    transfer: Transfer
    net: int

    @property
    def owner(self) -> str | None:
        """The member whose open amount changes with it: the giver, else the receiver."""
        return self.transfer.giver if self.transfer.giver is not None else self.transfer.receiver


def list_open_transfers(of_month: settlement.Settlement, of_round: rounds.Round) -> tuple[OpenTransfer, ...]:
    """List the transfers of a round, each with what is open for its member."""
    nets = transfers.find_nets(of_month, of_round.given)
    asked = (OpenTransfer(each, 0) for each in of_round.transfers)
    return tuple(replace(each, net=nets.get(each.owner, 0)) for each in asked)


def receive(
    cells: Workbook, study: Study, month: str, asked: Sequence[OpenTransfer], now: datetime, day: date
) -> Change:
    """Make the change that records transfers of ``month``, a period, as payments of ``day``.

    Raises a ChangeError if a member's amount is another than the page showed. So none is recorded twice.
    """
    nets = _find_nets(study, month, now)
    for each in asked:
        if each.owner is None or nets.get(each.owner, 0) != each.net:
            raise ChangeError(
                sentence(
                    "The amount of {member} has changed meanwhile. Nothing was recorded. Look at the list again.",
                    member=each.owner or "",
                )
            )
    moves = _sum_moves([each.transfer for each in asked])
    _check_amounts(moves, nets)
    paid = [Payment(day, month, member, amount) for member, amount in moves.items() if amount]
    return _record(cells, study, month, paid, [each.transfer for each in asked])


def _find_nets(study: Study, month: str, now: datetime) -> Nets:
    """Find what is open for each in a final period. Raises a ChangeError for another."""
    chain = settlement.settle(study, board.judge(study, now), now)
    listed = rounds.list_rounds(chain, payments.sum_payments(study, now))
    for each, of_round in zip(chain, listed, strict=True):
        if each.month == month and each.final:
            return transfers.find_nets(each, of_round.given)
    raise ChangeError(sentence("This settlement is not final any more. Nothing was recorded."))


def _sum_moves(sent: Sequence[Transfer]) -> Mapping[str, int]:
    """Sum what each member pays in, above 0, and is paid."""
    moves: Counter[str] = Counter()
    for each in sent:
        if each.giver is not None:
            moves[each.giver] += each.amount
        if each.receiver is not None:
            moves[each.receiver] -= each.amount
    return moves


def _check_amounts(moves: Mapping[str, int], nets: Nets) -> None:
    """Raise a ChangeError if a member would pay or get more than is open."""
    for member, amount in moves.items():
        open_now = -nets.get(member, 0)
        if not (0 < amount <= open_now or open_now <= amount < 0):
            raise ChangeError(
                sentence(
                    "For {member} only {amount} is open. Nothing was recorded. Record more on the desk.",
                    member=member,
                    amount=quote_won(abs(open_now)),
                )
            )


def _record(
    cells: Workbook, study: Study, month: str, paid: Sequence[Payment], sent: Sequence[Transfer]
) -> Change:
    """Make one change of all payments. One alone is told as the desk tells it."""
    if len(paid) == 1:
        return record_payment(cells, study, paid[0])
    what = sentence(
        "Transfers of {month} recorded: {count}, {amount}",
        month=Language(study.language).month(month),
        count=len(sent),
        amount=quote_won(sum(each.amount for each in sent)),
    )
    return record_payments(cells, study, paid, what)

"""Balances: what is left of each member's deposit, and whose is too low."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from studylib.money.deposits import keeps_deposits
from studylib.money.payments import list_outstanding
from studylib.money.settlement import Settlement
from studylib.season.kinds import Account
from studylib.season.study import Study
from studylib.text.message import Sentence, quote_won, sentence


@dataclass(frozen=True, slots=True)
class Balance:
    """The deposit of one member, in won: paid in, paid out again, and drawn for fines of final periods."""

    member: str
    paid_in: int
    paid_out: int
    drawn: int

    @property
    def amount(self) -> int:
        """What is left of it. Below 0 if more was paid out than was left."""
        return self.paid_in - self.paid_out - self.drawn


def list_balances(study: Study, chain: Sequence[Settlement], now: datetime) -> tuple[Balance, ...]:
    """List the deposits at ``now``: the roster in its order, then others who paid. Empty without deposits.

    ``chain`` is settled at ``now``. A payment of a later day does not exist yet.
    """
    if not keeps_deposits(study):
        return ()
    today = now.astimezone(study.timezone).date()
    names = dict.fromkeys(each.name for each in study.members)
    paid_in, paid_out, drawn = Counter[str](), Counter[str](), Counter[str]()
    for each in study.payments:
        if each.account is Account.DEPOSIT and each.paid_on <= today:
            names[each.member] = None
            (paid_in if each.amount > 0 else paid_out)[each.member] += abs(each.amount)
    for settlement in chain:
        for one in settlement.participants:
            if one.from_deposit:
                names[one.member] = None
                drawn[one.member] += one.from_deposit
    return tuple(Balance(name, paid_in[name], paid_out[name], drawn[name]) for name in names)


def explain_balances(study: Study, chain: Sequence[Settlement], now: datetime) -> tuple[Sentence, ...]:
    """Tell the leader by name whose deposit is below zero, used up, or less than the fines to come out of it.

    Who has left is told only below zero. Nobody is told if fines do not come out of deposits.
    """
    if study.fines_from is not Account.DEPOSIT:
        return ()
    today = now.astimezone(study.timezone).date()
    present = {each.name for each in study.members if each.overlaps(today, today)}
    needed = _sum_needed(study, chain, now)
    told = (
        _explain_balance(each, needed[each.member])
        for each in list_balances(study, chain, now)
        if each.amount < 0 or (each.member in present and each.amount < max(needed[each.member], 1))
    )
    return tuple(told)


def _sum_needed(study: Study, chain: Sequence[Settlement], now: datetime) -> Counter[str]:
    """Sum by member what is still owed of final periods, and the fines of provisional ones."""
    needed: Counter[str] = Counter()
    for still in list_outstanding(study, chain, now):
        needed[still.member] = max(still.total + still.carried, 0)
    for each in chain:
        if not each.final:
            needed.update({one.member: one.fine for one in each.participants})
    return needed


def _explain_balance(balance: Balance, needed: int) -> Sentence:
    member, left, fines = balance.member, quote_won(balance.amount), quote_won(needed)
    if balance.amount < 0:
        return sentence(
            "The deposit of {member} is below zero: {amount}. Check the payments into and out of it.",
            member=member,
            amount=left,
        )
    if needed:
        return sentence(
            "The deposit of {member} is {amount}, less than the fines of {fines}. Ask for a payment into it.",
            member=member,
            amount=left,
            fines=fines,
        )
    return sentence("Nothing is left of the deposit of {member}. Ask for a payment into it.", member=member)

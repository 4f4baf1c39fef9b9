"""Payments: what each member still owes, or is owed, of the settled periods."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from studylib.money.rounds import list_rounds
from studylib.money.settlement import Settlement
from studylib.season.kinds import SEASON, Account, Period
from studylib.season.study import Study


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What one member owes of one period, in won. Negative: is owed.

    ``due`` is what the month asks for, 0 while it is provisional: its net with the sign turned, and what is carried in,
    less what is carried out. ``paid`` is paid in less paid out for the month. ``total`` is what is still open of this
    month and all before it. ``carried`` is what waits for a later month, because it is too small.
    """

    month: str
    member: str
    due: int
    paid: int
    total: int
    carried: int = 0

    @property
    def amount(self) -> int:
        """What is still open of this month alone."""
        return self.due - self.paid


def list_outstanding(study: Study, chain: Sequence[Settlement], now: datetime) -> tuple[Outstanding, ...]:
    """List each month, rising, with each member: the roster in its order, then former members.

    The months are those of the chain and of the payments. A payment for a provisional or future month counts
    too. A payment of a later day than ``now`` does not exist yet.
    """
    paid = sum_payments(study, now)
    rounds = {each.month: each for each in list_rounds(chain, paid)}
    final = {each.month: rounds[each.month] for each in chain if each.final}
    nets = {(each.month, one.member): one.net for each in chain if each.final for one in each.participants}
    members = dict.fromkeys(
        [each.name for each in study.members]
        + [one.member for each in chain for one in each.participants]
        + [member for of_month in paid.values() for member in of_month]
    )
    months = _order_periods([each.month for each in chain], paid)
    outstanding, totals, carried = [], dict.fromkeys(members, 0), dict.fromkeys(members, 0)
    for month in months:
        of_month = final.get(month)
        for member in members:
            owes, has_paid = -nets.get((month, member), 0), paid.get(month, {}).get(member, 0)
            if of_month:
                rest = -of_month.carried_out.get(member, 0)
                owes += carried[member] - rest
                carried[member] = rest
            totals[member] += owes - has_paid
            outstanding.append(Outstanding(month, member, owes, has_paid, totals[member], carried[member]))
    return tuple(outstanding)


def _order_periods(chain: Sequence[str], paid: Iterable[str]) -> list[str]:
    """Order the periods of the chain and of the payments. The whole season keeps its place in the chain."""
    months = sorted({*chain, *paid} - {SEASON})
    if SEASON not in {*chain, *paid}:
        return months
    before = chain[chain.index(SEASON) - 1] if SEASON in chain[1:] else "" if SEASON in chain else "~"
    return [*(each for each in months if each <= before), SEASON, *(each for each in months if each > before)]


def sum_payments(study: Study, now: datetime) -> Mapping[str, Mapping[str, int]]:
    """Sum payments in less payments out by period, then by member, up to the day of ``now``. Deposits are apart.

    If the season is settled as a whole, a payment for one of its months is one for the season.
    """
    today = now.astimezone(study.timezone).date()
    closed = {row.month for row in study.settlements}
    paid: dict[str, dict[str, int]] = {}
    for payment in study.payments:
        if payment.paid_on <= today and payment.account is Account.POT:
            of_season = study.settle is Period.SEASON and payment.month not in closed
            of_period = paid.setdefault(SEASON if of_season else payment.month, {})
            of_period[payment.member] = of_period.get(payment.member, 0) + payment.amount
    return paid

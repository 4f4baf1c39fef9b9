"""The payments: what each member still owes of the settled months, or is owed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from studylib.money.settlement import Settlement
from studylib.season.study import Study


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What one member owes of one month, in won; negative: is owed.

    ``due`` is the net of the month turned round, 0 while it is provisional. ``paid`` is what the member paid in for it
    less what was paid out. ``total`` is what is still open of this month and all before it.
    """

    month: str
    member: str
    due: int
    paid: int
    total: int

    @property
    def amount(self) -> int:
        """What is still open of this month alone."""
        return self.due - self.paid


def list_outstanding(study: Study, chain: Sequence[Settlement], now: datetime) -> tuple[Outstanding, ...]:
    """One for each month, rising, and each member: the roster in its order, then those who are no longer on it.

    The months are those of the chain and those that something was paid for: money that was paid counts also where the
    month is provisional or still to come, so that it is there when the month is due. A payment of a later day than
    ``now`` does not exist yet.
    """
    due = {(each.month, one.member): -one.net for each in chain if each.final for one in each.participants}
    paid = _paid(study, now)
    members = dict.fromkeys(
        [each.name for each in study.members]
        + [one.member for each in chain for one in each.participants]
        + [member for _, member in paid]
    )
    months = sorted({each.month for each in chain} | {month for month, _ in paid})
    found, totals = [], dict.fromkeys(members, 0)
    for month in months:
        for member in members:
            owes, has_paid = due.get((month, member), 0), paid.get((month, member), 0)
            totals[member] += owes - has_paid
            found.append(Outstanding(month, member, owes, has_paid, totals[member]))
    return tuple(found)


def _paid(study: Study, now: datetime) -> Mapping[tuple[str, str], int]:
    """What each member paid in for each month, less what was paid out, by the day of ``now``."""
    today = now.astimezone(study.timezone).date()
    paid: dict[tuple[str, str], int] = {}
    for payment in study.payments:
        if payment.paid_on <= today:
            key = payment.month, payment.member
            paid[key] = paid.get(key, 0) + payment.amount
    return paid

"""Collect what the months come to for one member."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from studylib.money.payments import Outstanding
from studylib.money.settlement import Participant, Settlement
from studylib.season.study import Payment, Study
from studylib.season.weeks import to_milliseconds


@dataclass(frozen=True, slots=True)
class MemberMonth:
    """One month for one member.

    ``settlement`` is ``None`` for a month that was paid for in advance. ``participant`` is ``None`` if the member does
    not take part in the month.
    """

    settlement: Settlement | None
    participant: Participant | None
    outstanding: Outstanding

    @property
    def final(self) -> bool:
        """Whether the month is settled and its figures stay."""
        return self.settlement is not None and self.settlement.final


@dataclass(frozen=True, slots=True)
class RecordSums:
    """What a season comes to for one member so far, in won. ``outstanding`` counts final months only."""

    outstanding: int
    fines: int
    shares: int
    paid: int


def list_months(
    chain: Iterable[Settlement], outstanding: Iterable[Outstanding], member: str
) -> list[MemberMonth]:
    """List the months in which the member takes part or paid, rising."""
    settlements = {month.month: month for month in chain}
    months = []
    for still in outstanding:
        if still.member != member:
            continue
        settlement = settlements.get(still.month)
        participants = settlement.participants if settlement else ()
        participant = next((each for each in participants if each.member == member), None)
        if participant or still.paid or still.due:
            months.append(MemberMonth(settlement, participant, still))
    return months


def sum_record(months: Sequence[MemberMonth]) -> RecordSums:
    """Sum the months of one member, given as rising."""
    participants = [month.participant for month in months if month.participant]
    return RecordSums(
        outstanding=months[-1].outstanding.total if months else 0,
        fines=sum(each.fine for each in participants),
        shares=sum(each.share for each in participants),
        paid=sum(month.outstanding.paid for month in months),
    )


def list_payments(study: Study, member: str, today: date) -> list[Payment]:
    """List the member's payments up to and including today, newest first."""
    payments = [each for each in study.payments if each.member == member and each.paid_on <= today]
    return sorted(payments, key=lambda each: each.paid_on, reverse=True)


def list_recorded(study: Study, outstanding: Iterable[Outstanding]) -> list[str]:
    """List all members with a record: the roster, then former members with a settlement or a payment."""
    return list(
        dict.fromkeys([*(each.name for each in study.members), *(each.member for each in outstanding)])
    )


def find_closed_at(study: Study, month: str) -> datetime | None:
    """Find when a month (``YYYY-MM``) was closed. ``None`` if the workbook does not say."""
    moments = (row.closed_at for row in study.settlements if row.month == month and row.closed_at)
    return max(moments, key=to_milliseconds, default=None)

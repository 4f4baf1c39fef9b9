"""Deposits: what the members paid in for fines to come out of."""

from collections import Counter
from datetime import date, datetime

from studylib.season.kinds import Account
from studylib.season.study import Study
from studylib.season.weeks import to_milliseconds


def keeps_deposits(study: Study) -> bool:
    """Check if the members have deposits: fines come out of them, or a payment went into one."""
    is_paid = any(each.account is Account.DEPOSIT for each in study.payments)
    return study.fines_from is Account.DEPOSIT or is_paid


def sum_deposits(study: Study, until: date) -> Counter[str]:
    """Sum what each member paid into the deposit, less what was paid out of it, up to a day, inclusive."""
    sums: Counter[str] = Counter()
    for each in study.payments:
        if each.account is Account.DEPOSIT and each.paid_on <= until:
            sums[each.member] += each.amount
    return sums


def find_drawing_day(
    study: Study, period: str, closed: bool, final_at: datetime | None, now: datetime
) -> date:
    """Find the last day whose payments count for what a period takes out of the deposits.

    It is the day of ``now``. For a closed period it is that of its closing, so that no later payment changes what it
    took. A closing without a time counts from ``final_at`` on.
    """
    moments = [now]
    if closed:
        times = [row.closed_at for row in study.settlements if row.month == period and row.closed_at]
        closed_at = max(times, key=to_milliseconds, default=final_at)
        moments += [closed_at] if closed_at else []
    return min(moments, key=to_milliseconds).astimezone(study.timezone).date()

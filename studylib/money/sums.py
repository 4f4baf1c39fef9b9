"""Sum fines and shares over months."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from studylib.money.settlement import Difference, Participant, Settlement


def add_sums(totals: pd.DataFrame, label: str) -> pd.DataFrame:
    """Add the sums to a table of won by member (rows) and month (columns).

    The result has the columns ``member``, ``total``, then the months. Its last row is the sum of all members, named by
    the label. A member of that name keeps their own row.
    """
    table = totals.copy()
    table.insert(0, "total", table.sum(axis=1))
    table.insert(0, "member", table.index.astype("str"))
    sums = pd.DataFrame([[label, *table.iloc[:, 1:].sum()]], columns=table.columns)
    return pd.concat([table, sums], ignore_index=True)


def sum_months(months: Sequence[tuple[Settlement, Settlement]]) -> tuple[Difference, ...]:
    """Sum each member's fines and shares over all months, on both sides.

    Members of the first side come first, then those of the other side alone. A member without a month on one side has
    0 there.
    """
    ones, others = (sum_participants(side) for side in zip(*months, strict=True)) if months else ({}, {})
    return tuple(
        Difference(member, ones.get(member, nothing), others.get(member, nothing))
        for member in {**ones, **others}
        for nothing in [Participant(member, 0, 0, last_place=False)]
    )


def sum_participants(months: Iterable[Settlement]) -> dict[str, Participant]:
    """Sum the fines and shares of each member, in the order in which they first take part."""
    fines, shares, drawn = Counter[str](), Counter[str](), Counter[str]()
    for month in months:
        for each in month.participants:
            fines[each.member] += each.fine
            shares[each.member] += each.share
            drawn[each.member] += each.from_deposit
    return {
        member: Participant(
            member, fines[member], shares[member], last_place=False, from_deposit=drawn[member]
        )
        for member in fines
    }


def list_closable(chain: Iterable[Settlement]) -> list[Settlement]:
    """List the final months that are still open and that a member takes part in, rising."""
    return [month for month in chain if month.final and not month.closed and month.participants]

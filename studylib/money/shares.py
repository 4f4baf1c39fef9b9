"""The shares of all months as one table."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from studylib.money.settlement import Settlement

LINE_COLUMNS = (
    "month",
    "final",
    "closed",
    "pot",
    "carried_in",
    "carried_out",
    "member",
    "fine",
    "share",
    "net",
    "last_place",
    "paid",
    "outstanding",
)
NO_PAYMENTS: Mapping[str, Mapping[str, int]] = MappingProxyType({})
"""No payments in any month."""


def list_shares(
    chain: Sequence[Settlement], payments: Mapping[str, Mapping[str, int]] = NO_PAYMENTS
) -> pd.DataFrame:
    """List one row a participant, with ``LINE_COLUMNS``: months rising, participants in their order.

    ``payments`` are paid in less paid out, by month, then by member.
    """
    rows = [
        (
            each.month,
            each.final,
            each.closed,
            each.pot,
            each.carried_in,
            each.carried_out,
            participant.member,
            participant.fine,
            participant.share,
            participant.net,
            participant.last_place,
            paid,
            participant.owe(paid),
        )
        for each in chain
        for participant in each.participants
        for paid in [payments.get(each.month, {}).get(participant.member, 0)]
    ]
    return pd.DataFrame(rows, columns=list(LINE_COLUMNS))

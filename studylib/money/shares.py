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
DEPOSIT_COLUMNS = ("from_deposit", "balance")
NO_PAYMENTS: Mapping[str, Mapping[str, int]] = MappingProxyType({})
"""No payments in any month."""


def list_shares(
    chain: Sequence[Settlement], payments: Mapping[str, Mapping[str, int]] = NO_PAYMENTS
) -> pd.DataFrame:
    """List one row a participant, with ``LINE_COLUMNS``: months rising, participants in their order.

    ``payments`` are paid in less paid out, by month, then by member. With deposits there are ``DEPOSIT_COLUMNS``, too.
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
            participant.from_deposit,
            participant.balance,
        )
        for each in chain
        for participant in each.participants
        for paid in [payments.get(each.month, {}).get(participant.member, 0)]
    ]
    lines = pd.DataFrame(rows, columns=[*LINE_COLUMNS, *DEPOSIT_COLUMNS])
    return lines if lines["balance"].notna().any() else lines[list(LINE_COLUMNS)]

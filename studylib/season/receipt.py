"""Tell what became of an answer that was just handed in."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

import pandas as pd

from studylib.season.kinds import Status


class Pending(Enum):
    """Why an answer has no judgement."""

    NOT_JUDGED = "not_judged"
    NOT_READ_YET = "not_read_yet"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The judgement that counts for the member and week of an answer.

    ``counted_at`` is the time that counts. ``tier`` is -1 if there is none. ``fine`` is in won. ``repeated``: an
    earlier answer counts, so the new one changes only the link.
    """

    status: Status
    tier: int
    fine: int
    counted_at: datetime
    repeated: bool


def judge_receipt(board: pd.DataFrame, member: str, week: int, submitted_at: datetime) -> Receipt | Pending:
    """Look up how an answer was judged on the board.

    Returns ``NOT_JUDGED`` if the member is not judged for that week. Returns ``NOT_READ_YET`` if the board has no
    answer for it yet. A remote sheet returns new rows late.
    """
    rows = board[(board["member"] == member) & (board["week"] == week)]
    if rows.empty:
        return Pending.NOT_JUDGED
    row = rows.iloc[0]
    if pd.isna(row["submitted_at"]):
        return Pending.NOT_READ_YET
    counted_at = row["submitted_at"].to_pydatetime()
    return Receipt(
        Status(row["status"]), int(row["tier"]), int(row["fine"]), counted_at, counted_at < submitted_at
    )

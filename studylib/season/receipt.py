"""Tell what became of an answer that was just handed in."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

import pandas as pd

from studylib.season.kinds import Status


class Pending(Enum):
    """Why an answer has no judgement."""

    NOT_JUDGED = "not_judged"
    NOT_READ_YET = "not_read_yet"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The judgement that counts for the member, week and task of an answer.

    ``counted_at`` is the time that counts, ``None`` if links are still missing. ``tier`` is -1 if there is none.
    ``fine`` is in won. ``repeated``: an earlier answer counts, so the new one changes only the link. ``counted`` is how
    many links count of the ``count`` that the task takes. ``links`` are those that are shown.
    """

    status: Status
    tier: int
    fine: int
    counted_at: datetime | None
    repeated: bool
    counted: int = 1
    count: int = 1
    links: tuple[str, ...] = ()


def find_row(board: pd.DataFrame, member: str | None, week: int, task: str | None) -> "pd.Series[Any] | None":
    """Find the row of the board of a member, week and task. ``None`` if the member is not judged for it."""
    rows = board[(board["member"] == member) & (board["week"] == week)]
    rows = rows[rows["task"].isna() if task is None else rows["task"] == task]
    return None if rows.empty else rows.iloc[0]


def judge_receipt(
    board: pd.DataFrame, member: str, week: int, submitted_at: datetime, task: str | None = None
) -> Receipt | Pending:
    """Look up how an answer was judged on the board.

    Returns ``NOT_JUDGED`` if the member is not judged for that task. Returns ``NOT_READ_YET`` if the board has no
    answer for it yet. A remote sheet returns new rows late.
    """
    row = find_row(board, member, week, task)
    if row is None:
        return Pending.NOT_JUDGED
    if not row["counted"]:
        return Pending.NOT_READ_YET
    at = None if pd.isna(row["submitted_at"]) else row["submitted_at"].to_pydatetime()
    count = int(row["count"])
    return Receipt(
        status=Status(row["status"]),
        tier=int(row["tier"]),
        fine=int(row["fine"]),
        counted_at=at,
        repeated=count == 1 and at is not None and at < submitted_at,
        counted=int(row["counted"]),
        count=count,
        links=tuple(row["link"].splitlines()) if count > 1 else (),
    )

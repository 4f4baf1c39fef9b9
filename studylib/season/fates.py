"""Fates: what became of each link of an answer to a task that takes several."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from studylib.season.receipt import Receipt
from studylib.season.study import Study
from studylib.season.texts import compare_links
from studylib.season.weeks import to_milliseconds


class Fate(Enum):
    """What became of one link of an answer."""

    COUNTS = "counts"
    REPEATED = "repeated"
    """It counts since an earlier answer."""
    BEYOND_DAY = "beyond_day"
    """It came after as many new links as count in one day."""
    BEYOND_COUNT = "beyond_count"
    """The task had all its links before."""


def judge_links(
    study: Study,
    receipt: Receipt,
    member: str,
    week: int,
    task: str | None,
    submitted_at: datetime,
    links: Sequence[str],
) -> tuple[Fate, ...]:
    """Judge each different link of an answer. ``receipt`` is what the board has of its task.

    It is empty if the study does not have the answer yet. Then nobody knows what counts.
    """
    rows = study.submissions
    rows = rows[(rows["member"] == member) & (rows["week"] == week)]
    rows = rows[rows["task"].isna() if task is None else rows["task"] == task]
    at = to_milliseconds(submitted_at)
    times = [to_milliseconds(each) for each in rows["submitted_at"]]
    if at not in times:
        return ()
    earlier = [
        link
        for text, time in zip(rows["link"], times, strict=True)
        if time < at
        for link in text.splitlines()
    ]
    known, counted = set(compare_links(earlier)), set(compare_links(receipt.links))
    beyond = Fate.BEYOND_COUNT if receipt.counted >= receipt.count else Fate.BEYOND_DAY
    return tuple(
        beyond if link not in counted else Fate.REPEATED if link in known else Fate.COUNTS
        for link in dict.fromkeys(compare_links(links))
    )

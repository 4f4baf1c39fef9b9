"""List, explain and total the fines of the board."""

from collections.abc import Sequence

import pandas as pd

from studylib.season import words
from studylib.season.closings import Unplaced, list_unplaced
from studylib.season.kinds import Status
from studylib.season.reasons import describe_closing, explain_fines
from studylib.season.study import Study
from studylib.text.language import Language

LINE_COLUMNS = ("month", "week", "task", "member", "status", "fine", "reason")


def select_fined(board: pd.DataFrame) -> pd.DataFrame:
    """Select rows with a fine over 0. Months and weeks rise, tasks and members keep their order."""
    order = ["month", "week", "task", "member"]
    return board[board["fine"] > 0].sort_values(order).reset_index(drop=True)


def list_fines(study: Study, board: pd.DataFrame, language: Language) -> pd.DataFrame:
    """List fines over 0 with ``LINE_COLUMNS``, in the order of ``select_fined``.

    A closed fine that no row of the board has comes last in its period, without week, task and status.
    """
    fined = select_fined(board)
    lines = fined.assign(reason=explain_fines(study, fined, language))[list(LINE_COLUMNS)]
    unplaced = list_unplaced(study, board)
    if not unplaced:
        return lines
    gone = pd.DataFrame(
        [
            (each.month, pd.NA, None, each.member, None, each.fine, explain_unplaced(each, language))
            for each in unplaced
        ],
        columns=list(LINE_COLUMNS),
    )
    texts = dict.fromkeys(("month", "task", "member", "status", "reason"), "str")
    both = [each.astype({**texts, "week": "Int64"}) for each in (lines, gone)]
    return pd.concat(both).sort_values("month", kind="stable").reset_index(drop=True)


def explain_unplaced(unplaced: Unplaced, language: Language) -> str:
    """Explain a closed fine that no row of the board has."""
    closing = describe_closing(unplaced.fine, unplaced.closed_at, language)
    return " · ".join([closing, language.say("its week or its member is no longer on the board")])


def name_judgement(study: Study, language: Language, status: Status, tier: int) -> str:
    """Name a judgement in one word: the tier of a fine, else the status."""
    return words.name_tier(language, study.tiers[tier]) if tier >= 0 else words.name_status(language, status)


def total_fines(board: pd.DataFrame, unplaced: Sequence[Unplaced] = ()) -> pd.DataFrame:
    """Total the won by member (rows, in roster order) and month (columns, rising). 0 without a fine.

    ``unplaced`` are the closed fines that the board lacks. Former members come last.
    """
    totals = board.pivot_table("fine", "member", "month", aggfunc="sum", fill_value=0, observed=True)
    if not unplaced:
        return totals
    gone = pd.DataFrame(unplaced).pivot_table("fine", "member", "month", aggfunc="sum", fill_value=0)
    plain = totals.set_axis(totals.index.astype("str")).set_axis(totals.columns.astype("str"), axis=1)
    both = plain.add(gone, fill_value=0).fillna(0).astype("int64")
    return both.reindex([*plain.index, *(name for name in both.index if name not in plain.index)])

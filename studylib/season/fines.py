"""List, explain and total the fines of the board."""

import pandas as pd

from studylib.season import words
from studylib.season.kinds import Status
from studylib.season.reasons import explain_fines
from studylib.season.study import Study
from studylib.text.language import Language

LINE_COLUMNS = ("month", "week", "member", "status", "fine", "reason")


def select_fined(board: pd.DataFrame) -> pd.DataFrame:
    """Select rows with a fine over 0. Months and weeks rise, members keep roster order."""
    return (
        board[board["fine"] > 0]
        .sort_values(["month", "week", "member"], kind="stable")
        .reset_index(drop=True)
    )


def list_fines(study: Study, board: pd.DataFrame, language: Language) -> pd.DataFrame:
    """List fines over 0 with ``LINE_COLUMNS``, in the order of ``select_fined``."""
    fined = select_fined(board)
    return fined.assign(reason=explain_fines(study, fined, language))[list(LINE_COLUMNS)]


def name_judgement(study: Study, language: Language, status: Status, tier: int) -> str:
    """Name a judgement in one word: the tier of a fine, else the status."""
    return words.name_tier(language, study.tiers[tier]) if tier >= 0 else words.name_status(language, status)


def total_fines(board: pd.DataFrame) -> pd.DataFrame:
    """Total the won by member (rows, in roster order) and month (columns, rising). 0 without a fine."""
    return board.pivot_table("fine", "member", "month", aggfunc="sum", fill_value=0, observed=True)

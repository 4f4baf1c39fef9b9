"""The board's fines: one line each, its reason in words, and the sums."""

from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from studylib.season import words
from studylib.season.study import Status, Study, Week
from studylib.season.weeks import to_milliseconds
from studylib.text.language import Language

LINE_COLUMNS = ("month", "week", "member", "status", "fine", "reason")


def select_fined(board: pd.DataFrame) -> pd.DataFrame:
    """The rows of the board with a fine over 0: months and weeks rising, members in roster order."""
    return (
        board[board["fine"] > 0]
        .sort_values(["month", "week", "member"], kind="stable")
        .reset_index(drop=True)
    )


def list_fines(study: Study, board: pd.DataFrame, language: Language) -> pd.DataFrame:
    """One row a fine over 0, with ``LINE_COLUMNS``, in the order of ``fined``."""
    found = select_fined(board)
    return found.assign(reason=explain_fines(study, found, language))[list(LINE_COLUMNS)]


def name_judgement(study: Study, language: Language, status: Status, tier: int) -> str:
    """How a cell was judged, in one word: the tier's own name where it is fined, else the status."""
    return words.name_tier(language, study.tiers[tier]) if tier >= 0 else words.name_status(language, status)


def total_fines(board: pd.DataFrame) -> pd.DataFrame:
    """Won by member (rows, roster order) and month (columns, rising); 0 where nobody was fined."""
    return board.pivot_table("fine", "member", "month", aggfunc="sum", fill_value=0, observed=True)


def explain_fines(study: Study, board: pd.DataFrame, language: Language) -> "pd.Series[str]":
    """Why each row of the board was judged as it was, one line: week, deadline, submission, distance, tier."""
    excuses = _excuses(study)
    rows = zip(
        board["member"], board["week"], board["status"], board["submitted_at"], board["tier"], strict=True
    )
    said = [
        _reason(
            study,
            language,
            study.week_of[week],
            Status(status),
            submitted_at,
            tier,
            excuses.get((member, week)),
        )
        for member, week, status, submitted_at, tier in rows
    ]
    return pd.Series(said, index=board.index, dtype="str")


def _reason(
    study: Study,
    language: Language,
    week: Week,
    status: Status,
    submitted_at: datetime,
    tier: int,
    excuse: str | None,
) -> str:
    parts = [
        language.week(week.number),
        language.say("due {moment}", moment=language.moment(week.last_second)),
    ]
    if not pd.isna(submitted_at):
        parts.append(language.say("handed in {moment}", moment=language.moment(submitted_at)))
        parts.append(describe_distance(week, submitted_at, language))
    elif status in (Status.ABSENT, Status.OVERDUE):
        parts.append(language.say("not handed in"))
    if status is Status.EXCUSED:
        excused = words.name_status(language, status)
        parts.append(f"{excused}: {excuse}" if excuse else excused)
    if tier >= 0:
        each = study.tiers[tier]
        parts.append(
            f"{words.name_tier(language, each)} {language.won(each.amount)}"
            if each.amount
            else words.name_tier(language, each)
        )
    return " · ".join(parts)


def describe_distance(week: Week, submitted_at: datetime, language: Language) -> str:
    """How long before or after the due moment a submission came: ``1시간 7분 50초 늦음``."""
    late_by = to_milliseconds(submitted_at) - to_milliseconds(week.due_at)
    span = language.span(abs(late_by) / 1000)
    return language.say("{span} late", span=span) if late_by >= 0 else language.say("{span} early", span=span)


def _excuses(study: Study) -> Mapping[tuple[str, int], str]:
    """The reason by member and week, of those who are excused."""
    by_break = {
        (each.member, week.number): each.reason
        for each in study.breaks
        if each.member is not None
        for week in study.weeks
        if each.overlaps(*week.days)
    }
    return by_break | {(each.member, each.week): each.reason for each in study.excuses}

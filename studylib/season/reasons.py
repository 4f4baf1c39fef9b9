"""The reason of each fine, in words."""

from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from studylib.season import words
from studylib.season.kinds import Status
from studylib.season.study import Study, Week
from studylib.season.weeks import to_milliseconds
from studylib.text.language import Language


def explain_fines(study: Study, board: pd.DataFrame, language: Language) -> "pd.Series[str]":
    """Explain each row of the board in one line: week, deadline, submission, distance, tier."""
    excuses = _list_excuses(study)
    rows = zip(
        board["member"], board["week"], board["status"], board["submitted_at"], board["tier"], strict=True
    )
    reasons = [
        _explain_row(
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
    return pd.Series(reasons, index=board.index, dtype="str")


def _explain_row(
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
        name, amount = words.name_tier(language, study.tiers[tier]), study.tiers[tier].amount
        parts.append(f"{name} {language.won(amount)}" if amount else name)
    return " · ".join(parts)


def describe_distance(week: Week, submitted_at: datetime, language: Language) -> str:
    """Describe the time between the due moment and a submission: ``1시간 7분 50초 늦음``."""
    late_by = to_milliseconds(submitted_at) - to_milliseconds(week.due_at)
    span = language.span(abs(late_by) / 1000)
    return language.say("{span} late", span=span) if late_by >= 0 else language.say("{span} early", span=span)


def _list_excuses(study: Study) -> Mapping[tuple[str, int], str]:
    """List the reasons of all excuses by member and week. An excuse outranks a personal break."""
    by_break = {
        (each.member, week.number): each.reason
        for each in study.breaks
        if each.member is not None
        for week in study.weeks
        if each.overlaps(*week.days)
    }
    return by_break | {(each.member, each.week): each.reason for each in study.excuses}

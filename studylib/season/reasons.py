"""The reason of each fine, in words."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

import pandas as pd

from studylib.season import words
from studylib.season.kinds import Status
from studylib.season.study import ClosedShare, Study, Week
from studylib.season.weeks import to_milliseconds
from studylib.text.direction import isolate, join_texts
from studylib.text.language import Language


class _Row(NamedTuple):
    """The columns of the board that a reason speaks of."""

    member: str
    week: int
    status: str
    submitted_at: datetime
    tier: int
    month: str
    fine: int
    fine_today: int


def explain_fines(study: Study, board: pd.DataFrame, language: Language) -> "pd.Series[str]":
    """Explain each row of the board in one line: week, deadline, submission, distance, tier.

    A row that was closed with another fine than the rules give today says so. It does not name what they give.
    """
    excuses, closed = _list_excuses(study), _index_closed(study)
    rows = map(_Row, *(board[name] for name in _Row._fields))
    reasons = [
        _explain_row(study, language, row, excuses.get((row.member, row.week)), closed) for row in rows
    ]
    return pd.Series(reasons, index=board.index, dtype="str")


_Closed = Mapping[tuple[str, str | None], ClosedShare]
"""The closed shares by month and member, and under ``None`` the first one of each month."""


def _index_closed(study: Study) -> _Closed:
    closed: dict[tuple[str, str | None], ClosedShare] = {}
    for each in study.settlements:
        closed.setdefault((each.month, None), each)
        closed[each.month, each.member] = each
    return closed


def _explain_row(study: Study, language: Language, row: _Row, excuse: str | None, closed: _Closed) -> str:
    week, status = study.week_of[row.week], Status(row.status)
    parts = [
        language.week(week.number),
        language.say("due {moment}", moment=language.moment(week.last_second)),
    ]
    if not pd.isna(row.submitted_at):
        parts.append(language.say("handed in {moment}", moment=language.moment(row.submitted_at)))
        parts.append(describe_distance(week, row.submitted_at, language))
    elif status in (Status.ABSENT, Status.OVERDUE):
        parts.append(language.say("not handed in"))
    if status is Status.EXCUSED:
        excused = words.name_status(language, status)
        parts.append(f"{excused}: {isolate(excuse)}" if excuse else excused)
    is_as_closed = row.fine != row.fine_today
    if row.tier >= 0:
        name, amount = words.name_tier(language, study.tiers[row.tier]), study.tiers[row.tier].amount
        parts.append(f"{isolate(name)} {language.won(amount)}" if amount and not is_as_closed else name)
    if is_as_closed:
        parts += _explain_closing(row, closed, language)
    return join_texts(parts)


def _explain_closing(row: _Row, closed: _Closed, language: Language) -> Iterator[str]:
    """Say with which fine the row was closed, and whether it is only a part of a sum."""
    month, own = closed.get((row.month, None)), closed.get((row.month, row.member))
    yield describe_closing(row.fine, month.closed_at if month else None, language)
    if own and own.fine and not own.week_fines:
        yield language.say(
            "a part of {sum} for {month}, whose single weeks are not recorded",
            sum=language.won(own.fine),
            month=language.month(own.month),
        )


def describe_closing(fine: int, closed_at: datetime | None, language: Language) -> str:
    """Describe a fine as it was closed, at an aware moment or ``None`` if that is unknown."""
    amount = language.won(fine)
    if closed_at is None:
        return language.say("closed with {amount}", amount=amount)
    return language.say("closed with {amount} on {moment}", amount=amount, moment=language.moment(closed_at))


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

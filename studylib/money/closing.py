"""Close a period: the settlement rows to write, or the reason against it."""

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile

import pandas as pd

from studylib.money.settlement import Settlement
from studylib.season.kinds import SEASON
from studylib.season.periods import find_periods, name_period
from studylib.season.problems import Problem, Reach
from studylib.season.study import ClosedShare, Study
from studylib.text.errors import WorkbookError
from studylib.text.message import Sentence, sentence


class ClosingError(WorkbookError):
    """The month was not closed. One sentence says why and what to do. ``problems`` are to be fixed first."""

    def __init__(self, why: Sentence, problems: Sequence[Problem] = ()) -> None:
        super().__init__(why)
        self.problems = tuple(problems)


def list_closed_shares(
    study: Study,
    board: pd.DataFrame,
    chain: Sequence[Settlement],
    month: str,
    problems: Sequence[Problem],
    now: datetime,
) -> tuple[ClosedShare, ...]:
    """List the rows that close ``month``, a period, one a participant. Each keeps the weeks and its fines in them.

    ``board`` is judged and ``chain`` settled at ``now``. Raises a ClosingError if the month is closed already, has no
    participants or is not final. Raises it also if a problem can touch the month. An earlier month with participants
    must be closed first, because its carry goes into this pot.
    """
    settlement = next((each for each in chain if each.month == month), None)
    if any(row.month == month for row in study.settlements):
        raise ClosingError(
            sentence("{month} is closed already. Nothing was added.", month=name_period(month))
        )
    if blocking := list_blocking(study, problems, month):
        raise ClosingError(explain_blocking(blocking, month), blocking)
    if settlement is None or not settlement.participants:
        raise ClosingError(sentence("In {month} there is nothing to close.", month=name_period(month)))
    if not settlement.final:
        raise ClosingError(
            sentence(
                "{month} is not final yet. Close it from {moment} on.",
                month=name_period(month),
                moment=f"{settlement.final_at:%Y-%m-%d %H:%M:%S}",
            )
        )
    if before := find_open_before(chain, month):
        why = sentence(
            "{before} is open, and what it carries out goes into {month}. Close {before} first.",
            before=name_period(before),
            month=name_period(month),
        )
        raise ClosingError(why)
    closed_at = now.astimezone(study.timezone).replace(microsecond=0)
    weeks, tasks = list_settled(study, month)
    fines = _list_fines(board[find_periods(study, board) == month])
    return tuple(
        ClosedShare(
            month=month,
            member=each.member,
            fine=each.fine,
            share=each.share,
            carried_out=settlement.carried_out,
            closed_at=closed_at,
            weeks=weeks,
            tasks=tasks,
            week_fines=tuple((week, won) for week, task, won in fines.get(each.member, ()) if task is None),
            task_fines=tuple(
                (week, task, won) for week, task, won in fines.get(each.member, ()) if task is not None
            ),
            smallest_transfer=settlement.smallest,
        )
        for each in settlement.participants
    )


def find_open_before(chain: Sequence[Settlement], month: str) -> str | None:
    """Find the first period that must be closed before ``month``. ``None``: there is none."""
    before = takewhile(lambda each: each.month != month, chain)
    return next((each.month for each in before if each.participants and not each.closed), None)


def list_settled(study: Study, month: str) -> tuple[tuple[int, ...], tuple[tuple[int, str], ...]]:
    """List what a period settles: whole weeks, and single tasks of weeks that it settles only in part."""
    weeks, tasks = [], []
    for week in study.weeks:
        names = [duty.task.name for duty in week.duties if duty.period == month]
        if names and len(names) == len(week.duties):
            weeks.append(week.number)
        else:
            tasks += [(week.number, name) for name in names if name is not None]
    return tuple(weeks), tuple(tasks)


def _list_fines(rows: pd.DataFrame) -> dict[str, list[tuple[int, str | None, int]]]:
    """List the fines over 0 by week and task, with the weeks rising, of each member who has some."""
    fines: dict[str, list[tuple[int, str | None, int]]] = {}
    fined = rows[rows["fine"] > 0]
    columns = (fined[name].tolist() for name in ("member", "week", "task", "fine"))
    for member, week, task, fine in zip(*columns, strict=True):
        fines.setdefault(member, []).append((week, task if isinstance(task, str) else None, fine))
    return fines


def explain_blocking(blocking: Sequence[Problem], month: str) -> Sentence:
    """Say that these problems block closing ``month``."""
    return sentence(
        "Something cannot be read yet: {count}. Fix it, then close {month}.",
        count=len(blocking),
        month=name_period(month),
    )


def list_blocking(study: Study, problems: Sequence[Problem], month: str) -> tuple[Problem, ...]:
    """List the problems that can touch the fines or shares of ``month``, a period, in their order.

    A week that the season lacks may be any week, mistyped.
    """
    return tuple(each for each in problems if not each.is_notice and _touches(study, each.reach, month))


def _touches(study: Study, reach: Reach, month: str) -> bool:
    if reach.months is not None and not (reach.months if month == SEASON else month in reach.months):
        return False
    if reach.weeks is None:
        return True
    weeks = (study.week_of.get(number) for number in reach.weeks)
    return any(week is None or any(duty.period == month for duty in week.duties) for week in weeks)

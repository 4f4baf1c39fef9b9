"""The standing of the group at one moment: week, time left, missing members."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

import pandas as pd

from studylib.season.closings import list_unplaced
from studylib.season.kinds import Status
from studylib.season.study import Study, Week
from studylib.season.tasks import Duty
from studylib.season.weeks import find_present_week, to_milliseconds


class Phase(Enum):
    """The part of the season at one moment."""

    BEFORE = "before"
    OPEN = "open"
    BREAK = "break"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A duty still open for handing in. ``until`` is its due moment, or its closing once late.

    ``counted`` says how many links of each of the ``missing`` count so far.
    """

    week: Week
    duty: Duty
    late: bool
    until: datetime
    missing: tuple[str, ...]
    counted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the members are with one duty. ``expected`` leaves out the excused.

    ``counted`` has the links so far of each of the ``missing``.
    """

    duty: Duty
    done: int
    expected: int
    missing: tuple[str, ...]
    counted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The group at one moment.

    ``until`` is the next due moment of the present week, else the next opening, ``None`` after the last. ``progress``
    has the duties of the present week. ``missing`` are the members who lack any of them.
    """

    phase: Phase
    week: Week
    until: datetime | None
    handed_in: int
    expected: int
    missing: tuple[str, ...]
    progress: tuple[Progress, ...]
    others: tuple[Waiting, ...]
    month: str
    fines: int


def find_standing(study: Study, board: pd.DataFrame, now: datetime, month: str) -> Standing:
    """Find the standing at ``now`` on the board judged at ``now``. The study needs at least one week.

    ``expected`` counts the rows of the present week that are not excused, and ``handed_in`` those that are done. A week
    without tasks has one row a member. ``fines`` is the total of ``month`` (``YYYY-MM``), in won.
    """
    week = find_present_week(study.weeks, now)
    assert week is not None
    phase, until = _find_phase(study, week, now)
    unplaced = sum(each.fine for each in list_unplaced(study, board) if each.month == month)
    progress = tuple(_find_progress(board, duty) for duty in week.duties)
    return Standing(
        phase=phase,
        week=week,
        until=until,
        handed_in=sum(each.done for each in progress),
        expected=sum(each.expected for each in progress),
        missing=tuple(dict.fromkeys(name for each in progress for name in each.missing)),
        progress=progress,
        others=tuple(each for each in list_waiting(study, board, now) if each.late or each.week != week),
        month=month,
        fines=int(board.loc[board["month"] == month, "fine"].sum()) + unplaced,
    )


def list_waiting(study: Study, board: pd.DataFrame, now: datetime) -> tuple[Waiting, ...]:
    """List the duties, weeks rising, that still wait for a member. The board is judged at ``now``.

    Rows of a meeting of which nothing is recorded stay overdue after it closes, but nobody can come any more.
    """
    rows, at = board[board["status"].isin((Status.OVERDUE, Status.OPEN))], to_milliseconds(now)
    numbers = set(rows["week"])
    waiting = (
        _find_waiting(rows, week, duty, now)
        for week in study.weeks
        if week.number in numbers
        for duty in week.duties
        if at < to_milliseconds(duty.closes_at)
    )
    return tuple(each for each in waiting if each.missing)


def _find_progress(board: pd.DataFrame, duty: Duty) -> Progress:
    """Find who has done a duty. A meeting is done by those who came, also without a time."""
    rows = select_duty(board, duty)
    rows = rows[rows["status"] != Status.EXCUSED]
    done = rows["submitted_at"].notna() | rows["status"].isin((Status.ON_TIME, Status.LATE))
    missing = rows[~done]
    return Progress(
        duty, int(done.sum()), len(rows), tuple(missing["member"]), tuple(missing["counted"].tolist())
    )


def _find_phase(study: Study, week: Week, now: datetime) -> tuple[Phase, datetime | None]:
    """Find the phase, and the moment at which it ends or the next duty of the week is due."""
    at = to_milliseconds(now)
    if at < to_milliseconds(week.opens_at):
        return Phase.BEFORE, week.opens_at
    dues = [duty.due_at for duty in week.duties] or [week.due_at]
    if ahead := [due for due in dues if at < to_milliseconds(due)]:
        return Phase.OPEN, min(ahead, key=to_milliseconds)
    coming = next((each.opens_at for each in study.weeks if to_milliseconds(each.opens_at) > at), None)
    return (Phase.BREAK, coming) if coming else (Phase.OVER, None)


def _find_waiting(board: pd.DataFrame, week: Week, duty: Duty, now: datetime) -> Waiting:
    """Find who is missing in a duty that has not closed. Before it opens nobody is."""
    late = to_milliseconds(now) >= to_milliseconds(duty.due_at)
    rows = select_duty(board, duty)
    missing = rows[rows["status"] == (Status.OVERDUE if late else Status.OPEN)]
    until = duty.closes_at if late else duty.due_at
    return Waiting(week, duty, late, until, tuple(missing["member"]), tuple(missing["counted"].tolist()))


def select_duty(board: pd.DataFrame, duty: Duty) -> pd.DataFrame:
    """Select the rows of one duty."""
    of_week = board["week"] == duty.week
    return board[
        of_week & (board["task"].isna() if duty.task.name is None else board["task"] == duty.task.name)
    ]

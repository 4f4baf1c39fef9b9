"""Prices: what handing in costs at a moment, and when that changes next. ``costs`` prices what is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from studylib.season.cost_words import count_late_units
from studylib.season.costs import find_step, find_step_amount, is_itemised
from studylib.season.kinds import Period, Status, TaskKind
from studylib.season.receipt import find_row
from studylib.season.study import Study, Tier
from studylib.season.tasks import Duty
from studylib.season.weeks import add_time, list_stages, to_milliseconds

_UNDECIDED = (Status.OVERDUE, Status.OPEN, Status.UPCOMING)
"""What can still become late or absent."""


@dataclass(frozen=True, slots=True)
class Price:
    """What handing in costs, in won.

    ``each``: one link costs it, not the whole task. ``least``: it has grown for some members.
    """

    amount: int
    each: bool = False
    least: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """The price at a moment, and the next other price with its first moment. Both are ``None`` without one.

    ``whole``: the price is that of all links that are still missing.
    """

    now: Price
    changes_at: datetime | None = None
    then: Price | None = None
    whole: bool = False


def quote_duty(
    study: Study, board: pd.DataFrame, duty: Duty, member: str | None, now: datetime
) -> Quote | None:
    """Quote what a duty costs a member who hands it in at ``now``. ``None`` as the member: any who has not.

    ``board`` is judged at ``now``. ``None`` if nothing depends on when the member hands in: nobody pays for the duty,
    its month is closed, or the member has done it, is excused, or does not do it. It is ``None`` also if a day takes
    fewer links than the task.
    """
    if not is_priced(study, duty) or (member is not None and not _is_waiting(board, duty, member)):
        return None
    price = _price_at(study, board, duty, member, now)
    whole = duty.task.count > 1 and not price.each
    for moment in sorted(_list_changes(study, duty, now), key=to_milliseconds):
        then = _price_at(study, board, duty, member, moment)
        if then.amount != price.amount:
            return Quote(price, moment, then, whole)
    return Quote(price, whole=whole)


def find_next_change(study: Study, duty: Duty, now: datetime) -> datetime | None:
    """Find the first moment after ``now`` at which a price may change. ``None`` without one."""
    return min(_list_changes(study, duty, now), key=to_milliseconds, default=None)


def is_priced(study: Study, duty: Duty) -> bool:
    """Check if the moment of handing in decides what a duty costs."""
    limited = duty.task.per_day is not None and duty.task.count > 1 and not is_itemised(study, duty)
    is_open = duty.task.kind is TaskKind.LINK and duty.settled_in is None and not limited
    return is_open and any(study.tiers[place].amount for place in duty.tiers)


def _is_waiting(board: pd.DataFrame, duty: Duty, member: str) -> bool:
    row = find_row(board, member, duty.week, duty.task.name)
    return row is not None and row["status"] != Status.EXCUSED and row["counted"] < row["count"]


def _price_at(study: Study, board: pd.DataFrame, duty: Duty, member: str | None, at: datetime) -> Price:
    """Price what is handed in at a moment. It costs nothing in time."""
    each = is_itemised(study, duty)
    if to_milliseconds(at) < to_milliseconds(duty.due_at):
        return Price(0, each)
    tier = next(
        study.tiers[place]
        for place, end in list_stages(study.tiers, duty)
        if end is None or to_milliseconds(at) < to_milliseconds(end)
    )
    amount, least = _grow(study, board, duty, member, tier)
    amount *= count_late_units(tier, duty, at)
    return Price(amount if duty.task.cap is None else min(amount, duty.task.cap), each, least)


def _grow(study: Study, board: pd.DataFrame, duty: Duty, member: str | None, tier: Tier) -> tuple[int, bool]:
    """Find what one unit of a tier costs, and if that is only the least that it may cost."""
    step = find_step(study, tier)
    if step is None:
        return tier.amount, False
    fallen = None if member is None else _count_before(study, board, duty, member, tier, step.within)
    if fallen is None:
        return min(step.amounts), len(set(step.amounts)) > 1
    return find_step_amount(study, tier, 1 + fallen), False


def _count_before(
    study: Study, board: pd.DataFrame, duty: Duty, member: str, tier: Tier, within: Period
) -> int | None:
    """Count how often the member fell into a growing tier before, in the order that steps count.

    ``None`` if an earlier duty can still fall into it.
    """
    places = [n for n, each in enumerate(study.tiers) if (each.label, each.set) == (tier.label, tier.set)]
    order = {(each.week, each.task.name): n for n, each in enumerate(study.duties)}
    own = to_milliseconds(duty.closes_at), order[duty.week, duty.task.name]
    rows = board[board["member"] == member]
    before = 0
    for week, task, fallen, status in zip(
        rows["week"], rows["task"], rows["tier"], rows["status"], strict=True
    ):
        place = order[int(week), None if pd.isna(task) else str(task)]
        other = study.duties[place]
        same = within is Period.SEASON or other.month == duty.month
        if same and (to_milliseconds(other.closes_at), place) < own:
            if status in _UNDECIDED and set(other.tiers) & set(places):
                return None
            before += fallen in places
    return before


def _list_changes(study: Study, duty: Duty, now: datetime) -> Iterator[datetime]:
    """List the moments after ``now`` at which the price may change."""
    at, due = to_milliseconds(now), to_milliseconds(duty.due_at)
    if at < due:
        yield duty.due_at
    begun = due
    for place, end in list_stages(study.tiers, duty):
        tier = study.tiers[place]
        closes = None if end is None else to_milliseconds(end)
        if begun <= at and (closes is None or at < closes) and tier.per is not None:
            yield add_time(duty.due_at, tier.per * count_late_units(tier, duty, now))
        if end is not None and closes is not None:
            begun = closes
            if at < closes:
                yield end

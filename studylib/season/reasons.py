"""The reason of each fine, in words."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields
from datetime import UTC, datetime

import pandas as pd

from studylib.season import cost_words as costs
from studylib.season import words
from studylib.season.cost_words import count_late_units
from studylib.season.costs import find_step_amount, is_itemised
from studylib.season.done import list_item_times
from studylib.season.kinds import Status, TaskKind
from studylib.season.passes import Spent, list_spent
from studylib.season.study import ClosedShare, Study
from studylib.season.tasks import Duty
from studylib.season.weeks import to_milliseconds
from studylib.text.direction import isolate, join_texts
from studylib.text.language import Language

END = datetime.max.replace(tzinfo=UTC)
"""A moment after all others. Whether a pass is valid depends only on those asked for before it."""


@dataclass(frozen=True, slots=True)
class _Row:
    """The columns of the board that a reason speaks of."""

    member: str
    week: int
    task: str | float
    status: str
    submitted_at: datetime
    counted: int
    count: int
    tier: int
    step: int
    month: str
    fine: int
    fine_today: int


def explain_fines(study: Study, board: pd.DataFrame, language: Language) -> "pd.Series[str]":
    """Explain each row of the board in one line: week, task, deadline, submission, distance, tier, unit, step.

    A row that was closed with another fine than the rules give today says so. It does not name what they give.
    """
    explain = _Explainer(
        study,
        language,
        duties={(duty.week, duty.task.name): duty for duty in study.duties},
        excuses=_list_excuses(study, language),
        closed=_index_closed(study),
        items=list_item_times(study),
        recorded={(each.member, each.week, each.task) for each in study.arrivals},
    )
    rows = map(_Row, *(board[each.name] for each in fields(_Row)))
    return pd.Series(list(map(explain.explain_row, rows)), index=board.index, dtype="str")


_Closed = Mapping[tuple[str, str | None], ClosedShare]
"""The closed shares by month and member, and under ``None`` the first one of each month."""


def _index_closed(study: Study) -> _Closed:
    closed: dict[tuple[str, str | None], ClosedShare] = {}
    for each in study.settlements:
        closed.setdefault((each.month, None), each)
        closed[each.month, each.member] = each
    return closed


@dataclass(frozen=True, slots=True)
class _Explainer:
    """What the reasons of a study need, by member, week and task."""

    study: Study
    language: Language
    duties: Mapping[tuple[int, str | None], Duty]
    excuses: Mapping[tuple[str, int, str | None], str]
    closed: _Closed
    items: Mapping[tuple[str, int, str | None], Sequence[datetime]]
    recorded: Set[tuple[str, int, str | None]]

    def explain_row(self, row: _Row) -> str:
        say, task = self.language.say, row.task if isinstance(row.task, str) else None
        duty, status = self.duties[row.week, task], Status(row.status)
        parts = [self.language.week(row.week), *([task] if task else [])]
        parts.append(describe_due(duty, self.language))
        if row.count > 1:
            parts.append(say("{counted} of {count}", counted=row.counted, count=row.count))
        parts += self._tell_done(row, duty, status)
        if status is Status.EXCUSED:
            excuse = self.excuses.get((row.member, row.week, task)) or self.excuses.get(
                (row.member, row.week, None)
            )
            excused = words.name_status(self.language, status)
            parts.append(f"{excused}: {isolate(excuse)}" if excuse else excused)
        if row.fine != row.fine_today:
            parts += [words.name_tier(self.language, self.study.tiers[row.tier])] if row.tier >= 0 else []
            return join_texts([*parts, *_explain_closing(row, duty.period, self.closed, self.language)])
        return join_texts([*parts, *self._tell_cost(row, duty, task)])

    def _tell_done(self, row: _Row, duty: Duty, status: Status) -> Iterator[str]:
        say, is_meeting = self.language.say, duty.task.kind is TaskKind.ATTENDANCE
        if not pd.isna(row.submitted_at):
            moment = self.language.moment(row.submitted_at)
            yield (
                say("arrived {moment}", moment=moment)
                if is_meeting
                else say("handed in {moment}", moment=moment)
            )
            yield describe_distance(duty, row.submitted_at, self.language)
        elif status not in (Status.ABSENT, Status.OVERDUE):
            return
        elif is_meeting:
            if (row.member, duty.week, duty.task.name) not in self.recorded:
                yield say("no attendance recorded")
        elif row.count == 1:
            yield say("not handed in")

    def _tell_cost(self, row: _Row, duty: Duty, task: str | None) -> Iterator[str]:
        if is_itemised(self.study, duty):
            times = self.items.get((row.member, row.week, task), ())[: row.counted]
            if row.count == 1 and not pd.isna(row.submitted_at):
                times = [row.submitted_at]
            missing = row.count - row.counted if row.status == Status.ABSENT else 0
            excused = row.status in (Status.EXCUSED, Status.ON_TIME)
            yield from () if excused else costs.tell_items(self.study, duty, times, missing, self.language)
        elif row.tier >= 0:
            tier, at = self.study.tiers[row.tier], None if pd.isna(row.submitted_at) else row.submitted_at
            amount = find_step_amount(self.study, tier, row.step) if row.step else tier.amount
            yield costs.tell_tier(tier, amount, row.step, count_late_units(tier, duty, at), self.language)
        if duty.task.cap is not None and row.fine == duty.task.cap and row.fine:
            yield self.language.say("at most {amount}", amount=self.language.won(duty.task.cap))


def _explain_closing(row: _Row, period: str, closed: _Closed, language: Language) -> Iterator[str]:
    """Say with which fine the row was closed, and whether it is only a part of a sum."""
    month, own = closed.get((period, None)), closed.get((period, row.member))
    yield describe_closing(row.fine, month.closed_at if month else None, language)
    if own and own.fine and not own.is_itemised:
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


def describe_due(duty: Duty, language: Language) -> str:
    """Describe the deadline by the last second in time, or the start of a meeting."""
    if duty.task.kind is TaskKind.ATTENDANCE:
        return language.say("starts {moment}", moment=language.moment(duty.due_at))
    return language.say("due {moment}", moment=language.moment(duty.last_second))


def describe_distance(duty: Duty, submitted_at: datetime, language: Language) -> str:
    """Describe the time between the due moment and a submission or arrival: ``1시간 7분 50초 늦음``."""
    late_by = to_milliseconds(submitted_at) - to_milliseconds(duty.due_at)
    span = language.span(abs(late_by) / 1000)
    if late_by >= 0:
        return language.say("{span} late", span=span)
    if duty.task.kind is TaskKind.ATTENDANCE:
        return language.say("{span} before the start", span=span)
    return language.say("{span} early", span=span)


def _list_excuses(study: Study, language: Language) -> Mapping[tuple[str, int, str | None], str]:
    """List the reasons of all excuses by member, week and task, or ``None`` for all tasks.

    An excuse outranks a personal break, and that a pass.
    """
    by_pass = {
        (spent.granted.member, spent.granted.week, spent.granted.task): _name_pass(study, spent, language)
        for spent in list_spent(study, END)
    }
    by_break = {
        (each.member, week.number, None): each.reason
        for each in study.breaks
        if each.member is not None
        for week in study.weeks
        if each.overlaps(*week.days)
    }
    by_row = {(each.member, each.week, each.task): each.reason for each in study.excuses}
    return by_pass | by_break | by_row


def _name_pass(study: Study, spent: Spent, language: Language) -> str:
    name = language.say("pass {number}/{most}", number=spent.number, most=study.pass_count)
    return f"{name}, {spent.granted.reason}" if spent.granted.reason else name

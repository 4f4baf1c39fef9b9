"""Find the problems for which a reminder must wait. It could name members who handed in."""

from collections.abc import Sequence

from studylib.season.kinds import TaskKind
from studylib.season.problems import Problem
from studylib.season.standing import Waiting
from studylib.season.study import Study
from studylib.workbook import keys, values
from studylib.workbook.layouts import ATTENDANCE, MEMBERS, PAYMENTS, SETTINGS, SETTLEMENTS, WEEKS

OF_MONEY = (*PAYMENTS.titles, *SETTLEMENTS.titles)
"""Tabs that decide no hand-in."""

OF_SHARES = frozenset({"pot", "settle", "fines_from", "pay_through", "account", "smallest_transfer"})
"""Keys of the settings that decide only who pays whom."""

OF_TURNS = ((WEEKS, "writer"), (MEMBERS, "turn"))
"""Columns that decide only whose turn it is."""


def list_delaying(study: Study, problems: Sequence[Problem], due: Sequence[Waiting]) -> tuple[Problem, ...]:
    """List the problems for which the reminder of these weeks must wait, in their order.

    One unreadable answer is none of them. The reminder itself says how many there are. But while the columns of the
    answers are unreadable, any answer may be missing.
    """
    return tuple(
        each
        for each in problems
        if not each.is_notice
        and not (each.of_answer and study.answers_read)
        and not _is_idle(each, due)
        and _touches(study, each, due)
    )


def _is_idle(problem: Problem, due: Sequence[Waiting]) -> bool:
    """Tell whether the cell decides neither a hand-in nor its cost."""
    tab, column = values.fold(problem.tab), values.fold(problem.column)
    if tab in SETTINGS.titles:
        return keys.find_key(problem.subject) in OF_SHARES
    of_turns = (
        tab in layout.titles and column in layout.columns[name]
        for layout, name in OF_TURNS
        if not any(each.duty.task.of_turn for each in due)
    )
    if tab in ATTENDANCE.titles:
        return not any(each.duty.task.kind is TaskKind.ATTENDANCE for each in due)
    is_of_month = (
        tab in WEEKS.titles and problem.reach.months is not None
    )  # a week over a closed month's border
    return tab in OF_MONEY or is_of_month or any(of_turns)


def _touches(study: Study, problem: Problem, due: Sequence[Waiting]) -> bool:
    """Tell whether the problem can touch one of the weeks. A week that the season lacks may be any, mistyped."""
    reach = problem.reach
    if reach.weeks is not None and any(number not in study.week_of for number in reach.weeks):
        return bool(due)
    return any(
        (reach.weeks is None or each.week.number in reach.weeks)
        and (reach.months is None or each.duty.period in reach.months)
        for each in due
    )

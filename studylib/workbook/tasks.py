"""Read the tasks tab: one row a task."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from studylib.season.kinds import TaskKind
from studylib.season.study import Tier
from studylib.season.tasks import Due, Task
from studylib.season.weeks import find_due, find_midnight
from studylib.text.message import Sentence, sentence
from studylib.workbook import bounded, dues, sizes, task_cells, values
from studylib.workbook.members import Roster
from studylib.workbook.settings import parse_one_of
from studylib.workbook.tables import Record, Table

UTC = ZoneInfo("UTC")
"""A zone whose clocks never change, to compare times of day in."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of the tasks tab, and its task."""

    record: Record
    task: Task


def read_tasks(table: Table, people: Roster, tiers: Sequence[Tier]) -> list[TaskRow]:
    """Read the tasks in the order of their rows. Of two rows of one name the first counts.

    A task with an unreadable cell costs nothing for now. It stays, so that answers may name it, with a cap of 0. One
    without a readable name is called by its row. Without the column of names, one task stands for all.
    """
    if table.missing and table.places:
        return [TaskRow(Record(table, number, cells), Task("#1", cap=0)) for number, cells in table.rows[:1]]
    rows: dict[str, TaskRow] = {}
    sets = {values.fold(tier.set): tier.set for tier in tiers}
    for record in bounded.list_first(table, sizes.MOST_TASKS):
        before = len(table.problems)
        name = table.demand(record, "task", task_cells.parse_name) or f"#{record.number}"
        if values.fold(name) in rows:
            why = sentence("The task {task} has two rows. The first one counts. Delete the other.", task=name)
            table.report(record, "task", why)
            continue
        task = _read_task(table, record, name, people, sets)
        is_read = len(table.problems) == before
        rows[values.fold(name)] = TaskRow(record, task if is_read else replace(task, cap=0))
    return list(rows.values())


def _read_task(table: Table, record: Record, name: str, people: Roster, sets: Mapping[str, str]) -> Task:
    doers = table.read(record, "who", partial(task_cells.parse_doers, people=people)) or task_cells.Doers()
    kind = table.read(record, "kind", parse_one_of(task_cells.KINDS)) or TaskKind.LINK
    count = table.read(record, "count", task_cells.parse_count) or 1
    per_day = table.read(record, "per_day", task_cells.parse_per_day)
    if kind is TaskKind.ATTENDANCE:
        for column, most in (("count", count), ("per_day", per_day or 1)):
            if most > 1:
                why = sentence(
                    "A meeting takes one arrival. Empty this cell, or add a task for each meeting."
                )
                table.report(record, column, why)
        count, per_day = 1, None
    from_week = table.read(record, "from_week", values.parse_week) or 1
    to_week = table.read(record, "to_week", values.parse_week)
    if to_week is not None and to_week < from_week:
        why = sentence(
            "The task ends in week {week}, before it begins. Fix one of the two weeks.", week=to_week
        )
        table.report(record, "to_week", why)
        from_week, to_week = to_week, from_week
    return Task(
        name=name,
        kind=kind,
        due=table.read(record, "due", dues.parse_due),
        count=count,
        per_day=per_day,
        of_turn=doers.of_turn,
        members=doers.members,
        tiers=table.read(record, "tiers", partial(task_cells.parse_set, known=sets)) or "",
        cap=table.read(record, "cap", values.parse_amount),
        from_week=from_week,
        to_week=to_week,
    )


def check_dues(rows: Sequence[TaskRow], days: Mapping[int, date], cycle: int) -> tuple[Task, ...]:
    """Report the tasks that cannot be due in some cycle. They cost nothing.

    ``days`` are the first days of the weeks by number.
    """
    tasks = []
    for row in rows:
        days_of_task = {week: day for week, day in days.items() if row.task.takes_place_in(week)}
        why = explain_due(row.task.due, days_of_task, cycle)
        if why:
            row.record.table.report(row.record, "due", why)
        due = drop_early(row.task.due, days_of_task, cycle)
        tasks.append(replace(row.task, due=due, cap=0) if why else row.task)
    return tuple(tasks)


def explain_due(due: Due | None, days: Mapping[int, date], cycle: int) -> Sentence | None:
    """Explain why a due time cannot be in the cycle of the first such week. ``None`` if it can be in all.

    ``days`` are the first days of the weeks by number.
    """
    if due is None:
        return None
    for week, day in days.items():
        if find_due(due, day, cycle, UTC) is None or is_early(due, day, cycle):
            return explain_unfit(due, week, day, cycle)
    return None


def drop_early(due: Due | None, days: Mapping[int, date], cycle: int) -> Due | None:
    """Return a due time, ``None`` if it would be the opening of such a week. They are then due at their end."""
    return None if due and any(is_early(due, day, cycle) for day in days.values()) else due


def is_early(due: Due, first_day: date, cycle: int) -> bool:
    """Check if a due time is not after the opening of a cycle."""
    due_at = find_due(due, first_day, cycle, UTC)
    return due_at is not None and due_at <= find_midnight(first_day, UTC)


def explain_unfit(due: Due, week: int, first_day: date, cycle: int) -> Sentence:
    """Explain why a due time cannot be in the cycle of a week: it lacks the weekday, or would begin with it."""
    weekdays = {(first_day.weekday() + day) % 7 for day in range(cycle)}
    if due.weekday is None or due.weekday in weekdays:
        return explain_early(week)
    return sentence(
        "Week {week} has no such weekday, because its cycle is too short. Write another weekday, or a time alone.",
        week=week,
    )


def explain_early(week: int) -> Sentence:
    """Explain that a week would be due before it opens, or as it does."""
    return sentence("Week {week} would be due before it opens. Write a later moment.", week=week)

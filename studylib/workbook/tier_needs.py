"""Check that tiers hold for each task from its first week on."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from studylib.season.study import Tier
from studylib.season.tasks import UNNAMED, Task
from studylib.text.message import Sentence, sentence
from studylib.workbook.tables import Table
from studylib.workbook.tiers import ABSENT, sort_tiers


def meet_needs(
    table: Table, tiers: tuple[Tier, ...], tasks: Sequence[Task], weeks: Iterable[int]
) -> tuple[Tier, ...]:
    """Report the sets without rows in force for a task. Add an absence that costs nothing to each.

    ``weeks`` are the numbers of the season's weeks.
    """
    missing = _find_missing(tiers, tasks, weeks)
    for why in missing.values():
        table.report_whole(why)
    return _add_free(tiers, missing)


def complete_tiers(tiers: tuple[Tier, ...], tasks: Sequence[Task], weeks: Iterable[int]) -> tuple[Tier, ...]:
    """Add an absence that costs nothing to the sets without rows in force for a task."""
    return _add_free(tiers, _find_missing(tiers, tasks, weeks))


def _find_missing(
    tiers: tuple[Tier, ...], tasks: Sequence[Task], weeks: Iterable[int]
) -> Mapping[str, Sentence]:
    missing: dict[str, Sentence] = {}
    numbers = sorted(weeks)
    for task in tasks or (UNNAMED,):
        first = next((week for week in numbers if task.takes_place_in(week)), None)
        start = min((tier.from_week for tier in tiers if tier.set == task.tiers), default=None)
        if first is not None and (start is None or first < start):
            missing.setdefault(task.tiers, _explain(task, first, start))
    return missing


def _add_free(tiers: tuple[Tier, ...], names: Collection[str]) -> tuple[Tier, ...]:
    free = (Tier(ABSENT[0], None, 0, set=name) for name in names)
    return sort_tiers([*tiers, *free]) if names else tiers


def _explain(task: Task, week: int, start: int | None) -> Sentence:
    if start is None:
        return sentence(
            "All tiers belong to sets, so none holds without one. Add tiers without a set, or give each task a set."
        )
    if task.name is None:
        return sentence(
            "The tiers hold from week {start} on only, so week {week} costs nothing. Add rows that hold from there.",
            start=start,
            week=week,
        )
    return sentence(
        "The tiers of {task} hold from week {start} on only, so week {week} costs nothing. Add rows that hold from "
        "there.",
        task=task.name,
        start=start,
        week=week,
    )

"""Targets: the task that the links of each week in a README are for. It is never guessed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from studylib.readme.form import ReadmeError
from studylib.readme.reading import Contents
from studylib.season.kinds import TaskKind
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.season.tasks import Duty
from studylib.text.message import Sentence, sentence
from studylib.workbook import tables, values
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import EXCUSES
from studylib.workbook.task_names import TaskNames

Key = tuple[str, int, str]
"""A member, a week and a link."""


@dataclass(frozen=True, slots=True)
class Targets:
    """The name of the task to hand in by week, ``None`` for the unnamed one.

    ``unfit`` says of the other weeks why nothing is handed in.
    """

    tasks: Mapping[int, str | None]
    unfit: Mapping[int, Sentence]


def choose_targets(study: Study, weeks: Collection[int], wanted: str | None) -> Targets:
    """Choose the task of each week: the ``wanted`` one, or the only one.

    Raises a ReadmeError for a week of several tasks if none is wanted. It raises one for an unknown task, too.
    """
    names = TaskNames(study.tasks)
    if wanted is not None:
        _check_wanted(names, wanted)
    tasks: dict[int, str | None] = {}
    unfit: dict[int, Sentence] = {}
    for week in sorted(set(weeks)):
        try:
            tasks[week] = names.find_of_kind(wanted, week, TaskKind.LINK)
        except values.CellError as unsure:
            unfit[week] = unsure.why
    if wanted is None and (refused := _list_choices(study, unfit)):
        raise ReadmeError(*refused)
    return Targets(tasks, unfit)


def _check_wanted(names: TaskNames, wanted: str) -> None:
    """Raise a ReadmeError if the season has no such task to hand in."""
    if not names.by_name:
        raise ReadmeError(sentence("The season has no tasks. Leave out --task."))
    try:
        task = names.find(wanted)
    except values.CellError as unknown:
        raise ReadmeError(unknown.why) from None
    if task.kind is not TaskKind.LINK:
        raise ReadmeError(
            sentence("{task} is a meeting, so nobody hands it in. Write another task.", task=task.name)
        )


def _list_choices(study: Study, weeks: Collection[int]) -> list[Sentence]:
    """List a sentence for each week with several tasks to hand in."""
    choices = {
        week: [
            str(task.name) for task in study.tasks if task.kind is TaskKind.LINK and task.takes_place_in(week)
        ]
        for week in weeks
    }
    return [
        sentence(
            "Week {week} has several tasks: {tasks}. Say with --task which one the table is of.",
            week=week,
            tasks=", ".join(names),
        )
        for week, names in choices.items()
        if len(names) > 1
    ]


def find_target(study: Study, week: int, tasks: Mapping[int, str | None]) -> Duty | None:
    """Find the duty of a week that its links are for. ``None`` if the season does not have the week yet."""
    duties = study.week_of[week].duties if week in study.week_of else ()
    return next((duty for duty in duties if duty.task.name == tasks.get(week)), None)


def leave_unfit(contents: Contents, targets: Targets, file: str) -> tuple[Contents, list[Problem]]:
    """Leave out the weeks without a target. Report the first cell of each."""
    said = [(each.week, each.cell.line) for each in contents.handed_in]
    said += [(each.week, each.cell.line) for each in contents.excuses]
    lines = dict(sorted((each for each in said if each[0] in targets.unfit), reverse=True))
    fit = replace(
        contents,
        entries=tuple(each for each in contents.entries if each.week not in targets.unfit),
        excuses=tuple(each for each in contents.excuses if each.week not in targets.unfit),
    )
    return fit, [Problem(file, line, None, targets.unfit[week]) for week, line in sorted(lines.items())]


def drop_elsewhere(contents: Contents, study: Study, tasks: Mapping[int, str | None]) -> Contents:
    """Drop the links that the season has for another task of that place."""
    elsewhere = list_elsewhere(study, tasks)
    kept = (
        each
        for each in contents.entries
        if (values.fold(each.member), each.week, each.address) not in elsewhere
    )
    return replace(contents, entries=tuple(kept)) if elsewhere else contents


def drop_times(
    times: Mapping[Key, datetime], study: Study, tasks: Mapping[int, str | None]
) -> Mapping[Key, datetime]:
    """Drop the times of such links."""
    elsewhere = list_elsewhere(study, tasks)
    return {key: at for key, at in times.items() if (values.fold(key[0]), *key[1:]) not in elsewhere}


def list_elsewhere(study: Study, tasks: Mapping[int, str | None]) -> frozenset[Key]:
    """List the links of other tasks than the target, by folded member and week."""
    if not study.tasks:
        return frozenset()
    rows = study.submissions[["member", "week", "task", "link"]].itertuples(index=False)
    return frozenset(
        (values.fold(member), int(week), link)
        for member, week, task, links in rows
        if week in tasks and task != tasks[week]
        for link in links.splitlines()
    )


def check_excuses(cells: Workbook, records: Sequence[Mapping[str, object]]) -> None:
    """Raise a ReadmeError if the tab has no column for the task of an excuse."""
    table = tables.find_table(EXCUSES, cells)
    if table.places and "task" not in table.places and any(each.get("task") for each in records):
        raise ReadmeError(
            sentence(
                "The tab {tab} has no column {column}, which says from which task a member is excused. Add it.",
                tab=table.title,
                column="/".join(EXCUSES.columns["task"]),
            )
        )

"""Read the queue of writers, and who swaps or is away, from the turns of a README."""

from collections.abc import Mapping
from dataclasses import replace

from studylib.readme.reading import Contents, ListedTurn
from studylib.season import rota
from studylib.season.problems import Problem
from studylib.season.study import Study, Week
from studylib.text.message import sentence


def find_queue(contents: Contents) -> dict[str, int]:
    """Find the queue's places, from 1, by each writer's first week in the table."""
    first = dict.fromkeys(turn.member for turn in sorted(contents.turns, key=lambda turn: turn.week))
    return {member: place for place, member in enumerate(first, 1)}


def find_swaps(contents: Contents, study: Study) -> dict[int, str]:
    """Find the study's weeks whose writer differs from the queue's, rising, with the table's writer.

    Leave out writers who are not in the group in that week.
    """
    named = {turn.week: turn.member for turn in contents.turns if not _is_absent(turn, study)}
    swaps: dict[int, str] = {}
    while True:
        queue = rota.list_writers(_apply_swaps(study, swaps))
        wrong = (
            week.number
            for week in study.weeks
            if named.get(week.number, queue.get(week.number)) != queue.get(week.number)
        )
        number = next(wrong, None)
        if number is None:
            return swaps
        swaps[number] = named[number]


def list_absences(contents: Contents, study: Study, file: str) -> list[Problem]:
    """List the writers of the table who are not in the group in their week."""
    text = "{member} is not in the group in week {week}. Name another member, or empty the cell."
    return [
        Problem(file, turn.cell.line, None, sentence(text, member=turn.member, week=turn.week))
        for turn in contents.turns
        if _is_absent(turn, study)
    ]


def list_absent_weeks(contents: Contents, study: Study) -> frozenset[int]:
    """List the weeks whose writer, by the table, is not in the group in that week."""
    return frozenset(turn.week for turn in contents.turns if _is_absent(turn, study))


def _is_absent(turn: ListedTurn, study: Study) -> bool:
    """Check if the turn's writer is a member, but not in the group that week."""
    days = study.week_of[turn.week].days if turn.week in study.week_of else None
    return days is not None and any(
        member.name == turn.member and not member.overlaps(*days) for member in study.members
    )


def _apply_swaps(study: Study, writers: Mapping[int, str]) -> Study:
    def swap(week: Week) -> Week:
        writer = writers.get(week.number)
        return replace(week, topic=replace(week.topic, writer=writer)) if writer else week

    return replace(study, weeks=tuple(map(swap, study.weeks)))

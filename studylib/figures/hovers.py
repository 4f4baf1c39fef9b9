"""The hovers of the cells: what the grid says of each beyond its name."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from studylib.figures.cells import Spot
from studylib.figures.palette import cut_label
from studylib.season import fines
from studylib.season.kinds import Status
from studylib.season.study import Study
from studylib.text.direction import join_texts
from studylib.text.language import Language

MOST_TASKS = 6
"""A hover tells so many tasks. The details under the chart have all."""


class _Judged(NamedTuple):
    """What the hover says of one row of the board."""

    member: str
    week: int
    task: str | float
    status: Status
    tier: int
    fine: int
    reason: str


def write_hovers(study: Study, board: pd.DataFrame, language: Language, *, by_task: bool) -> dict[Spot, str]:
    """Write the hover of each cell, in lines. The cell's own name is not repeated.

    ``board`` has the further column ``reason``, of ``reasons.explain_fines``.
    """
    judged = map(_Judged, *(board[name] for name in _Judged._fields))
    if by_task or not study.tasks:
        return {
            (row.member, str(row.task) if study.tasks else None, row.week): _tell_row(row, language)
            for row in judged
        }
    cells: dict[Spot, list[_Judged]] = {}
    for row in judged:
        cells.setdefault((row.member, None, row.week), []).append(row)
    return {spot: _tell_week(study, rows, language) for spot, rows in cells.items()}


def _tell_row(row: _Judged, language: Language) -> str:
    """Tell deadline, hand-in and fine, a line each."""
    return "\n".join(map(cut_label, _list_reasons(row, language)))


def _list_reasons(row: _Judged, language: Language) -> list[str]:
    """List the parts of a reason. The week and the task are left out, since they stand above."""
    known = join_texts([language.week(row.week), None if pd.isna(row.task) else str(row.task)])
    return row.reason.removeprefix(f"{known} · ").split(" · ")


def _tell_week(study: Study, rows: Sequence[_Judged], language: Language) -> str:
    """Tell each task of a week in two or three lines."""
    lines = [line for row in rows[:MOST_TASKS] for line in _tell_task(study, row, language)]
    left = len(rows) - MOST_TASKS
    if left > 0:
        lines.append(language.say("and {count} more tasks", count=left))
    return "\n".join(lines)


def _tell_task(study: Study, row: _Judged, language: Language) -> Iterable[str]:
    judgement = fines.name_judgement(study, language, row.status, row.tier)
    yield join_texts([cut_label(str(row.task)), cut_label(judgement)], " ")
    yield from _fold_reason(row, language)


def _fold_reason(row: _Judged, language: Language) -> Iterator[str]:
    """Fold a reason into two lines. The week and the task stand above."""
    due, *others = _list_reasons(row, language)
    yield cut_label(due)
    if others:
        yield cut_label(" · ".join(others))

"""The points over the cells of the heatmap, and what they say."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from studylib.figures.bands import Band
from studylib.figures.palette import escape_label
from studylib.figures.slots import Slot
from studylib.season import fines
from studylib.season.kinds import Status
from studylib.season.study import Study
from studylib.text.direction import join_texts
from studylib.text.language import Language

POINT = 6
"""Pixels. Small points never overlap: of two that do, plotly takes the first and not the nearer one."""
MOST_TASKS = 6
"""A hover tells so many tasks. The details under the chart have all."""

_Spot = tuple[str, str | None, int]
"""A member, a task and a week. The task is ``None`` for all tasks of the week."""


class _Judged(NamedTuple):
    """What the hover says of one row of the board."""

    member: str
    week: int
    task: str | float
    status: Status
    tier: int
    fine: int
    reason: str


def draw_points(
    study: Study, board: pd.DataFrame, bands: Sequence[Band], slots: Sequence[Slot], language: Language
) -> go.Scatter:
    """Draw an invisible point in the middle of every cell, also of the blank ones.

    A press selects the nearest point, wherever in the cell it is.
    """
    rows, columns = [each for each in bands if each.member], [each for each in slots if each.week]
    by_task = any(each.task for each in rows)
    hovers = _write_hovers(study, board, language, by_task=by_task)
    spots = list(product(rows, columns))
    points = [(row.member, column.week.number) for row, column in spots if row.member and column.week]
    invisible = {"marker": {"opacity": 0}}
    return go.Scatter(
        x=[column.middle for _, column in spots],
        y=[row.middle for row, _ in spots],
        mode="markers",
        marker={"symbol": "square", "size": POINT, "opacity": 0},
        selected=invisible,
        unselected=invisible,
        customdata=points,
        hovertext=[
            hovers.get((member, row.task, week))
            or escape_label(language.say("{member} is not judged for that week.", member=member))
            for (row, _), (member, week) in zip(spots, points, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _write_hovers(
    study: Study, board: pd.DataFrame, language: Language, *, by_task: bool
) -> dict[_Spot, str]:
    """Write the hover of each cell. Several tasks stand below their sum."""
    judged = map(_Judged, *(board[name] for name in _Judged._fields))
    if by_task or not study.tasks:
        return {
            (row.member, str(row.task) if study.tasks else None, row.week): _tell_row(study, row, language)
            for row in judged
        }
    cells: dict[_Spot, list[_Judged]] = {}
    for row in judged:
        cells.setdefault((row.member, None, row.week), []).append(row)
    return {
        spot: _tell_row(study, rows[0], language) if len(rows) == 1 else _tell_week(study, rows, language)
        for spot, rows in cells.items()
    }


def _tell_row(study: Study, row: _Judged, language: Language) -> str:
    judgement = fines.name_judgement(study, language, row.status, row.tier)
    head = f"<b>{escape_label(row.member)}</b> {escape_label(judgement)}"
    return "<br>".join([head, *map(escape_label, row.reason.split(" · "))])


def _tell_week(study: Study, rows: Sequence[_Judged], language: Language) -> str:
    """Tell the sum of a week, then each task in two or three lines."""
    fine = sum(row.fine for row in rows)
    head = join_texts([language.week(rows[0].week), language.won(fine) if fine else ""])
    lines = [f"<b>{escape_label(rows[0].member)}</b> {escape_label(head)}"]
    lines += [line for row in rows[:MOST_TASKS] for line in _tell_task(study, row, language)]
    if left := len(rows) - MOST_TASKS:
        lines += [language.say("and {count} more tasks", count=left)] if left > 0 else []
    return "<br>".join(lines)


def _tell_task(study: Study, row: _Judged, language: Language) -> Iterable[str]:
    judgement = fines.name_judgement(study, language, row.status, row.tier)
    yield f"<b>{escape_label(str(row.task))}</b> {escape_label(judgement)}"
    yield from _fold_reason(row, language)


def _fold_reason(row: _Judged, language: Language) -> Iterator[str]:
    """Fold a reason into two lines. The week and the task stand above."""
    known = join_texts([language.week(row.week), str(row.task)])
    due, *others = row.reason.removeprefix(f"{known} · ").split(" · ")
    yield escape_label(due)
    if others:
        yield escape_label(" · ".join(others))

"""The cells of the grid: what stands in each, and what it is called."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from studylib.figures.palette import cut_label
from studylib.season import fines, words
from studylib.season.kinds import Status
from studylib.season.study import Study
from studylib.season.week_sums import sum_weeks
from studylib.text.direction import join_texts
from studylib.text.language import Language

Spot = tuple[str, str | None, int]
"""A member, a task and a week. The task is ``None`` for all tasks of the week."""


class Cell(NamedTuple):
    """One cell: its status, its links such as ``3/5``, its fine, and all of it in words.

    ``share`` and ``fine`` are empty if the cell does not show them.
    """

    status: Status
    share: str
    fine: str
    label: str


def list_cells(board: pd.DataFrame, *, by_task: bool) -> pd.DataFrame:
    """List the cells: the rows of the board, or their sums by week."""
    return board if by_task or board["task"].isna().all() else sum_weeks(board)


def find_cells(study: Study, board: pd.DataFrame, language: Language, *, by_task: bool) -> dict[Spot, Cell]:
    """Find what stands in each cell. A season without tasks shows no figures."""
    rows = list_cells(board, by_task=by_task)
    tasks = rows["task"] if study.tasks and by_task else [None] * len(rows)
    spots = zip(rows["member"], tasks, rows["week"], strict=True)
    return dict(zip(spots, _write_cells(study, rows, language, by_task=by_task), strict=True))


def _write_cells(study: Study, rows: pd.DataFrame, language: Language, *, by_task: bool) -> Iterator[Cell]:
    tiers = rows["tier"] if "tier" in rows else [None] * len(rows)
    tasks = rows["task"] if study.tasks and by_task else [None] * len(rows)
    known: dict[tuple[str, int | None], str] = {}
    names = {each.name: cut_label(each.name) for each in study.members}
    figures = zip(rows["counted"], rows["count"], rows["fine"], strict=True)
    heads = zip(rows["member"], tasks, rows["week"], rows["status"], tiers, strict=True)
    for (member, task, week, status, tier), (counted, count, fine) in zip(heads, figures, strict=True):
        kind = (status, tier)
        if kind not in known:
            known[kind] = _name_kind(study, language, Status(status), tier)
        share, won = (
            _write_figures(language, Status(status), counted, count, fine) if study.tasks else ("", "")
        )
        parts = [names[member], task and cut_label(task), language.week(week), known[kind], share]
        label = join_texts([*parts, language.won(fine) if won else ""], ", ")
        yield Cell(Status(status), share, won, label)


def _name_kind(study: Study, language: Language, status: Status, tier: int | None) -> str:
    """Name the judgement of a row, or the status of a sum."""
    if tier is None:
        return words.name_status(language, status)
    return cut_label(fines.name_judgement(study, language, status, tier))


def _write_figures(
    language: Language, status: Status, counted: int, count: int, fine: int
) -> tuple[str, str]:
    is_idle = status in (Status.UPCOMING, Status.EXCUSED) and not counted
    return f"{counted}/{count}" if count > 1 and not is_idle else "", language.number(fine) if fine else ""


def describe_board(board: pd.DataFrame, language: Language, *, by_task: bool = False) -> str:
    """Describe the grid in one line for screen readers: how many cells have each status."""
    counts = list_cells(board, by_task=by_task)["status"].value_counts()
    parts = ", ".join(
        f"{words.name_status(language, status)} {counts[status]}"
        for status in Status
        if counts.get(status, 0)
    )
    if by_task:
        return language.say("Members and their tasks by weeks: {parts}", parts=parts)
    return language.say("Members by weeks: {parts}", parts=parts)


def list_statuses(board: pd.DataFrame, *, by_task: bool = False) -> tuple[Status, ...]:
    """List the statuses that the grid shows."""
    drawn = set(list_cells(board, by_task=by_task)["status"].unique())
    return tuple(status for status in Status if status in drawn)

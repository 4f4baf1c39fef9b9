"""The rows of the grid: members, or the tasks of each member below one another."""

from dataclasses import dataclass

import pandas as pd

from studylib.season.study import Study


@dataclass(frozen=True)
class Band:
    """One row: a member's, or that of one task. ``task`` is ``None`` for the whole weeks.

    ``is_first`` tells the first row of a member.
    """

    member: str
    task: str | None = None
    is_first: bool = True


def list_bands(study: Study, board: pd.DataFrame, *, by_task: bool) -> list[Band]:
    """List the rows from the top: one a member, or one a task of the member.

    A member who is judged for nothing keeps one row.
    """
    if not by_task:
        return [Band(member.name) for member in study.members]
    judged = set(zip(board["member"], board["task"], strict=True))
    bands: list[Band] = []
    for member in study.members:
        names = [task.name for task in study.tasks if (member.name, task.name) in judged] or [None]
        bands += [Band(member.name, name, not place) for place, name in enumerate(names)]
    return bands

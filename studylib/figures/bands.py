"""The rows of the heatmap: members, or the tasks of each member below one another."""

from dataclasses import dataclass

import pandas as pd

from studylib.figures.palette import LONGEST_LABEL, escape_label
from studylib.season.study import Study

ROOM = 0.4
"""The height of the room between two members that have several rows. A row's is 1."""
LONGEST_TASK = 12
"""The most columns of a task's name beside the heatmap. A Hangul syllable takes two."""


@dataclass(frozen=True)
class Band:
    """One row, from ``top`` to ``bottom``: a member's, or that of one task. ``member`` is ``None`` for room.

    ``label`` is what stands beside it, escaped for plotly.
    """

    top: float
    bottom: float
    member: str | None = None
    task: str | None = None
    label: str = ""

    @property
    def middle(self) -> float:
        """The place of the row's label."""
        return (self.top + self.bottom) / 2


def list_bands(study: Study, board: pd.DataFrame, *, by_task: bool) -> list[Band]:
    """List the rows from the top: one a member, or one a task of the member.

    A member who is judged for nothing keeps one row.
    """
    if not by_task:
        return [
            Band(at - 0.5, at + 0.5, member.name, None, _name_member(member.name))
            for at, member in enumerate(study.members)
        ]
    judged = set(zip(board["member"], board["task"], strict=True))
    bands: list[Band] = []
    edge = -0.5
    for member in study.members:
        if bands:
            bands.append(Band(edge, edge + ROOM))
            edge += ROOM
        names = [task.name for task in study.tasks if (member.name, task.name) in judged] or [None]
        for place, name in enumerate(names):
            label = _name_task(name, None if place else member.name)
            bands.append(Band(edge, edge + 1, member.name, name, label))
            edge += 1
    return bands


def _name_member(name: str) -> str:
    return escape_label(name, LONGEST_LABEL)


def _name_task(task: str | None, member: str | None) -> str:
    """Name a task. The first one of a member has the member's name before it."""
    parts = [f"<b>{_name_member(member)}</b>" if member else "", escape_label(task or "", LONGEST_TASK)]
    return " ".join(filter(None, parts))

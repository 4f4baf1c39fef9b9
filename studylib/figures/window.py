"""The weeks of the heatmap: all of them, or as many as a browser takes of a very large study."""

from datetime import datetime

from studylib.season import weeks
from studylib.season.study import Member, Study, Week

MOST_BYTES = 4_000_000
"""The size of a heatmap as sent. A message to a browser may have 8 MiB (``server.maxMessageSize``)."""

CELL_BYTES = 300
"""The size of one cell as sent, its member's name aside (measured with 200 members and 52 weeks)."""

LETTER_BYTES = 12
"""What one letter of the name adds to each cell: it stands there twice, escaped."""

TASK_BYTES = 100
"""What a task adds to each of its cells, its name aside (measured with 200 members, 12 weeks and 3 tasks)."""


def choose_weeks(study: Study, now: datetime) -> tuple[Week, ...]:
    """Choose the weeks to draw at ``now`` (aware), rising: the present one and those before it, as many as fit.

    If the present one comes too early for that, choose the first ones.
    """
    most = max(1, MOST_BYTES // max(1, sum(_measure_cell(study, member) for member in study.members)))
    if len(study.weeks) <= most:
        return study.weeks
    present = weeks.find_present_week(study.weeks, now)
    end = max(most, 1 + study.weeks.index(present) if present else 0)
    return study.weeks[end - most : end]


def _measure_cell(study: Study, member: Member) -> int:
    """Estimate the bytes of one week of a member."""
    cell = CELL_BYTES + LETTER_BYTES * len(member.name)
    names = [task.name for task in study.tasks if task.name]
    return sum(cell + TASK_BYTES + LETTER_BYTES * len(name) for name in names) or cell

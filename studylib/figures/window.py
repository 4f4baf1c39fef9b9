"""The weeks of the grid: all of them, or as many as a browser takes of a very large study."""

from datetime import datetime
from urllib.parse import quote_plus

from studylib.season import weeks
from studylib.season.study import Member, Study, Week

MOST_BYTES = 850_000
"""The size of a grid as sent. A page has at most 1 MB, and its other parts need room."""

CELL_BYTES = 130
"""The size of one cell as sent, without its hover and its names (measured with 500 members)."""

HOVER_BYTES = 130
"""What the hover of one cell adds, for each task that it tells."""


def choose_weeks(study: Study, now: datetime, week: int = 0) -> tuple[Week, ...]:
    """Choose the weeks to draw at ``now`` (aware), rising: the present one and those before it, as many as fit.

    If the present one comes too early for that, choose the first ones. ``week``: one to choose in any case, or 0.
    """
    most = max(1, MOST_BYTES // max(1, sum(_measure_cell(study, member) for member in study.members)))
    if len(study.weeks) <= most:
        return study.weeks
    present = weeks.find_present_week(study.weeks, now)
    end = max(most, 1 + study.weeks.index(present) if present else 0)
    numbers = [each.number for each in study.weeks]
    if week in numbers and not end - most <= numbers.index(week) < end:
        end = min(len(numbers), numbers.index(week) // most * most + most)
    return study.weeks[max(0, end - most) : end]


def has_hovers(study: Study) -> bool:
    """Tell whether the cells have hovers. A study too large for one grid goes without."""
    return (
        len(study.weeks) * sum(_measure_cell(study, each, HOVER_BYTES) for each in study.members)
        <= MOST_BYTES
    )


def _measure_cell(study: Study, member: Member, hover: int = 0) -> int:
    """Estimate the bytes of one week of a member."""
    cell = CELL_BYTES + _measure_name(member.name) + hover
    names = [task.name for task in study.tasks if task.name]
    return sum(cell + _measure_name(name) for name in names) or cell


def _measure_name(name: str) -> int:
    """Count the bytes of a name in the cell's address and in the cell's own name."""
    return len(quote_plus(name)) + len(name.encode())

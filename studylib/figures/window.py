"""The weeks of the heatmap: all of them, or as many as a browser takes of a very large study."""

from datetime import datetime

from studylib.season import weeks
from studylib.season.study import Study, Week

MOST_BYTES = 4_000_000
"""The size of a heatmap as sent. A message to a browser may have 8 MiB (``server.maxMessageSize``)."""

CELL_BYTES = 300
"""The size of one cell as sent, its member's name aside (measured with 200 members and 52 weeks)."""

LETTER_BYTES = 12
"""What one letter of the name adds to each cell: it stands there twice, escaped."""


def choose_weeks(study: Study, now: datetime) -> tuple[Week, ...]:
    """Choose the weeks to draw at ``now`` (aware), rising: the present one and those before it, as many as fit.

    If the present one comes too early for that, choose the first ones.
    """
    of_week = sum(CELL_BYTES + LETTER_BYTES * len(member.name) for member in study.members)
    most = max(1, MOST_BYTES // max(1, of_week))
    if len(study.weeks) <= most:
        return study.weeks
    present = weeks.find_present_week(study.weeks, now)
    end = max(most, 1 + study.weeks.index(present) if present else 0)
    return study.weeks[end - most : end]

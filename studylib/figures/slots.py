"""The columns of the heatmap: weeks, and the days off between them."""

from dataclasses import dataclass
from datetime import date, timedelta

from studylib.season.study import Study, Week

BREAK_WIDTH = 0.6
"""The width of a break's column. A week's is 1."""


@dataclass(frozen=True)
class Slot:
    """One column: a study week, or the days off between two of them (``week`` is ``None``).

    It spans the calendar days from ``first_day`` to ``end_day``, exclusive.
    """

    left: float
    right: float
    first_day: date
    end_day: date
    week: Week | None

    @property
    def middle(self) -> float:
        """The place of the column's label."""
        return (self.left + self.right) / 2


def list_slots(study: Study) -> list[Slot]:
    """List the columns from the left. Consecutive skipped weeks are one narrow column."""
    slots: list[Slot] = []
    edge = 0.0
    for week in study.weeks:
        opens_on = week.opens_at.date()
        if slots and opens_on > slots[-1].end_day:
            slots.append(Slot(edge, edge + BREAK_WIDTH, slots[-1].end_day, opens_on, None))
            edge += BREAK_WIDTH
        slots.append(Slot(edge, edge + 1, opens_on, opens_on + timedelta(days=study.cycle), week))
        edge += 1
    return slots


def round_day(study: Study, day: date) -> date:
    """Round a day down to the first one of its column. Outside all columns, that is ``date.min``."""
    firsts = (slot.first_day for slot in list_slots(study) if slot.first_day <= day < slot.end_day)
    return next(firsts, date.min)

"""The columns of the grid: weeks, and the days off between them."""

from dataclasses import dataclass
from datetime import date, timedelta

from studylib.season.study import Study, Week


@dataclass(frozen=True)
class Slot:
    """One column: a study week, or the days off between two of them (``week`` is ``None``).

    It spans the calendar days from ``first_day`` to ``end_day``, exclusive.
    """

    first_day: date
    end_day: date
    week: Week | None

    def holds(self, day: date) -> bool:
        """Tell whether the day is one of the column."""
        return self.first_day <= day < self.end_day


def list_slots(study: Study) -> list[Slot]:
    """List the columns from the left. Consecutive skipped weeks are one narrow column."""
    slots: list[Slot] = []
    for week in study.weeks:
        opens_on = week.opens_at.date()
        if slots and opens_on > slots[-1].end_day:
            slots.append(Slot(slots[-1].end_day, opens_on, None))
        slots.append(Slot(opens_on, opens_on + timedelta(days=study.cycle), week))
    return slots


def round_day(study: Study, day: date) -> date:
    """Round a day down to the first one of its column.

    Before all columns that is ``date.min``. After them it is ``date.max``.
    """
    slots = list_slots(study)
    if slots and day >= slots[-1].end_day:
        return date.max
    return next((slot.first_day for slot in slots if slot.holds(day)), date.min)

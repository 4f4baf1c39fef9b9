"""Tasks: what the members have to do in a week, and the duty that each task is in each week."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from studylib.season.kinds import SEASON, TaskKind


@dataclass(frozen=True, slots=True)
class Due:
    """When in a cycle something is due: on its last such weekday (from Monday as 0), else on its last day.

    ``clock`` is the time on the clock since that day's midnight, below 48 hours. ``through`` is the real time after it
    that still counts: ``23:59`` lasts through its minute.
    """

    clock: timedelta
    weekday: int | None = None
    through: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Task:
    """One duty of each week from ``from_week`` to ``to_week``, both inclusive. ``None`` leaves the end open.

    A season without tasks has one without a name: a link, once, due with the week. ``count`` is how many different
    links it takes. ``per_day`` is how many new ones of a local day count, ``None`` for all. ``due`` is ``None`` if it
    is due with the week. ``of_turn``: only the member whose turn it is does it. ``members`` are those who do it, empty
    for everybody. ``tiers`` names the set of its tiers. ``cap`` is the most won that one row of the board costs.
    """

    name: str | None = None
    kind: TaskKind = TaskKind.LINK
    due: Due | None = None
    count: int = 1
    per_day: int | None = None
    of_turn: bool = False
    members: tuple[str, ...] = ()
    tiers: str = ""
    cap: int | None = None
    from_week: int = 1
    to_week: int | None = None

    def takes_place_in(self, week: int) -> bool:
        """Check if the task is to be done in a week."""
        return self.from_week <= week and (self.to_week is None or week <= self.to_week)


UNNAMED = Task()
"""The task of a season without tasks."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One task of one week: open in ``[opens_at, due_at)``, late in ``[due_at, closes_at)``. All three are aware.

    ``tiers`` are the places in ``study.tiers`` that hold for it, by rising limit with the absence last.
    ``settled_in`` is the closed period that settled it. ``put_off_to`` is the month that it counts in because its own
    is closed without it. ``in_season``: it counts in the whole season, which is open. The study sets all three.
    """

    week: int
    task: Task
    opens_at: datetime
    due_at: datetime
    closes_at: datetime
    tiers: tuple[int, ...] = ()
    settled_in: str | None = None
    put_off_to: str | None = None
    in_season: bool = False

    @property
    def last_second(self) -> datetime:
        """The deadline that people see: one real second before due, even if the clocks change."""
        return find_last_second(self.due_at)

    @property
    def month(self) -> str:
        """The month of its fines, ``YYYY-MM``: the one that settled it, else that of its last second in time."""
        settled_in = None if self.settled_in == SEASON else self.settled_in
        return settled_in or self.put_off_to or self.due_month

    @property
    def period(self) -> str:
        """The period that its fines are settled in: a month, or ``SEASON``."""
        return self.settled_in or (SEASON if self.in_season else self.month)

    @property
    def due_month(self) -> str:
        """The month of the last second in time, ``YYYY-MM``, as the calendar stands."""
        return f"{self.last_second:%Y-%m}"

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day in time, both inclusive."""
        return self.opens_at.date(), self.last_second.date()


def find_last_second(due_at: datetime) -> datetime:
    """Find the last second in time: one real second before due, even if the clocks change."""
    return (due_at.astimezone(UTC) - timedelta(seconds=1)).astimezone(due_at.tzinfo)

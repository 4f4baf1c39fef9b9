"""What the caller says of a README that the README itself leaves open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from studylib.season.study import Study


class WeeksAre(StrEnum):
    """How days in the place of weeks are read. The calendar numbers them, or they count 1, 2, 3."""

    DATES = "dates"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Choices:
    """What holds for one reading of a file.

    ``members`` alone are members if it names any. ``weeks_are`` decides between two readings, ``None``: ask.
    ``repository`` is the address of the group's repository, ``folder`` the README's folder in it. ``calendar`` has the
    number, first and last day (inclusive) of each week of the season.
    """

    members: tuple[str, ...] = ()
    weeks_are: WeeksAre | None = None
    repository: str | None = None
    folder: str = ""
    calendar: tuple[tuple[int, date, date], ...] = ()


ASK = Choices()
"""The choices of a caller who says nothing."""


def choose_for_study(
    study: Study, *, members: Sequence[str] = (), weeks_are: WeeksAre | None = None, folder: str = ""
) -> Choices:
    """Choose as the study's own repository and calendar say."""
    return Choices(
        members=tuple(members),
        weeks_are=weeks_are,
        repository=study.repository,
        folder=folder,
        calendar=tuple((week.number, *week.days) for week in study.weeks),
    )

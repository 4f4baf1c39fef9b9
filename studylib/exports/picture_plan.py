"""What a share image shows: the board, or one month of it, cut to what a phone can read."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from studylib.season import weeks, words
from studylib.season.closings import list_unplaced
from studylib.season.kinds import Status
from studylib.season.study import Study, Week
from studylib.season.week_sums import sum_weeks
from studylib.text.language import NO_FIGURE, Language

MOST_MEMBERS = 60
"""Rows of an image. The first ones in roster order, and the rest is counted."""
MOST_WEEKS = 14
"""Columns of an image: the present week, and those before it."""
MOST_WEEKS_WITH_MONEY = 11
"""Columns beside those of the fines."""
JUDGED = (Status.ON_TIME, Status.LATE, Status.ABSENT)
"""Statuses of what is over. A share of them is on time."""


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A member: one status a week, ``None`` if not judged then, and the figures behind them."""

    name: str
    statuses: tuple[Status | None, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PicturePlan:
    """The texts and cells of an image, from top to bottom."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    """Each a label and its figure."""
    weeks: tuple[str, ...]
    present: int | None
    """The place of the present week among them."""
    heads: tuple[str, ...]
    """The heads of the figures behind the cells."""
    rows: tuple[PictureRow, ...]
    legend: tuple[tuple[Status, str], ...]
    notes: tuple[str, ...]
    """What was cut off."""
    foot: str


def plan_picture(
    study: Study, board: pd.DataFrame, now: datetime, language: Language, month: str | None, *, money: bool
) -> PicturePlan:
    """Plan the image of a month (``YYYY-MM``), or of the board at ``now`` if it is ``None``. ``money``: with fines.

    The figures are of all its weeks, also of those that do not fit.
    """
    of_month = board if month is None else board[board["month"] == month]
    present, seen = weeks.find_present_week(study.weeks, now), sum_weeks(of_month)
    shown = choose_picture_weeks(study, of_month, present, MOST_WEEKS_WITH_MONEY if money else MOST_WEEKS)
    numbers, members = [week.number for week in shown], list(seen["member"].unique())
    won = _sum_fines(study, board, month) if money else None
    figures = _Figures(seen, language, won)
    if month:
        subtitle, facts = language.month(month), figures.list_month()
    else:
        subtitle, facts = (language.week(present.number) if present else ""), figures.list_now(present)
    cut = seen[seen["week"].isin(numbers)]
    return PicturePlan(
        study.name,
        subtitle,
        tuple(facts),
        tuple(map(str, numbers)),
        numbers.index(present.number) if present and present.number in numbers else None,
        (language.say("On time"), *([language.say("Fine")] if money else [])),
        tuple(figures.list_rows(members[:MOST_MEMBERS], numbers)),
        tuple((each, words.name_status(language, each)) for each in Status if (cut["status"] == each).any()),
        tuple(_list_cuts(seen, numbers, len(members), language)),
        _write_foot(study, now, language),
    )


@dataclass(frozen=True, slots=True)
class _Figures:
    """What the figures of an image are counted from. ``won`` are the fines by member, ``None`` without money."""

    seen: pd.DataFrame
    language: Language
    won: Mapping[str, int] | None

    def list_now(self, present: Week | None) -> list[tuple[str, str]]:
        """List the facts of the board: this week, all weeks, and the fines."""
        if present is None:
            return [*self._list_rate(), *self._list_won()]
        due = self.seen[(self.seen["week"] == present.number) & (self.seen["status"] != Status.EXCUSED)]
        done = int(due["status"].isin([Status.ON_TIME, Status.LATE]).sum())
        this_week = self.language.say("Done this week"), f"{done}/{len(due)}"
        return [this_week, *self._list_rate(), *self._list_won()]

    def list_month(self) -> list[tuple[str, str]]:
        """List the facts of a month: on time, late, absent, and the fines."""
        counts = [
            (words.name_status(self.language, each), str(self._count(each)))
            for each in JUDGED
            if each is not Status.ON_TIME
        ]
        return [*self._list_rate(), *counts, *self._list_won()]

    def _count(self, status: Status) -> int:
        return int((self.seen["status"] == status).sum())

    def _list_rate(self) -> list[tuple[str, str]]:
        over = sum(map(self._count, JUDGED))
        return (
            [(self.language.say("On time"), f"{100 * self._count(Status.ON_TIME) // over}%")] if over else []
        )

    def _list_won(self) -> list[tuple[str, str]]:
        if self.won is None:
            return []
        return [(self.language.say("Fines"), self.language.won(sum(self.won.values())))]

    def list_rows(self, members: Sequence[str], numbers: Sequence[int]) -> Iterator[PictureRow]:
        """List the rows of these members, in their order."""
        drawn = self.seen[self.seen["member"].isin(members)]
        statuses: dict[str, dict[int, Status]] = {name: {} for name in members}
        for name, week, status in zip(drawn["member"], drawn["week"], drawn["status"], strict=True):
            statuses[name][week] = Status(status)
        for name, of_week in statuses.items():
            over = [each for each in of_week.values() if each in JUDGED]
            on_time = f"{over.count(Status.ON_TIME)}/{len(over)}" if over else NO_FIGURE
            fine = self.won.get(name, 0) if self.won else 0
            won = [] if self.won is None else [self.language.won(fine) if fine else NO_FIGURE]
            yield PictureRow(name, tuple(map(of_week.get, numbers)), (on_time, *won))


def _sum_fines(study: Study, board: pd.DataFrame, month: str | None) -> Mapping[str, int]:
    """Sum the fines by member: those of the board, and the closed ones that it lacks."""
    rows = board if month is None else board[board["month"] == month]
    sums = Counter[str]()
    for member, fine in zip(rows["member"], rows["fine"], strict=True):
        sums[member] += int(fine)
    for each in list_unplaced(study, board):
        if month in (None, each.month):
            sums[each.member] += each.fine
    return sums


def choose_picture_weeks(study: Study, board: pd.DataFrame, present: Week | None, most: int) -> list[Week]:
    """Choose the weeks with rows on the board: the present one and those before it, else the first ones."""
    of_board = set(board["week"].unique())
    listed = [week for week in study.weeks if week.number in of_board]
    begun = sum(present is not None and week.number <= present.number for week in listed)
    end = max(most, begun)
    return listed[max(0, end - most) : end]


def _list_cuts(seen: pd.DataFrame, numbers: Sequence[int], count: int, language: Language) -> Iterator[str]:
    """Say what the image leaves out."""
    if numbers and len(numbers) < seen["week"].nunique():
        span = {"first": numbers[0], "last": numbers[-1], "count": seen["week"].nunique()}
        yield language.say("Weeks {first} to {last} of {count}", **span)
    if count > MOST_MEMBERS:
        yield language.say("and {count} more members", count=count - MOST_MEMBERS)


def _write_foot(study: Study, now: datetime, language: Language) -> str:
    """Write as of when the image is, with the zone."""
    local = now.astimezone(study.timezone)
    moment = f"{language.full_day(local.date())} {local:%H:%M}"
    return language.say("As of {moment} ({zone})", moment=moment, zone=study.timezone.key)

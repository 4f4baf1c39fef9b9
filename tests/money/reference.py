"""A slow reference of settled weeks, written line by line from docs/design.md, "The board" and "Settlement".

It shares no code with `studylib.money` and `studylib.season`. It counts days, adds whole won, and deals them out with
`divmod`. When each week opens, is due and closes comes from `tests.season.reference`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from studylib.season.study import Member
from tests.season import reference
from tests.season.reference import Season


@dataclass(frozen=True)
class ClosedMonth:
    """What closing kept of a month. ``fines``: each participant's weeks with a fine. ``weeks``: all weeks settled."""

    month: str
    weeks: tuple[int, ...]
    fines: Mapping[str, Mapping[int, int]]
    shares: Mapping[str, int]
    carried_out: int


@dataclass(frozen=True)
class Row:
    """One row of the board. ``fine`` is what counts, ``fine_today`` what the rules give today."""

    member: str
    week: int
    month: str
    fine: int
    fine_today: int


@dataclass(frozen=True)
class Month:
    """One month of the chain. ``fines`` and ``shares`` are by participant.

    ``drifts``: it is closed, and would come out differently today.
    """

    month: str
    closed: bool
    final: bool
    fines: Mapping[str, int]
    shares: Mapping[str, int]
    carried_in: int
    carried_out: int
    drifts: bool = False


@dataclass(frozen=True)
class Book:
    """A season with its closed months, looked at at one moment. ``use`` is the setting ``pot``."""

    season: Season
    closed: tuple[ClosedMonth, ...]
    now: datetime
    use: str

    @cached_property
    def edges(self) -> Mapping[int, tuple[datetime, datetime, datetime]]:
        """When each week opens, is due and closes, in UTC."""
        numbers = range(1, self.season.week_count + 1)
        return {week: reference.edges(self.season, week) for week in numbers}

    @cached_property
    def months(self) -> Mapping[int, str]:
        """The month that each week counts in: the one that settled it, else the first open one from its own on."""
        found = {}
        for week in self.edges:
            settled = (each.month for each in self.closed if week in each.weeks)
            found[week] = next(settled, None) or open_month(self, week)
        return found

    @cached_property
    def rows(self) -> list[Row]:
        """The board, with what was closed in the place of what the rules give today."""
        rows = []
        for member in self.season.members:
            for week, month in self.months.items():
                if is_judged(self, member, week):
                    fine = fine_today = find_fine(self, member, week)
                    for each in self.closed:
                        if week in each.weeks:
                            fine = each.fines.get(member.name, {}).get(week, 0)
                    rows.append(Row(member.name, week, month, fine, fine_today))
        return rows

    @cached_property
    def chain(self) -> list[Month]:
        """All months from the first with a week to the last that has an open week or is closed."""
        ends = [each.month for each in self.closed]
        ends += [self.months[week] for week in self.edges if self.edges[week][0] <= self.now.astimezone(UTC)]
        if not ends:
            return []
        month = min([*self.months.values(), *ends])
        chain: list[Month] = []
        while month <= max(ends):
            chain.append(settle_month(self, month, chain[-1] if chain else None))
            month = next_month(month)
        return chain


def next_month(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year + 1}-01" if number == 12 else f"{year}-{number + 1:02}"


# ---- one week ----


def days_of(book: Book, week: int) -> tuple[date, date]:
    """The day on which the week opens, and that of its last second in time."""
    opens_at, due_at, _ = book.edges[week]
    last_second = due_at - timedelta(seconds=1)
    return opens_at.astimezone(book.season.zone).date(), last_second.astimezone(book.season.zone).date()


def due_month(book: Book, week: int) -> str:
    """The month of the week's last second in time, as the calendar stands."""
    return f"{days_of(book, week)[1]:%Y-%m}"


def open_month(book: Book, week: int) -> str:
    """The first month that is not closed, from the week's own on."""
    month = due_month(book, week)
    while month in [each.month for each in book.closed]:
        month = next_month(month)
    return month


def moved_weeks(book: Book) -> set[int]:
    """The weeks that are due in another month than the one they count in."""
    return {week for week, month in book.months.items() if month != due_month(book, week)}


def is_judged(book: Book, member: Member, week: int) -> bool:
    opens_on, last_day = days_of(book, week)
    return (member.joined_on or opens_on) <= opens_on and (member.left_on or date.max) > last_day


def find_fine(book: Book, member: Member, week: int) -> int:
    """What the week costs the member by the rules of today."""
    season, now = book.season, book.now.astimezone(UTC)
    _, due_at, closes_at = book.edges[week]
    times = [
        each.at.astimezone(UTC)
        for each in season.answers
        if (each.member, each.week) == (member.name, week) and each.at.astimezone(UTC) <= now
    ]
    if not times and now < closes_at:
        return 0
    at = min(times, default=closes_at)
    if at < due_at or is_excused(book, member, week):
        return 0
    limits = [
        tier for tier in season.tiers if tier.hours is not None and at < due_at + timedelta(hours=tier.hours)
    ]
    absence = next(tier for tier in season.tiers if tier.hours is None)
    return min(limits, key=lambda tier: tier.hours or 0, default=absence).amount


def is_excused(book: Book, member: Member, week: int) -> bool:
    opens_on, last_day = days_of(book, week)
    return any((each.week, each.member) == (week, member.name) for each in book.season.excuses) or any(
        each.member == member.name and each.starts_on <= last_day and each.ends_on >= opens_on
        for each in book.season.breaks
    )


# ---- one month ----


def settle_month(book: Book, month: str, before: Month | None) -> Month:
    """One month, read if it is closed, else computed."""
    rows = [row for row in book.rows if row.month == month]
    people = [each.name for each in book.season.members if any(row.member == each.name for row in rows)]
    fines = {name: sum(row.fine_today for row in rows if row.member == name) for name in people}
    carried_in = before.carried_out if before else 0
    shares, carried_out = deal(book.use, fines, carried_in + sum(fines.values()))
    for each in book.closed:
        if each.month == month:
            kept = {name: sum(by_week.values()) for name, by_week in each.fines.items()}
            was = sum(each.shares.values()) + each.carried_out - sum(kept.values())
            carries = (was, each.carried_out) == (carried_in, carried_out)
            same = (
                carries
                and list_amounts(kept) == list_amounts(fines)
                and list_amounts(each.shares) == list_amounts(shares)
            )
            return Month(month, True, True, kept, each.shares, was, each.carried_out, drifts=not same)
    final = is_over(book, month) and (before is None or before.final)
    return Month(month, False, final, fines, shares, carried_in, carried_out)


def list_amounts(won: Mapping[str, int]) -> dict[str, int]:
    """Who has how much. Nobody drifts by taking part with 0."""
    return {name: amount for name, amount in won.items() if amount}


def is_over(book: Book, month: str) -> bool:
    """Whether all weeks of the month have closed."""
    own = [week for week in book.months if book.months[week] == month]
    return all(book.edges[week][2] <= book.now.astimezone(UTC) for week in own)


def deal(use: str, fines: Mapping[str, int], pot: int) -> tuple[dict[str, int], int]:
    """Each participant's share, and what is carried out."""
    most = max(fines.values(), default=0)
    last = [name for name in fines if fines[name] == most and most > 0]
    receivers = {
        "equal_except_last": [name for name in fines if name not in last or len(last) == len(fines)],
        "equal": list(fines),
        "faultless": [name for name in fines if fines[name] == 0],
        "keep": [],
    }[use]
    share, carried_out = divmod(pot, len(receivers)) if receivers else (0, pot)
    return {name: share if name in receivers else 0 for name in fines}, carried_out


def close(book: Book, month: str) -> ClosedMonth | None:
    """What closing the month keeps. ``None`` if it may not be closed.

    A week that moved over a border blocks the first open month that it may fall into.
    """
    chain = {each.month: each for each in book.chain}
    if month not in chain or chain[month].closed or not chain[month].fines or not chain[month].final:
        return None
    blocked = {open_month(book, week) for week in moved_weeks(book)}
    if any(each.month < month and each.fines and not each.closed for each in book.chain) or month in blocked:
        return None
    fines = {
        name: {
            row.week: row.fine for row in book.rows if (row.month, row.member) == (month, name) and row.fine
        }
        for name in chain[month].fines
    }
    weeks = tuple(week for week in book.months if book.months[week] == month)
    return ClosedMonth(month, weeks, fines, chain[month].shares, chain[month].carried_out)


def fines_without_row(book: Book) -> list[tuple[str, str, int, int]]:
    """Closed fines that no row of the board has any more: month, member, week and won."""
    present = {(row.member, row.week) for row in book.rows}
    return [
        (each.month, member, week, won)
        for each in book.closed
        for member, by_week in each.fines.items()
        for week, won in by_week.items()
        if (member, week) not in present
    ]

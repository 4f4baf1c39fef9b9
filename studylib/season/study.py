"""The nouns: one season of one study, and what its workbook says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

import pandas as pd

from studylib.text.message import Sentence


class Status(StrEnum):
    """How one member stands in one week."""

    ON_TIME = "on_time"
    LATE = "late"
    ABSENT = "absent"
    EXCUSED = "excused"
    OVERDUE = "overdue"
    OPEN = "open"
    UPCOMING = "upcoming"


class Pot(StrEnum):
    """Among whom the pot of a month is shared in equal parts."""

    EQUAL_EXCEPT_LAST = "equal_except_last"
    EQUAL = "equal"
    FAULTLESS = "faultless"
    KEEP = "keep"


class Audience(StrEnum):
    """Who may see the board."""

    MEMBERS = "members"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the roster, in force on the days ``[joined_on, left_on)``; ``None`` leaves that end open.

    ``turn`` is the place in the first round of the team blog; ``None`` never has a turn.
    """

    name: str
    email: str | None = None
    turn: int | None = None
    leader: bool = False
    joined_on: date | None = None
    left_on: date | None = None
    github: str | None = None

    def overlaps(self, first: date, last: date) -> bool:
        """Whether they are there on any of the days ``first`` to ``last``, both inclusive."""
        return (self.joined_on or date.min) <= last and first < (self.left_on or date.max)


@dataclass(frozen=True, slots=True)
class Tier:
    """What being late costs from the end of the tier before it until ``hours`` after due, exclusive.

    ``hours`` is ``None`` for the tier without a limit, the absence. ``label`` is the group's own word,
    ``amount`` an integer number of won.
    """

    label: str
    hours: float | None
    amount: int

    @property
    def lasts(self) -> timedelta | None:
        """The time after due until which it lasts, exclusive, in whole milliseconds as all moments are."""
        return None if self.hours is None else timedelta(milliseconds=round(self.hours * 3_600_000))

    @property
    def status(self) -> Status:
        """``late`` for a tier with a limit, ``absent`` for the one without."""
        return Status.ABSENT if self.hours is None else Status.LATE


@dataclass(frozen=True, slots=True)
class Break:
    """Days off, ``starts_on`` to ``ends_on``, both inclusive, of one member or (``None``) of the whole group."""

    starts_on: date
    ends_on: date
    reason: str = ""
    member: str | None = None

    def overlaps(self, first: date, last: date) -> bool:
        """Whether any day from ``first`` to ``last``, both inclusive, is a day off."""
        return self.starts_on <= last and first <= self.ends_on


@dataclass(frozen=True, slots=True)
class Excuse:
    """One member is excused from one week."""

    week: int
    member: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """Won paid by a member into the pot of ``month`` (``YYYY-MM``); negative: paid out to the member."""

    paid_on: date
    month: str
    member: str
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClosedShare:
    """What a closed month (``YYYY-MM``) came to for one participant, in won, exactly as it was closed.

    ``member`` may have left the roster since. ``carried_out`` is the month's, the same in each of its rows.
    ``closed_at`` is aware; ``None`` where the workbook does not say when.
    """

    month: str
    member: str
    fine: int
    share: int
    carried_out: int
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What a week is about: the curriculum's row. Each entry of a list is a link or a plain text."""

    title: str = ""
    lecture: tuple[str, ...] = ()
    lab: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    writer: str | None = None
    """The member who writes the team blog instead of the one whose turn it is (a swap)."""


@dataclass(frozen=True, slots=True)
class Week:
    """One study week: open in ``[opens_at, due_at)``, late in ``[due_at, closes_at)``; all three aware."""

    number: int
    opens_at: datetime
    due_at: datetime
    closes_at: datetime
    topic: Topic = field(default_factory=Topic)
    extended: bool = False

    @property
    def last_second(self) -> datetime:
        """The last second that is in time, as people are told the deadline; one real second, also where the clocks
        change."""
        return (self.due_at.astimezone(UTC) - timedelta(seconds=1)).astimezone(self.due_at.tzinfo)

    @property
    def month(self) -> str:
        """The month, ``YYYY-MM``, that the week's fines belong to: that of its last second in time."""
        return f"{self.last_second:%Y-%m}"

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day in time, both inclusive."""
        return self.opens_at.date(), self.last_second.date()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of the workbook that could not be read, and how to fix it.

    ``row`` is the row's number as seen in the sheet, ``None`` where it is about the whole tab; ``column`` is the
    header as written in the sheet.
    """

    tab: str
    row: int | None
    column: str | None
    message: Sentence
    of_answer: bool = False
    """Whether it is about one answer of the form: that answer does not count yet, all else stands."""


@dataclass(frozen=True, slots=True)
class FormLink:
    """The Google Form in which members hand in; the entries are the ids that fill it in beforehand."""

    url: str
    name_entry: str | None = None
    week_entry: str | None = None


DEFAULT_TIERS = (Tier("late", 12, 3_000), Tier("absent", None, 4_000))
"""지각 3,000원 until noon after due, from there on 결석 4,000원: the rules of Study-MLOps."""


REMIND_HOURS = 5.0
"""Before a deadline at midnight: seven in the evening."""


@dataclass(frozen=True)
class Study:
    """One season of one study, read from its workbook.

    ``members`` are in roster order, ``weeks`` rising, ``tiers`` by rising limit with the absence last.
    ``submissions`` holds the valid answers, rising in time: ``member`` str, ``week`` int64, ``submitted_at``
    datetime64[ms] aware in ``timezone``, ``link`` str (several: one a line), ``note`` str.

    ``settlements`` holds the closed months that can be read whole, their rows in the order of the workbook. While
    ``settlements_read`` is false, something of that tab could not be read, so that any other month may be closed too.
    """

    name: str
    timezone: ZoneInfo
    submissions: pd.DataFrame
    language: str = "ko"
    starts_on: date | None = None
    pot: Pot = Pot.EQUAL_EXCEPT_LAST
    form: FormLink | None = None
    repository: str | None = None
    curriculum_url: str | None = None
    audience: Audience = Audience.MEMBERS
    public_money: bool = False
    """Whether those outside see fines and settlements, too, where the audience is public."""
    short_names: bool = False
    """Whether those outside see short names alone."""
    sample: bool = False
    members: tuple[Member, ...] = ()
    weeks: tuple[Week, ...] = ()
    tiers: tuple[Tier, ...] = DEFAULT_TIERS
    breaks: tuple[Break, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    payments: tuple[Payment, ...] = ()
    settlements: tuple[ClosedShare, ...] = ()
    settlements_read: bool = True
    remind_hours: float = REMIND_HOURS
    """Hours before each due moment from which on a scheduled reminder goes out."""

    @cached_property
    def week_of(self) -> Mapping[int, Week]:
        """The weeks by their numbers."""
        return {week.number: week for week in self.weeks}


HIGHEST_WEEK = 999

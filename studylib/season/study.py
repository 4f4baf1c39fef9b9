"""One season of one study: members, weeks, rules and records, as the workbook holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import pandas as pd

from studylib.season.kinds import Audience, Limit, Pot, Status
from studylib.season.settled import assign_months

REMIND_HOURS = 5.0
"""Seven in the evening before a deadline at midnight."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the roster, on the days ``[joined_on, left_on)``. ``None`` leaves an end open.

    ``turn`` is the place in the first round of the team blog. ``None`` means no turns.
    """

    name: str
    email: str | None = None
    turn: int | None = None
    leader: bool = False
    joined_on: date | None = None
    left_on: date | None = None
    github: str | None = None

    def overlaps(self, first: date, last: date) -> bool:
        """Check if they are in the group on any day from ``first`` to ``last``, both inclusive."""
        return (self.joined_on or date.min) <= last and first < (self.left_on or date.max)


@dataclass(frozen=True, slots=True)
class Tier:
    """The fine from the end of the tier before it until ``hours`` after due, exclusive.

    ``hours`` is ``None`` for the absence, the tier without a limit. They are real hours, unless ``limit`` is days or a
    time of day. These keep the wall clock, and ``hours`` are then those after a midnight on a usual day. ``label`` is
    the group's own word. ``amount`` is a whole number of won.
    """

    label: str
    hours: float | None
    amount: int
    limit: Limit = Limit.HOURS

    @property
    def lasts(self) -> timedelta | None:
        """Its ``hours`` as a time, in whole milliseconds. ``None`` without a limit."""
        return None if self.hours is None else timedelta(milliseconds=round(self.hours * 3_600_000))

    @property
    def status(self) -> Status:
        """``late`` for a tier with a limit, ``absent`` for the tier without."""
        return Status.ABSENT if self.hours is None else Status.LATE


@dataclass(frozen=True, slots=True)
class Break:
    """Days off, ``starts_on`` to ``ends_on``, both inclusive. ``member`` is ``None`` for the whole group."""

    starts_on: date
    ends_on: date
    reason: str = ""
    member: str | None = None

    def overlaps(self, first: date, last: date) -> bool:
        """Check if any day from ``first`` to ``last``, both inclusive, is a day off."""
        return self.starts_on <= last and first <= self.ends_on


@dataclass(frozen=True, slots=True)
class Excuse:
    """One member's excuse from one week."""

    week: int
    member: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """Won that a member paid into the pot of ``month`` (``YYYY-MM``). A negative amount went to the member."""

    paid_on: date
    month: str
    member: str
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClosedShare:
    """One participant's fine and share in a closed month (``YYYY-MM``), in won, exactly as closed.

    ``member`` may have left the roster since. ``carried_out`` belongs to the month and is the same in each of its
    rows. ``closed_at`` is aware, or ``None`` if the workbook does not say. ``weeks`` are the weeks that the month
    settled, rising, and the same in each of its rows. Empty: those due in it. ``week_fines`` are the member's fines
    over 0 by week. Empty: not recorded, or none.
    """

    month: str
    member: str
    fine: int
    share: int
    carried_out: int
    closed_at: datetime | None = None
    weeks: tuple[int, ...] = ()
    week_fines: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class VoidedAnswer:
    """An answer that the leader has voided. It does not count, and is shown with the ``reason``.

    ``link`` has one link a line. ``week`` and ``submitted_at`` (aware) are ``None`` if unreadable.
    """

    member: str
    week: int | None
    submitted_at: datetime | None
    link: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """The subject of a week: its row of the curriculum. Each entry of a list is a link or a plain text."""

    title: str = ""
    lecture: tuple[str, ...] = ()
    lab: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    writer: str | None = None
    """The member who swaps in to write the team blog. ``None`` for the member whose turn it is."""


@dataclass(frozen=True, slots=True)
class Week:
    """One study week: open in ``[opens_at, due_at)``, late in ``[due_at, closes_at)``. All three are aware.

    ``settled_in`` is the closed month that settled it. ``put_off_to`` is the month that it counts in because its own
    is closed without it. The study sets both.
    """

    number: int
    opens_at: datetime
    due_at: datetime
    closes_at: datetime
    topic: Topic = field(default_factory=Topic)
    extended: bool = False
    settled_in: str | None = None
    put_off_to: str | None = None

    @property
    def last_second(self) -> datetime:
        """The deadline that people see: one real second before due, even if the clocks change."""
        return (self.due_at.astimezone(UTC) - timedelta(seconds=1)).astimezone(self.due_at.tzinfo)

    @property
    def month(self) -> str:
        """The month of the week's fines, ``YYYY-MM``: the one that settled it, else that of its last second in time."""
        return self.settled_in or self.put_off_to or self.due_month

    @property
    def due_month(self) -> str:
        """The month of the last second in time, ``YYYY-MM``, as the calendar stands."""
        return f"{self.last_second:%Y-%m}"

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day in time, both inclusive."""
        return self.opens_at.date(), self.last_second.date()


@dataclass(frozen=True, slots=True)
class FormLink:
    """The Google Form for handing in. The entries are the field ids for a pre-filled link."""

    url: str
    name_entry: str | None = None
    week_entry: str | None = None


DEFAULT_TIERS = (Tier("late", 12, 3_000), Tier("absent", None, 4_000))
"""지각 3,000원 until noon after due, then 결석 4,000원: the rules of Study-MLOps."""


@dataclass(frozen=True)
class Study:
    """One season of one study, read from its workbook.

    ``members`` are in roster order, ``weeks`` rising, ``tiers`` by rising limit with the absence last.
    ``submissions`` holds the valid answers, rising in time. Its columns are ``member`` str, ``week`` int64,
    ``submitted_at`` datetime64[ms] aware in ``timezone``, ``link`` str and ``note`` str. ``link`` has one link a line.

    ``settlements`` holds the wholly readable closed months, in the order of their rows. While ``settlements_read`` is
    false, a part of that tab is unreadable. Any other month may be closed, too. While ``answers_read`` is false, a
    column of the answers is unreadable. Any member may have handed in.
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
    """Whether outsiders see fines and settlements, too, if the audience is public."""
    short_names: bool = False
    """Whether outsiders see short names only."""
    sample: bool = False
    members: tuple[Member, ...] = ()
    weeks: tuple[Week, ...] = ()
    tiers: tuple[Tier, ...] = DEFAULT_TIERS
    breaks: tuple[Break, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    payments: tuple[Payment, ...] = ()
    settlements: tuple[ClosedShare, ...] = ()
    voided: tuple[VoidedAnswer, ...] = ()
    """In the order of their rows. The same answer in two tabs is here twice."""
    settlements_read: bool = True
    answers_read: bool = True
    remind_hours: float = REMIND_HOURS
    """Hours before each due moment at which scheduled reminders start."""
    identity: str | None = None
    """What calendars know the season by. ``None``: by its name and start."""

    def __post_init__(self) -> None:
        """Give each week its month, so that weeks and closed months always agree."""
        object.__setattr__(self, "weeks", assign_months(self.weeks, self.settlements))

    @cached_property
    def week_of(self) -> Mapping[int, Week]:
        """The weeks by their numbers."""
        return {week.number: week for week in self.weeks}

"""One season of one study: members, weeks, rules and records, as the workbook holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import pandas as pd

from studylib.season.kinds import Account, Audience, Limit, PayThrough, Period, Pot, Status
from studylib.season.records import Arrival, Pass, Step
from studylib.season.settled import assign_months
from studylib.season.tasks import Due, Duty, Task, find_last_second

LEAST_DONE = 80
"""Percent of the weeks. Groups call four of five a whole season."""

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
    the group's own word. ``amount`` is a whole number of won: once, or for each begun ``per`` after due, or for each
    link if ``itemised``. ``set`` names the set that it belongs to, ``""`` for the unnamed one. It holds from the week
    ``from_week`` on, until rows of the set start later.
    """

    label: str
    hours: float | None
    amount: int
    limit: Limit = Limit.HOURS
    set: str = ""
    from_week: int = 1
    per: timedelta | None = None
    itemised: bool = False

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
    """One member's excuse from one week, or from the ``task`` of that name in it. ``None`` for all tasks."""

    week: int
    member: str
    reason: str = ""
    task: str | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """Won that a member paid into the pot of ``month``, a period. A negative amount went to the member.

    One for the deposit belongs to no month, but keeps the one written. It is ``""`` if none is.
    """

    paid_on: date
    month: str
    member: str
    amount: int
    note: str = ""
    account: Account = Account.POT


@dataclass(frozen=True, slots=True)
class ClosedShare:
    """One participant's fine and share in a closed ``month``, a period, in won, exactly as closed.

    ``member`` may have left the roster since. ``carried_out`` belongs to the month and is the same in each of its
    rows. ``closed_at`` is aware, or ``None`` if the workbook does not say. ``weeks`` are the weeks that the month
    settled with all their tasks, rising. ``tasks`` are single ones, by week and name. Both are the same in each of its
    rows. Both empty: those due in it. ``week_fines`` are the member's fines over 0 by week, ``task_fines`` by week and
    task. Both empty: not recorded, or none.
    """

    month: str
    member: str
    fine: int
    share: int
    carried_out: int
    closed_at: datetime | None = None
    weeks: tuple[int, ...] = ()
    week_fines: tuple[tuple[int, int], ...] = ()
    tasks: tuple[tuple[int, str], ...] = ()
    task_fines: tuple[tuple[int, str, int], ...] = ()
    smallest_transfer: int = 0
    """The least won that a transfer of the period had. It is the same in each of its rows."""

    @property
    def is_listed(self) -> bool:
        """Whether it says what the month settled."""
        return bool(self.weeks or self.tasks)

    @property
    def is_itemised(self) -> bool:
        """Whether it says what the fine is made of."""
        return bool(self.week_fines or self.task_fines)


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
    """One study week, from ``opens_at`` on, with its duties in the order of the tasks. Its moments are aware.

    ``due_at`` is the week's own. A task may be due at another time.
    """

    number: int
    opens_at: datetime
    due_at: datetime
    duties: tuple[Duty, ...] = ()
    topic: Topic = field(default_factory=Topic)
    extended: bool = False

    @property
    def closes_at(self) -> datetime:
        """The moment at which its last duty closes. A week without duties closes when it is due."""
        closes = (duty.closes_at for duty in self.duties)
        return max(closes, key=datetime.timestamp, default=self.due_at)

    @property
    def last_second(self) -> datetime:
        """The deadline that people see: one real second before due, even if the clocks change."""
        return find_last_second(self.due_at)

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
    task_entry: str | None = None


DEFAULT_TIERS = (Tier("late", 12, 3_000), Tier("absent", None, 4_000))
"""지각 3,000원 until noon after due, then 결석 4,000원: the rules of Study-MLOps."""


@dataclass(frozen=True)
class Study:
    """One season of one study, read from its workbook.

    ``members`` are in roster order, ``weeks`` rising. ``tiers`` are grouped by set and start, the unnamed set first. In
    each group limits rise and the absence comes last. ``tasks`` are empty if the season has the unnamed one alone.
    ``submissions`` holds the valid answers, rising in time. Its columns are ``member`` str, ``week`` int64,
    ``task`` str (NaN for the unnamed one), ``submitted_at`` datetime64[ms] aware in ``timezone``, ``link`` str and
    ``note`` str. ``link`` has one link a line.

    ``settlements`` holds the wholly readable closed months, in the order of their rows. While ``settlements_read`` is
    false, a part of that tab is unreadable. Any other month may be closed, too. While ``answers_read`` is false, a
    column of the answers is unreadable. Any member may have handed in.
    """

    name: str
    timezone: ZoneInfo
    submissions: pd.DataFrame
    language: str = "ko"
    starts_on: date | None = None
    cycle: int = 7
    """Days of a cycle."""
    due: Due | None = None
    """When the weeks are due. ``None``: at the end of their last day."""
    pot: Pot = Pot.EQUAL_EXCEPT_LAST
    settle: Period = Period.MONTH
    """The period that is settled."""
    pay_through: PayThrough = PayThrough.MEMBERS
    account: str = ""
    """The kitty's bank account, as people write it."""
    smallest_transfer: int = 0
    """The least won of a transfer. A smaller one is carried."""
    sent: frozenset[str] = frozenset()
    """The periods whose text was sent to the group."""
    fines_from: Account = Account.POT
    """What fines come out of: what the members pay, or their deposits as far as these reach."""
    pass_count: int = 0
    """How many passes a member has in the season."""
    pass_hours: float = 0
    """By how many hours before due a pass is to be asked for."""
    form: FormLink | None = None
    repository: str | None = None
    curriculum_url: str | None = None
    audience: Audience = Audience.MEMBERS
    public_money: bool = False
    """Whether outsiders see fines and settlements, too, if the audience is public."""
    short_names: bool = False
    """Whether outsiders see short names only."""
    links_shown: bool = True
    """Whether the links are there. If not, tasks that take several have numbers in their place, and others nothing."""
    money_shown: bool = True
    """Whether the amounts are there. If not, each is 0 and no text may name it."""
    sample: bool = False
    members: tuple[Member, ...] = ()
    weeks: tuple[Week, ...] = ()
    tiers: tuple[Tier, ...] = DEFAULT_TIERS
    tasks: tuple[Task, ...] = ()
    steps: tuple[Step, ...] = ()
    breaks: tuple[Break, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    passes: tuple[Pass, ...] = ()
    """In the order of asking."""
    arrivals: tuple[Arrival, ...] = ()
    payments: tuple[Payment, ...] = ()
    settlements: tuple[ClosedShare, ...] = ()
    voided: tuple[VoidedAnswer, ...] = ()
    """In the order of their rows. The same answer in two tabs is here twice."""
    settlements_read: bool = True
    answers_read: bool = True
    remind_hours: float = REMIND_HOURS
    """Hours before each due moment at which scheduled reminders start."""
    announces: bool = False
    """Whether the group is told of each hand-in on the page."""
    identity: str | None = None
    """What calendars know the season by. ``None``: by its name and start."""
    least_done: int = LEAST_DONE
    """Percent of the weeks, inclusive, that complete the season."""

    def __post_init__(self) -> None:
        """Give each duty its month, so that duties and closed months always agree."""
        object.__setattr__(self, "weeks", assign_months(self.weeks, self.settlements, self.settle))

    @cached_property
    def week_of(self) -> Mapping[int, Week]:
        """The weeks by their numbers."""
        return {week.number: week for week in self.weeks}

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """All duties, by week and then in the order of the tasks."""
        return tuple(duty for week in self.weeks for duty in week.duties)

"""Kinds that the rules name: statuses, tasks, limits of tiers, periods, uses of the pot, audiences."""

from enum import StrEnum

HIGHEST_WEEK = 999


class Status(StrEnum):
    """The status of one member in one task of one week."""

    ON_TIME = "on_time"
    LATE = "late"
    ABSENT = "absent"
    EXCUSED = "excused"
    OVERDUE = "overdue"
    OPEN = "open"
    UPCOMING = "upcoming"


class Limit(StrEnum):
    """How the limit of a tier counts from due: in real hours, in days of the calendar, or up to a time of day."""

    HOURS = "hours"
    DAYS = "days"
    CLOCK = "clock"


class TaskKind(StrEnum):
    """What a task asks for: links, or to be at a meeting."""

    LINK = "link"
    ATTENDANCE = "attendance"


class Period(StrEnum):
    """A span of time that is settled, or within which a step counts."""

    MONTH = "month"
    SEASON = "season"


SEASON = Period.SEASON.value
"""The period of a season that is settled as a whole, in the place of a month."""


class PayThrough(StrEnum):
    """Whom the members pay: each other, or the kitty."""

    MEMBERS = "members"
    KITTY = "kitty"


class Account(StrEnum):
    """What a payment is for: the pot of a month, or the member's own deposit."""

    POT = "pot"
    DEPOSIT = "deposit"


class Pot(StrEnum):
    """The use of a month's pot: which members share it in equal parts."""

    EQUAL_EXCEPT_LAST = "equal_except_last"
    EQUAL = "equal"
    FAULTLESS = "faultless"
    KEEP = "keep"


class Audience(StrEnum):
    """The people allowed to see the board."""

    MEMBERS = "members"
    PUBLIC = "public"

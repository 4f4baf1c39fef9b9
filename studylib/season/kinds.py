"""Kinds that the rules name: statuses, limits of tiers, uses of the pot, audiences."""

from enum import StrEnum

HIGHEST_WEEK = 999


class Status(StrEnum):
    """The status of one member in one week."""

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

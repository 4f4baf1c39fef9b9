"""Problems and notices: what reading a workbook could not do, and what it doubts."""

from dataclasses import dataclass
from datetime import datetime

from studylib.text.message import Sentence


@dataclass(frozen=True, slots=True)
class Reach:
    """The part of a season that a problem can touch. ``None`` means any week, or any month."""

    weeks: frozenset[int] | None = None
    months: frozenset[str] | None = None
    """Months as ``YYYY-MM``."""


ANYWHERE = Reach()
NOWHERE = Reach(frozenset(), frozenset())
"""The reach of a problem that changes no fine, such as an unreadable link of the curriculum."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An unreadable part of the workbook, and how to fix it.

    ``row`` is the row's number in the sheet, ``None`` for the whole tab. ``column`` is the header as in the sheet.
    """

    tab: str
    row: int | None
    column: str | None
    message: Sentence
    of_answer: bool = False
    """Whether it concerns one answer of the form. Only that answer does not count yet."""
    subject: str = ""
    """The key, member or week of the row, as in the sheet, with addresses masked."""
    reach: Reach = ANYWHERE
    is_notice: bool = False
    """Whether it is a notice: readable, but probably not meant. A notice blocks nothing."""
    is_damage: bool = False
    """Whether the store can no longer read the row."""
    since: datetime | None = None
    until: datetime | None = None
    """It holds in ``[since, until)``, both aware. ``None`` leaves an end open."""
    last_row: int | None = None
    """The last of the rows that it is about. ``None`` if it is about one."""

    def holds(self, now: datetime) -> bool:
        """Check if it holds at ``now`` (aware)."""
        return (self.since is None or self.since <= now) and (self.until is None or now < self.until)

"""The raw cells of a workbook, as a store fetches them, before anything is read into them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from studylib.text.message import Sentence, sentence

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""One raw cell. ``None`` and ``""`` are both blank; a datetime is naive, local to the workbook's zone."""

Row = tuple[Cell, ...]
"""One row of cells, left to right. Rows are ragged: blank cells at the end may be missing."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: ``rows[0]`` is row 1 of the sheet, the header; blank rows keep their place."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """All tabs of one workbook, in their order.

    ``zone`` is the one in which a form writes the times of its answers, where the workbook has a zone of its own, as
    a Google Sheet does; ``None``: that of the study.
    """

    tabs: tuple[Tab, ...]
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One row of a tab, as it is and as it shall be.

    ``number`` is the row's number as seen in the sheet. ``before`` is ``None`` for a new row: its number is the one
    after the tab's last row (1 in a tab that is not there yet, which is made). ``after`` is ``()`` for a row that is
    deleted: it stays as a blank row, so that no other row's number changes, and no reader sees it.
    """

    title: str
    number: int
    before: Row | None
    after: Row

    @property
    def overtaken(self) -> Sentence:
        """What to say where the row is no longer as it was ``before``, so that nothing was written."""
        return sentence(
            "Row {row} of the tab {tab} was changed by somebody else meanwhile. Nothing was written; look at it "
            "again, then save again.",
            row=self.number,
            tab=self.title,
        )


def trim_row(cells: Sequence[Cell]) -> Row:
    """The row with ``""`` as ``None`` and without the blank cells at its end."""
    row = [None if cell == "" else cell for cell in cells]
    while row and row[-1] is None:
        row.pop()
    return tuple(row)


def is_same_row(one: Row, other: Row) -> bool:
    """Whether two rows hold the same cells, blank ones at the end aside. 1, 1.0 and TRUE are three; NaN is itself."""
    return repr(trim_row(one)) == repr(trim_row(other))

"""Raw cells of a workbook, as a store fetches them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from studylib.text.message import Sentence, sentence

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""One raw cell. ``None`` and ``""`` are both blank. A datetime is naive, local to the workbook's zone."""

Row = tuple[Cell, ...]
"""One row of cells, left to right. Rows are ragged: blank cells at the end may be missing."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab. ``rows[0]`` is row 1 of the sheet, the header. Blank rows keep their place.

    ``edited`` holds the numbers of rows that a form marks as edited. It lacks a row if the store cannot see its mark.
    """

    title: str
    rows: tuple[Row, ...]
    edited: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Damage:
    """A row that its store can no longer read. In its tab it is blank. ``number`` is its number, from 1."""

    title: str
    number: int

    @property
    def why(self) -> Sentence:
        """The sentence that names the row and the way out. It never quotes the row."""
        return sentence(
            "Row {row} of the tab {tab} is damaged in its file and does not count. Write the row again, then run "
            "backup and restore --replace.",
            row=self.number,
            tab=self.title,
        )


@dataclass(frozen=True, slots=True)
class Workbook:
    """All tabs of one workbook, in their order.

    ``zone`` is the zone of the times that a form writes. A Google Sheet has one of its own. ``None`` means the study's.
    """

    tabs: tuple[Tab, ...]
    zone: tzinfo | None = None
    damages: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """One row of a tab before and after a change.

    ``number`` is the row's number in the sheet, from 1. ``before`` is ``None`` for a new row. Its number is
    one more than the tab's last row, or 1 in a new tab. ``after`` is ``()`` for a deleted row. It leaves a blank row,
    so that no other row's number changes. Readers skip blank rows.
    """

    title: str
    number: int
    before: Row | None
    after: Row

    @property
    def overtaken(self) -> Sentence:
        """The sentence for a row that no longer matches ``before``. Nothing was written."""
        return sentence(
            "Row {row} of the tab {tab} has changed in the meantime. Nothing was written. Check the row, then save "
            "again.",
            row=self.number,
            tab=self.title,
        )


def trim_row(cells: Sequence[Cell]) -> Row:
    """Replace ``""`` by ``None`` and drop the blank cells at the end."""
    row = [None if cell == "" else cell for cell in cells]
    while row and row[-1] is None:
        row.pop()
    return tuple(row)


def is_same_row(one: Row, other: Row) -> bool:
    """Check if two rows hold the same cells, except blank ones at the end.

    1, 1.0 and TRUE differ. NaN equals itself.
    """
    return [*map(spell_cell, trim_row(one))] == [*map(spell_cell, trim_row(other))]


MOST_BITS = 10_000
"""Most bits of a whole number to write as a decimal. Python itself refuses more than 4,300 digits."""


def is_huge(cell: object) -> bool:
    """Check if a cell is a whole number that is too long for a decimal."""
    return isinstance(cell, int) and cell.bit_length() > MOST_BITS


def spell_cell(cell: Cell) -> str:
    """Spell a cell as Python does. A whole number that is too long for a decimal becomes hexadecimal."""
    return hex(cell) if isinstance(cell, int) and is_huge(cell) else repr(cell)

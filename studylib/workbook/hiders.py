"""Find the cells whose bare values may hide something: a time, an address, an edit.

The Sheets API gives 0.5 for ``12:00``. It gives ``Lecture 3`` for a link of that text. Only the details of a cell tell.
A store asks for the details of these cells alone.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from studylib.workbook import hyperlinks, keys, layouts, sequence, tables
from studylib.workbook.cells import Cell, Workbook
from studylib.workbook.moments import SERIAL_ORIGIN
from studylib.workbook.tables import Table
from studylib.workbook.values import LARGEST_NUMBER

SERIAL_DAYS = range(36_526, 73_052)
"""Serial numbers of the days from 2000 to 2099. A whole number among them may be a day."""

WHOLE_DAYS = range(4)
"""Hours that may be typed times: ``0:00`` is 0, ``24:00`` is 1, ``72:00`` is 3."""


MIDNIGHTS = (0, 1)
"""Numbers that may be typed midnights: ``0:00`` is 0, ``24:00`` is 1."""


class Hidden(Enum):
    """What a cell may hide."""

    MOMENT = "moment"
    """A number may be a day or a time."""
    LINK = "link"
    """A text may have an address behind it."""
    EDIT = "edit"
    """An answer may have been edited in the form, which gives it a new time."""


@dataclass(frozen=True, slots=True)
class Hider:
    """One doubtful cell: its tab, its row and column from 0, its bare value.

    ``alone``: the cell is for addresses only, so that their texts are not kept.
    """

    title: str
    row: int
    column: int
    cell: Cell
    hidden: Hidden
    alone: bool = False


def find_hiders(workbook: Workbook) -> tuple[Hider, ...]:
    """Find the doubtful cells of all known tabs, numbers first."""
    titled = (tables.find_table(layout, workbook) for layout in layouts.TITLED)
    every = [*titled, *tables.find_answer_tables(workbook)]
    found = [each for table in every for each in _look_at(table)]
    return tuple(each for hidden in Hidden for each in found if each.hidden is hidden)


def _look_at(table: Table) -> Iterator[Hider]:
    if table.layout is layouts.SETTINGS:
        yield from _look_at_settings(table)
        return
    alone = table.layout is layouts.ANSWERS
    for column, places in table.places.items():
        for at in places:
            if column in table.layout.numbers:
                yield from _find_numbers(table, at, is_hours=column == "hours")
            elif column in table.layout.clocks:
                yield from _find_midnights(table, at)
            elif column in table.layout.links:
                yield from _find_texts(table, at, alone)
    if table.layout is layouts.ANSWERS and layouts.is_form_title(table.title):
        yield from _find_times(table)


def _look_at_settings(table: Table) -> Iterator[Hider]:
    for record in table.records():
        key = keys.find_key(record.cell("key"))
        for at in table.places["value"]:
            cell = _cell_at(record.cells, at)
            is_number = key in keys.NUMBERS and _may_be_moment(cell, is_hours=str(key).endswith("hours"))
            if is_number or (key in keys.CLOCKS and _may_be_midnight(cell)):
                yield Hider(table.title, record.number - 1, at, cell, Hidden.MOMENT)
            elif key in keys.LINKS and _may_hide_link(cell):
                yield Hider(table.title, record.number - 1, at, cell, Hidden.LINK, alone=True)


def _find_numbers(table: Table, at: int, *, is_hours: bool) -> Iterator[Hider]:
    for number, cells in table.rows:
        if _may_be_moment(cell := _cell_at(cells, at), is_hours):
            yield Hider(table.title, number - 1, at, cell, Hidden.MOMENT)


def _find_midnights(table: Table, at: int) -> Iterator[Hider]:
    """List the whole numbers among times of day. A fraction is a time by itself."""
    for number, cells in table.rows:
        if _may_be_midnight(cell := _cell_at(cells, at)):
            yield Hider(table.title, number - 1, at, cell, Hidden.MOMENT)


def _may_be_midnight(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell in MIDNIGHTS


def _find_texts(table: Table, at: int, alone: bool) -> Iterator[Hider]:
    for number, cells in table.rows:
        if _may_hide_link(cell := _cell_at(cells, at)):
            yield Hider(table.title, number - 1, at, cell, Hidden.LINK, alone)


def _cell_at(cells: Sequence[Cell], at: int) -> Cell:
    return cells[at] if at < len(cells) else None


def _may_be_moment(cell: Cell, is_hours: bool) -> bool:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    if isinstance(cell, float) and not cell.is_integer():
        return True
    return int(cell) in SERIAL_DAYS or (is_hours and int(cell) in WHOLE_DAYS)


def _may_hide_link(cell: Cell) -> bool:
    return isinstance(cell, str) and hyperlinks.lacks_address(cell)


def _find_times(table: Table) -> Iterator[Hider]:
    """List the answers out of order. A form writes each answer below the last one, and an edit takes a new time."""
    for at in table.places.get("submitted_at", ())[:1]:
        cells = ((number, _cell_at(row, at)) for number, row in table.rows)
        timed = [(number, cell, _count_days(cell)) for number, cell in cells]
        known = [(number, cell, days) for number, cell, days in timed if days is not None]
        for place in sequence.find_out_of_order([days for _, _, days in known]):
            number, cell, _ = known[place]
            yield Hider(table.title, number - 1, at, cell, Hidden.EDIT)


def _count_days(cell: Cell) -> float | None:
    """Count the days since day 0 of serial numbers. ``None`` if the cell is neither one nor a moment."""
    if isinstance(cell, datetime):
        return (cell.replace(tzinfo=None) - SERIAL_ORIGIN) / timedelta(days=1)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or math.isnan(cell):
        return None
    return float(cell) if abs(cell) < LARGEST_NUMBER else None

"""Days and moments that a service keeps as serial numbers, and cells as it will give them back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import isfinite

from studylib.workbook import keys, layouts, tables
from studylib.workbook.cells import Cell, Row, Workbook, spell_cell
from studylib.workbook.hiders import SERIAL_DAYS
from studylib.workbook.moments import SERIAL_ORIGIN

DAY = timedelta(days=1)

MOST_EXACT = 2**53
"""The bound up to which every integer is a double, as which a Google Sheet keeps it."""


@dataclass(frozen=True, slots=True)
class DayPlaces:
    """Where a workbook has days: whole columns, and single cells. Rows and columns count from 0."""

    columns: frozenset[tuple[str, int]] = frozenset()
    cells: frozenset[tuple[str, int, int]] = frozenset()

    def has(self, title: str, row: int, column: int) -> bool:
        """Tell whether a cell is for a day or a moment."""
        return (title, column) in self.columns or (title, row, column) in self.cells


def find_day_places(workbook: Workbook) -> DayPlaces:
    """Find the columns of days by their headers, and the settings that are days by their keys."""
    titled = [tables.find_table(layout, workbook) for layout in (*layouts.TITLED, layouts.CHANGES)]
    columns = {
        (table.title, at)
        for table in titled
        for column in table.layout.days
        for at in table.places.get(column, ())
    }
    settings = next(table for table in titled if table.layout is layouts.SETTINGS)
    cells = {
        (settings.title, record.number - 1, at)
        for record in settings.records()
        if keys.find_key(record.cell("key")) in keys.DAYS
        for at in settings.places["value"]
    }
    return DayPlaces(frozenset(columns), frozenset(cells))


def show_days(workbook: Workbook, places: DayPlaces) -> Workbook:
    """Write each serial number at a place for days as its day or moment. Other cells stay."""
    titles = {title for title, *_ in (*places.columns, *places.cells)}
    shown = (
        replace(tab, rows=tuple(_show_row(tab.title, at, row, places) for at, row in enumerate(tab.rows)))
        if tab.title in titles
        else tab
        for tab in workbook.tabs
    )
    return replace(workbook, tabs=tuple(shown))


def _show_row(title: str, number: int, row: Row, places: DayPlaces) -> Row:
    if not any(isinstance(cell, int | float) for cell in row):
        return row
    return tuple(show_day(cell) if places.has(title, number, at) else cell for at, cell in enumerate(row))


def show_day(cell: Cell) -> Cell:
    """Return the day of a serial number from 2000 to 2099, with its time unless it is midnight."""
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not isfinite(cell):
        return cell
    if not SERIAL_DAYS.start <= cell < SERIAL_DAYS.stop:
        return cell
    at = SERIAL_ORIGIN + timedelta(milliseconds=round(cell * 86_400_000))
    return at.date() if isinstance(cell, int) else at


def count_days(cell: date | time | timedelta) -> float:
    """Count the days of a day, a moment or a time since day 0, to the millisecond."""
    if isinstance(cell, datetime):
        since = cell.replace(tzinfo=None) - SERIAL_ORIGIN
    elif isinstance(cell, date):
        since = datetime.combine(cell, time()) - SERIAL_ORIGIN
    elif isinstance(cell, time):
        since = datetime.combine(SERIAL_ORIGIN, cell.replace(tzinfo=None)) - SERIAL_ORIGIN
    else:
        since = cell
    days = since // timedelta(milliseconds=1) / 86_400_000
    return int(days) if days.is_integer() else days


def keep_row(title: str, number: int, row: Sequence[Cell], places: DayPlaces) -> Row:
    """Return a row as a Google Sheet gives it back. ``number`` counts from 1."""
    return tuple(keep_cell(cell, places.has(title, number - 1, at)) for at, cell in enumerate(row))


def keep_cell(cell: Cell, is_day: bool) -> Cell:
    """Return a cell as a Google Sheet gives it back. What it cannot hold becomes its text."""
    if isinstance(cell, date | time | timedelta):
        return _keep_day(cell, is_day)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return cell
    if not is_exact(cell):
        return spell_cell(cell)
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _keep_day(cell: date | time | timedelta, is_day: bool) -> Cell:
    """Return a day, or a moment to the millisecond. Elsewhere, or if no serial number fits, it is a text."""
    if isinstance(cell, datetime):
        cell = cell.replace(microsecond=cell.microsecond // 1000 * 1000)
    if is_day and isinstance(cell, date) and getattr(cell, "tzinfo", None) is None:
        kept = show_day(count_days(cell))
        if isinstance(kept, date):
            return kept
    return cell.isoformat(" ", "milliseconds") if isinstance(cell, datetime) else str(cell)


def is_exact(number: float) -> bool:
    """Check if a Google Sheet keeps a number as it is."""
    return isfinite(number) if isinstance(number, float) else abs(number) <= MOST_EXACT

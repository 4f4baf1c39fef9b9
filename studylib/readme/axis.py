"""Find the weeks of a table: down a column, along a row, or in a heading."""

from collections.abc import Iterator

from studylib.readme.choices import ASK, Choices
from studylib.readme.counted_axis import find_days, find_digits, find_months, resolve_months
from studylib.readme.grid import Grid, GridCell
from studylib.readme.heads import Head, read_head
from studylib.readme.week_axis import Rows, WeekAxis, count_places, find_head, list_columns, turn_rows
from studylib.readme.week_texts import parse_week


def find_weeks(grid: Grid, choices: Choices = ASK) -> WeekAxis | None:
    """Find the weeks of a grid. Take the axis with most of them.

    Numbers in words go first, then weeks of months, the heading above, bare numbers, and days.
    """
    if grid.form == "list":
        return _find_weeks_of_items(grid)
    views = [(False, grid.rows), (True, turn_rows(grid.rows))]
    axes = [axis for turned, rows in views for axis in _list_axes(grid, rows, turned=turned)]
    if axes:
        return resolve_months(max(axes, key=lambda axis: axis.count), choices)
    for turned, rows in views:
        if axis := find_months(grid, rows, choices, turned=turned):
            return axis
    if above := _find_weeks_above(grid):
        return above
    for turned, rows in views:
        if axis := find_digits(rows, choices, turned=turned) or find_days(rows, choices, turned=turned):
            return axis
    return None


# ---- numbers ----


def _list_axes(grid: Grid, rows: Rows, *, turned: bool) -> Iterator[WeekAxis]:
    for column, cells in list_columns(rows):
        digits = any(read_head(cell.text) is Head.WEEK for cell in cells[:3])
        weeks = tuple(parse_week(cell.text, digits=digits) for cell in cells)
        count = count_places(cells, weeks)
        is_header = weeks[0] and (turned or grid.form == "pipes" or count == 1)
        if count and not is_header:
            yield WeekAxis(turned, rows, column, find_head(grid, cells, weeks, turned=turned), weeks, count)


# ---- headings ----


def _find_weeks_above(grid: Grid) -> WeekAxis | None:
    """Take one week for all rows. The table's corner names it, or else the nearest heading that can."""
    head = 0 if grid.form == "list" else 1
    corner = [grid.rows[0][0].text] if grid.form == "pipes" and grid.rows and grid.rows[0] else []
    for heading in (*corner, *reversed(grid.headings)):
        if week := parse_week(heading, digits=False):
            weeks = (None,) * head + (week,) * (len(grid.rows) - head)
            return WeekAxis(False, grid.rows, None, head, weeks)
    return None


def _find_weeks_of_items(grid: Grid) -> WeekAxis | None:
    """Find the weeks of a list. The items begin with them, or else the heading above names one."""
    weeks = tuple(parse_week(read_lead(row[0]), digits=False) for row in grid.rows)
    if any(weeks):
        return WeekAxis(False, grid.rows, None, 0, weeks, len(weeks))
    return _find_weeks_above(grid)


def read_lead(cell: GridCell) -> str:
    """Read the beginning of a list's item. It ends at the first colon, or else at the first link."""
    first = cell.parts[0] if cell.parts else None
    return first.text.partition(":")[0].strip(" -–") if first and first.address is None else ""


def carry_weeks(axis: WeekAxis) -> tuple[int | None, ...]:
    """Give rows that leave the week blank the week of the row above."""
    weeks: list[int | None] = []
    for week, row in zip(axis.weeks, axis.rows, strict=True):
        blank = axis.column is not None and not row[axis.column].text
        weeks.append(weeks[-1] if week is None and blank and weeks else week)
    return tuple(weeks)

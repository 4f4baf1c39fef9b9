"""Find the weeks of a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studylib.readme.grid import Grid, GridCell
from studylib.readme.heads import WEEK_HEADS
from studylib.readme.marks import fold_mark, parse_week

_WEEK_COLUMNS = 4
"""How many columns, from the left, may hold the weeks."""


@dataclass(frozen=True, slots=True)
class WeekAxis:
    """The column or row of a grid that names the weeks. ``column`` is ``None`` for a heading above the grid."""

    turned: bool
    rows: tuple[tuple[GridCell, ...], ...]
    column: int | None
    head: int
    weeks: tuple[int | None, ...]
    count: int = 0
    """The number of distinct cells that name a week."""


def find_weeks(grid: Grid) -> WeekAxis | None:
    """Find the weeks: down a column, along a row, or in the heading above. Take the axis with most of them."""
    axes = [] if grid.form == "list" else [*_list_axes(grid, turned=False), *_list_axes(grid, turned=True)]
    return max(axes, key=lambda axis: axis.count, default=None) or _find_weeks_above(grid)


def _list_axes(grid: Grid, *, turned: bool) -> Iterator[WeekAxis]:
    rows = turn_rows(grid.rows) if turned else grid.rows
    for column in range(min(_WEEK_COLUMNS, len(rows[0]) if rows else 0)):
        cells = [row[column] for row in rows]
        digits = any(fold_mark(cell.text) in WEEK_HEADS for cell in cells[:3])
        weeks = tuple(parse_week(cell.text, digits=digits) for cell in cells)
        count = len({cell.place for cell, week in zip(cells, weeks, strict=True) if week})
        is_header = weeks[0] and (turned or grid.form == "pipes" or count == 1)
        if count and not is_header:
            head = next(at for at, week in enumerate(weeks) if week)
            yield WeekAxis(turned, rows, column, head, weeks, count)


def _find_weeks_above(grid: Grid) -> WeekAxis | None:
    """Take the week of all rows from the nearest heading that names one."""
    head = 0 if grid.form == "list" else 1
    for heading in reversed(grid.headings):
        if week := parse_week(heading, digits=False):
            weeks = (None,) * head + (week,) * (len(grid.rows) - head)
            return WeekAxis(False, grid.rows, None, head, weeks)
    return None


def turn_rows(rows: Sequence[Sequence[GridCell]]) -> tuple[tuple[GridCell, ...], ...]:
    return tuple(zip(*rows, strict=True))


def carry_weeks(axis: WeekAxis) -> tuple[int | None, ...]:
    """Give rows that leave the week blank the week of the row above."""
    weeks: list[int | None] = []
    for week, row in zip(axis.weeks, axis.rows, strict=True):
        blank = axis.column is not None and not row[axis.column].text
        weeks.append(weeks[-1] if week is None and blank and weeks else week)
    return tuple(weeks)

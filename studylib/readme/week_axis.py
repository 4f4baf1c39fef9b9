"""The axis of a grid that names its weeks, and the cells along it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studylib.readme.entry import LineProblem
from studylib.readme.grid import Grid, GridCell
from studylib.readme.heads import Head, read_head

_WEEK_COLUMNS = 4
"""How many columns, from the left, may hold the weeks."""

Rows = tuple[tuple[GridCell, ...], ...]


@dataclass(frozen=True, slots=True)
class WeekAxis:
    """The column or row of a grid that names the weeks. ``column`` is ``None`` for a heading above the grid.

    ``counted``: no cell has the numbers, they are counted. ``said`` tells how, or asks, and then no row has a week.
    """

    turned: bool
    rows: Rows
    column: int | None
    head: int
    weeks: tuple[int | None, ...]
    count: int = 0
    """The number of distinct cells that name a week."""
    counted: bool = False
    said: tuple[LineProblem, ...] = ()


def turn_rows(rows: Sequence[Sequence[GridCell]]) -> Rows:
    return tuple(zip(*rows, strict=True))


def list_columns(rows: Rows) -> Iterator[tuple[int, list[GridCell]]]:
    for column in range(min(_WEEK_COLUMNS, len(rows[0]) if rows else 0)):
        yield column, [row[column] for row in rows]


def count_places(cells: Sequence[GridCell], found: Sequence[object]) -> int:
    return len({cell.place for cell, each in zip(cells, found, strict=True) if each})


def find_head(grid: Grid, cells: Sequence[GridCell], weeks: Sequence[object], *, turned: bool) -> int:
    """Find how many rows are the header. A row below it without a week is no part of it."""
    first = next(at for at, week in enumerate(weeks) if week)
    if turned or first == 0:
        return first
    if grid.form == "pipes":
        return 1
    named = [at for at in range(first) if read_head(cells[at].text) is Head.WEEK]
    return named[-1] + 1 if named else min(1, first)

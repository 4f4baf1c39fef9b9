"""Find the weeks of a table: down a column, along a row, or in a heading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from studylib.readme.choices import ASK, Choices, WeeksAre
from studylib.readme.counting import count_days, count_months
from studylib.readme.entry import LineProblem
from studylib.readme.grid import Grid, GridCell
from studylib.readme.heads import Head, read_head
from studylib.readme.week_texts import WeekOfMonth, parse_day, parse_month, parse_week, parse_week_of_month
from studylib.text.message import sentence

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


def find_weeks(grid: Grid, choices: Choices = ASK) -> WeekAxis | None:
    """Find the weeks of a grid. Take the axis with most of them.

    Numbers in words go first, then weeks of months, the heading above, bare numbers, and days.
    """
    if grid.form == "list":
        return _find_weeks_of_items(grid)
    views = [(False, grid.rows), (True, turn_rows(grid.rows))]
    axes = [axis for turned, rows in views for axis in _list_axes(grid, rows, turned=turned)]
    if axes:
        return _resolve_months(max(axes, key=lambda axis: axis.count), choices)
    for turned, rows in views:
        if axis := _find_months(grid, rows, choices, turned=turned):
            return axis
    if above := _find_weeks_above(grid):
        return above
    for turned, rows in views:
        if axis := _find_digits(rows, choices, turned=turned) or _find_days(rows, choices, turned=turned):
            return axis
    return None


def turn_rows(rows: Sequence[Sequence[GridCell]]) -> Rows:
    return tuple(zip(*rows, strict=True))


def _list_columns(rows: Rows) -> Iterator[tuple[int, list[GridCell]]]:
    for column in range(min(_WEEK_COLUMNS, len(rows[0]) if rows else 0)):
        yield column, [row[column] for row in rows]


def _count_places(cells: Sequence[GridCell], found: Sequence[object]) -> int:
    return len({cell.place for cell, each in zip(cells, found, strict=True) if each})


# ---- numbers ----


def _list_axes(grid: Grid, rows: Rows, *, turned: bool) -> Iterator[WeekAxis]:
    for column, cells in _list_columns(rows):
        digits = any(read_head(cell.text) is Head.WEEK for cell in cells[:3])
        weeks = tuple(parse_week(cell.text, digits=digits) for cell in cells)
        count = _count_places(cells, weeks)
        is_header = weeks[0] and (turned or grid.form == "pipes" or count == 1)
        if count and not is_header:
            yield WeekAxis(turned, rows, column, _find_head(grid, cells, weeks, turned=turned), weeks, count)


def _find_head(grid: Grid, cells: Sequence[GridCell], weeks: Sequence[object], *, turned: bool) -> int:
    """Find how many rows are the header. A row below it without a week is no part of it."""
    first = next(at for at, week in enumerate(weeks) if week)
    if turned or first == 0:
        return first
    if grid.form == "pipes":
        return 1
    named = [at for at in range(first) if read_head(cells[at].text) is Head.WEEK]
    return named[-1] + 1 if named else min(1, first)


def _find_digits(rows: Rows, choices: Choices, *, turned: bool) -> WeekAxis | None:
    """Find bare numbers 1, 2, 3 along the header of a table of members, or down its first column."""
    for column, cells in _list_columns(rows):
        numbers = tuple(parse_week(cell.text, digits=True) for cell in cells)
        head = next((at for at, number in enumerate(numbers) if number), 0)
        found = [number for number in numbers[head:] if number]
        if not head or found != list(range(1, len(found) + 1)) or _count_places(cells, numbers) != len(found):
            continue
        named = [read_head(cell.text) for cell in cells[:head]]
        if turned and column == 0 and (Head.NAME in named or not cells[0].text):
            return WeekAxis(True, rows, 0, head, numbers, len(found))
        if not turned and head == 1 and len(found) > 1 and _may_count(rows, column):
            axis = WeekAxis(False, rows, column, 1, numbers, len(found))
            return axis if choices.weeks_are is WeeksAre.NUMBERS else _ask(axis, cells[head])
    return None


def _may_count(rows: Rows, column: int) -> bool:
    """Whether a column of running numbers may number weeks: not beside names of its rows."""
    heads = [read_head(cell.text) for cell in rows[0]]
    is_named = {Head.NAME, Head.AUTHOR}.intersection(heads)
    return not is_named and (heads[column] is Head.NUMBER or not rows[0][column].text)


# ---- months ----


def _resolve_months(axis: WeekAxis, choices: Choices) -> WeekAxis:
    """Renumber weeks that begin again with each month, if a column has the running number or the month."""
    assert axis.column is not None
    weeks = [week for week, _ in groupby(axis.weeks[axis.head :]) if week]
    if len(set(weeks)) == len(weeks) or _has_names(axis):
        return axis
    if running := _find_running(axis.rows, axis.head, axis.column):
        return replace(axis, column=running[0], weeks=running[1])
    months = _find_month_column(axis)
    if months is None:
        return axis
    return _number_months(
        axis,
        [WeekOfMonth(m, w) if m and w else None for m, w in zip(months, axis.weeks, strict=True)],
        choices,
    )


def _has_names(axis: WeekAxis) -> bool:
    """Whether each row has the name of its member, so that weeks come again with each."""
    header = axis.rows[0] if axis.head and not axis.turned else ()
    return any(read_head(cell.text) in (Head.NAME, Head.AUTHOR) for cell in header)


def _find_running(rows: Rows, head: int, beside: int) -> tuple[int, tuple[int | None, ...]] | None:
    """Find a column of numbers 1, 2, 3 beside the weeks, under no header or one for numbers."""
    for column, cells in _list_columns(rows):
        if column == beside or (head and cells[0].text and read_head(cells[0].text) is not Head.NUMBER):
            continue
        numbers = tuple(parse_week(cell.text, digits=True) for cell in cells)
        if list(numbers[head:]) == list(range(1, len(cells) - head + 1)) and not any(numbers[:head]):
            return column, numbers
    return None


def _find_month_column(axis: WeekAxis) -> list[int | None] | None:
    for column, cells in _list_columns(axis.rows):
        if column == axis.column:
            continue
        digits = bool(axis.head) and read_head(cells[0].text) is Head.MONTH
        months = [parse_month(cell.text, digits=digits) for cell in cells]
        if any(months[axis.head :]):
            for at in range(axis.head + 1, len(months)):
                months[at] = months[at] or months[at - 1]
            return months
    return None


def _find_months(grid: Grid, rows: Rows, choices: Choices, *, turned: bool) -> WeekAxis | None:
    for column, cells in _list_columns(rows):
        named = [parse_week_of_month(cell.text) for cell in cells]
        if not any(named) or named[0] or (turned and column):
            continue
        head = _find_head(grid, cells, named, turned=turned)
        axis = WeekAxis(turned, rows, column, head, (None,) * len(rows), _count_places(cells, named))
        if running := _find_running(rows, head, column):
            return replace(axis, column=running[0], weeks=running[1])
        return _number_months(axis, named, choices)
    return None


def _number_months(axis: WeekAxis, named: Sequence[WeekOfMonth | None], choices: Choices) -> WeekAxis:
    rows = [at for at, each in enumerate(named) if each]
    numbers = count_months([each for each in named if each], anyhow=choices.weeks_are is WeeksAre.NUMBERS)
    return _give_numbers(axis, rows, numbers)


# ---- days ----


def _find_days(rows: Rows, choices: Choices, *, turned: bool) -> WeekAxis | None:
    """Find days in the place of weeks."""
    for column, cells in _list_columns(rows):
        days = [parse_day(cell.text) for cell in cells]
        filled = [cell for cell in cells if cell.text]
        named = [at for at, day in enumerate(days) if day]
        if not named or not named[0] or 2 * len(named) < len(filled) - 1 or (turned and column):
            continue
        if not turned and cells[0].text and read_head(cells[0].text) not in (Head.DATE, Head.WEEK):
            continue
        head = named[0] if turned else 1
        axis = WeekAxis(turned, rows, column, head, (None,) * len(rows), len(named))
        return _give_numbers(axis, named, count_days([day for day in days if day], choices))
    return None


def _give_numbers(axis: WeekAxis, rows: Sequence[int], numbers: Sequence[int | None] | None) -> WeekAxis:
    """Give the rows their counted weeks, and tell how. Ask if there are no numbers."""
    assert axis.column is not None
    first, last = (axis.rows[at][axis.column] for at in (rows[0], rows[-1]))
    if numbers is None:
        return _ask(axis, first)
    weeks: list[int | None] = [None] * len(axis.rows)
    for at, number in zip(rows, numbers, strict=True):
        weeks[at] = number
    told = sentence(
        "“{first}” is read as week {week}, and “{last}” as week {other}. If not, say --weeks-are.",
        first=first.text,
        week=numbers[0] or 0,
        last=last.text,
        other=numbers[-1] or 0,
    )
    return replace(axis, weeks=tuple(weeks), counted=True, said=(LineProblem(first.line, told, notice=True),))


def _ask(axis: WeekAxis, first: GridCell) -> WeekAxis:
    why = sentence(
        "“{cell}” and the like may be days of weeks or their order. Say --weeks-are dates, or"
        " --weeks-are numbers to count them 1, 2, 3.",
        cell=first.text,
    )
    return replace(axis, weeks=(None,) * len(axis.rows), counted=True, said=(LineProblem(first.line, why),))


# ---- headings ----


def _find_weeks_above(grid: Grid) -> WeekAxis | None:
    """Take the week of all rows from the corner of the table, or from the nearest heading that names one."""
    head = 0 if grid.form == "list" else 1
    corner = [grid.rows[0][0].text] if grid.form == "pipes" and grid.rows and grid.rows[0] else []
    for heading in (*corner, *reversed(grid.headings)):
        if week := parse_week(heading, digits=False):
            weeks = (None,) * head + (week,) * (len(grid.rows) - head)
            return WeekAxis(False, grid.rows, None, head, weeks)
    return None


def _find_weeks_of_items(grid: Grid) -> WeekAxis | None:
    """Find the weeks of a list: in the heading above, or at the beginning of each item."""
    weeks = tuple(parse_week(read_lead(row[0]), digits=False) for row in grid.rows)
    if any(weeks):
        return WeekAxis(False, grid.rows, None, 0, weeks, len(weeks))
    return _find_weeks_above(grid)


def read_lead(cell: GridCell) -> str:
    """Read how an item of a list begins: up to its first colon, or else its first link."""
    first = cell.parts[0] if cell.parts else None
    return first.text.partition(":")[0].strip(" -–") if first and first.address is None else ""


def carry_weeks(axis: WeekAxis) -> tuple[int | None, ...]:
    """Give rows that leave the week blank the week of the row above."""
    weeks: list[int | None] = []
    for week, row in zip(axis.weeks, axis.rows, strict=True):
        blank = axis.column is not None and not row[axis.column].text
        weeks.append(weeks[-1] if week is None and blank and weeks else week)
    return tuple(weeks)

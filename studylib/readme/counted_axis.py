"""Find the weeks of a grid whose cells do not say week. They are weeks of months, bare numbers, or days."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from studylib.readme.choices import Choices, WeeksAre
from studylib.readme.counting import count_days, count_months
from studylib.readme.entry import LineProblem
from studylib.readme.grid import Grid, GridCell
from studylib.readme.heads import Head, read_head
from studylib.readme.week_axis import Rows, WeekAxis, count_places, find_head, list_columns
from studylib.readme.week_texts import (
    WeekOfMonth,
    parse_day,
    parse_month_number,
    parse_week,
    parse_week_of_month,
)
from studylib.text.message import Sentence, sentence

# ---- bare numbers ----


def find_digits(rows: Rows, choices: Choices, *, turned: bool) -> WeekAxis | None:
    """Find bare numbers 1, 2, 3 in a table of members. They run along its header, or down its first column."""
    for column, cells in list_columns(rows):
        numbers = tuple(parse_week(cell.text, digits=True) for cell in cells)
        head = next((at for at, number in enumerate(numbers) if number), 0)
        found = [number for number in numbers[head:] if number]
        if not head or found != list(range(1, len(found) + 1)) or count_places(cells, numbers) != len(found):
            continue
        named = [read_head(cell.text) for cell in cells[:head]]
        if turned and column == 0 and (Head.NAME in named or not cells[0].text):
            return WeekAxis(True, rows, 0, head, numbers, len(found))
        if not turned and head == 1 and len(found) > 1 and _may_count(rows, column):
            axis = WeekAxis(False, rows, column, 1, numbers, len(found))
            why = sentence(
                "“{cell}” and the like number weeks, or only rows. If weeks, say --weeks-are numbers.",
                cell=cells[head].text,
            )
            return axis if choices.weeks_are is WeeksAre.NUMBERS else _ask(axis, cells[head], why)
    return None


def _may_count(rows: Rows, column: int) -> bool:
    """Whether a column of running numbers may number weeks: not beside names of its rows."""
    heads = [read_head(cell.text) for cell in rows[0]]
    is_named = {Head.NAME, Head.AUTHOR}.intersection(heads)
    return not is_named and (heads[column] is Head.NUMBER or not rows[0][column].text)


# ---- months ----


def resolve_months(axis: WeekAxis, choices: Choices) -> WeekAxis:
    """Renumber weeks that begin again with each month. A column must have the running number or the month."""
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
    """Find a column of numbers 1, 2, 3 beside the weeks. Its header is blank or one for numbers."""
    for column, cells in list_columns(rows):
        if column == beside or (head and cells[0].text and read_head(cells[0].text) is not Head.NUMBER):
            continue
        numbers = tuple(parse_week(cell.text, digits=True) for cell in cells)
        if list(numbers[head:]) == list(range(1, len(cells) - head + 1)) and not any(numbers[:head]):
            return column, numbers
    return None


def _find_month_column(axis: WeekAxis) -> list[int | None] | None:
    for column, cells in list_columns(axis.rows):
        if column == axis.column:
            continue
        digits = bool(axis.head) and read_head(cells[0].text) is Head.MONTH
        months = [parse_month_number(cell.text, digits=digits) for cell in cells]
        if any(months[axis.head :]):
            for at in range(axis.head + 1, len(months)):
                months[at] = months[at] or months[at - 1]
            return months
    return None


def find_months(grid: Grid, rows: Rows, choices: Choices, *, turned: bool) -> WeekAxis | None:
    for column, cells in list_columns(rows):
        named = [parse_week_of_month(cell.text) for cell in cells]
        if not any(named) or named[0] or (turned and column):
            continue
        head = find_head(grid, cells, named, turned=turned)
        axis = WeekAxis(turned, rows, column, head, (None,) * len(rows), count_places(cells, named))
        if running := _find_running(rows, head, column):
            return replace(axis, column=running[0], weeks=running[1])
        return _number_months(axis, named, choices)
    return None


def _number_months(axis: WeekAxis, named: Sequence[WeekOfMonth | None], choices: Choices) -> WeekAxis:
    rows = [at for at, each in enumerate(named) if each]
    numbers = count_months([each for each in named if each], anyhow=choices.weeks_are is WeeksAre.NUMBERS)
    if numbers is None:
        return _ask(axis, axis.rows[rows[0]][axis.column or 0], ask_for_months())
    return _give_numbers(axis, rows, numbers)


def ask_for_months() -> Sentence:
    return sentence(
        "The weeks of the months do not follow each other. Say --weeks-are numbers to count them 1, 2, 3."
    )


# ---- days ----


def find_days(rows: Rows, choices: Choices, *, turned: bool) -> WeekAxis | None:
    """Find days in the place of weeks."""
    for column, cells in list_columns(rows):
        days = [parse_day(cell.text) for cell in cells]
        filled = [cell for cell in cells if cell.text]
        named = [at for at, day in enumerate(days) if day]
        if not named or not named[0] or 2 * len(named) < len(filled) - 1 or (turned and column):
            continue
        if not turned and cells[0].text and read_head(cells[0].text) not in (Head.DATE, Head.WEEK):
            continue
        head = named[0] if turned else 1
        axis = WeekAxis(turned, rows, column, head, (None,) * len(rows), len(named))
        numbers = count_days([day for day in days if day], choices)
        return (
            _ask_for_days(axis, cells[named[0]]) if numbers is None else _give_numbers(axis, named, numbers)
        )
    return None


def _ask_for_days(axis: WeekAxis, first: GridCell) -> WeekAxis:
    why = sentence(
        "The days from “{cell}” on leave weeks out, or share one. Say --weeks-are dates for the weeks of the"
        " calendar, or --weeks-are numbers to count them 1, 2, 3.",
        cell=first.text,
    )
    return _ask(axis, first, why)


def _give_numbers(axis: WeekAxis, rows: Sequence[int], numbers: Sequence[int | None]) -> WeekAxis:
    """Give the rows their counted weeks, and tell how."""
    assert axis.column is not None
    weeks: list[int | None] = [None] * len(axis.rows)
    for at, number in zip(rows, numbers, strict=True):
        weeks[at] = number
    outside = [axis.rows[at][axis.column] for at in rows if weeks[at] is None]
    said = (*_tell_counted(axis, [at for at in rows if weeks[at]], weeks), *map(_refuse_outside, outside))
    return replace(axis, weeks=tuple(weeks), counted=True, said=said)


def _tell_counted(axis: WeekAxis, rows: Sequence[int], weeks: Sequence[int | None]) -> Iterator[LineProblem]:
    assert axis.column is not None
    if rows:
        first, last = (axis.rows[at][axis.column] for at in (rows[0], rows[-1]))
        told = sentence(
            "“{first}” is read as week {week}, and “{last}” as week {other}. If not, say --weeks-are.",
            first=first.text,
            week=weeks[rows[0]],
            last=last.text,
            other=weeks[rows[-1]],
        )
        yield LineProblem(first.line, told, notice=True)


def _refuse_outside(cell: GridCell) -> LineProblem:
    why = sentence(
        "“{cell}” is in no week of the season. Fix the day, or say --weeks-are numbers.", cell=cell.text
    )
    return LineProblem(cell.line, why)


def _ask(axis: WeekAxis, first: GridCell, why: Sentence) -> WeekAxis:
    """Give no row a week, and ask."""
    return replace(axis, weeks=(None,) * len(axis.rows), counted=True, said=(LineProblem(first.line, why),))

"""Tell rows that only a formula fills, far below the last entry."""

import re
from collections.abc import Iterable, Mapping, Sequence

from studylib.text.message import Sentence, sentence
from studylib.workbook import values
from studylib.workbook.cells import Cell, Row, spell_cell

LONG = 20
"""So many rows in a row with the same few cells are filled by a formula."""

_ERROR = re.compile(r"#[A-Z0/]{2,8}[!?]?")


def is_telling(cell: Cell) -> bool:
    """Check if a cell holds more than a box that is not ticked, or nothing."""
    return cell is not False and not values.is_blank(cell)


def is_result(cell: Cell) -> bool:
    """Check if a formula gives this without any input: 0 or an error value."""
    if isinstance(cell, str):
        return len(cell) < 10 and bool(_ERROR.fullmatch(cell.strip()))
    return isinstance(cell, int | float) and cell is not False and cell is not True and cell == 0


def find_filler(
    rows: Iterable[tuple[int, Row]], places: Mapping[str, Sequence[int]], required: Sequence[str]
) -> dict[int, Cell]:
    """Find the rows that only a formula fills, by number, each with such a cell.

    They hold nothing but its results. Runs of ``LONG`` rows and more count, too. Each row lacks at least two required
    columns. All hold the same cells, or one cell each in the same column.
    """
    columns = sorted((at, column) for column, each in places.items() for at in each)
    found: dict[int, Cell] = {}
    run: list[tuple[int, Cell]] = []
    same: object = None
    for number, cells in rows:
        filled = [(column, cells[at]) for at, column in columns if at < len(cells) and is_telling(cells[at])]
        if not filled:
            continue
        if all(is_result(cell) for _, cell in filled):
            found[number] = next((cell for _, cell in filled if isinstance(cell, str)), filled[0][1])
            continue
        lacking = len({*required}.difference(column for column, _ in filled))
        alike = _name_likeness(filled) if lacking > 1 else None
        if alike is None or alike != same:
            run, same = [], alike
        if alike:
            run.append((number, filled[0][1]))
            found |= run if len(run) == LONG else [run[-1]] if len(run) > LONG else []
    return found


def _name_likeness(filled: Sequence[tuple[str, Cell]]) -> object:
    return filled[0][0] if len(filled) == 1 else str([(column, spell_cell(cell)) for column, cell in filled])


def find_failed(found: Mapping[int, Cell]) -> str | None:
    """Find the first error value among the cells of such rows. ``None``: there is none."""
    return next((cell for cell in found.values() if isinstance(cell, str)), None)


def explain_filler(found: Mapping[int, Cell]) -> Sentence:
    """Explain all rows that only a formula fills, with an error value of theirs if there is one."""
    first, last = min(found), max(found)
    shown = values.show_text(find_failed(found) or found[first])
    if first == last:
        return sentence(
            "Only a formula fills this row, with “{cell}”. Empty it, or let the formula give an empty text.",
            cell=shown,
        )
    return sentence(
        "Only a formula fills {count} rows, {first} to {last}, with “{cell}”. Empty them, or let the formula give an "
        "empty text.",
        count=len(found),
        first=first,
        last=last,
        cell=shown,
    )

"""Find the column of answers that names the task."""

from collections.abc import Sequence

from studylib.workbook import hyperlinks, readings, values
from studylib.workbook.cells import Cell, Row
from studylib.workbook.headers import WIDEST, Places

DEEPEST = 1_000
"""Rows in which links are looked for."""

_WRITTEN = (
    *(
        "task",
        "과제",
        "과제명",
        "과제 이름",
        "과제 선택",
        "과제 종류",
        "어떤 과제",
        "어느 과제",
        "무슨 과제",
        "미션",
    ),
    *("task name", "which task", "what task", "assignment", "homework"),
)
"""Headers of answers that name the task, if the workbook has tasks and no link stands below them."""

_NAMES = frozenset(readings.squeeze(values.fold(name)) for name in _WRITTEN)


def find_tasks(header: Row, rows: Sequence[Row], places: Places) -> Places:
    """Find the column that names the task, beside the columns found so far.

    A question titled ``과제`` may ask for the link as well. It is the task's unless it holds mostly links.
    """
    if "task" in places:
        return places
    taken = {at for column, each in places.items() if column != "link" for at in each}
    found = [
        at
        for at, cell in enumerate(header[:WIDEST])
        if at not in taken and names_task(cell) and not _holds_links(rows, at)
    ]
    if not found:
        return places
    links = [at for at in places.get("link", ()) if at not in found]
    kept = {column: each for column, each in places.items() if column != "link"}
    return kept | ({"link": links} if links else {}) | {"task": found}


def names_task(cell: Cell) -> bool:
    """Check if a header of answers may name the task."""
    return isinstance(cell, str) and not _NAMES.isdisjoint(readings.list_readings(cell))


def _holds_links(rows: Sequence[Row], at: int) -> bool:
    """Check if most filled cells of a column hold an address."""
    cells = [row[at] for row in rows[:DEEPEST] if at < len(row) and not values.is_blank(row[at])]
    links = sum(isinstance(cell, str) and not hyperlinks.lacks_address(cell) for cell in cells)
    return 2 * links > len(cells)

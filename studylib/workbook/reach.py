"""Say what a row is about, and what part of the season its problems can touch."""

from collections.abc import Callable

from studylib.season.problems import ANYWHERE, NOWHERE, Reach
from studylib.text.message import quote
from studylib.workbook import keys, layouts, moments, values
from studylib.workbook.cells import Cell
from studylib.workbook.formulas import is_failed
from studylib.workbook.layouts import Layout

CellOf = Callable[[str], Cell]
"""Returns a row's cell under a column."""

SUBJECTS = ("key", "name", "member", "week", "month", "task")
"""Columns that say what a row is about."""

OTHER_SUBJECTS = (
    "status",
    "email",
    "reason",
    "starts_on",
    "ends_on",
    "paid_on",
    "submitted_at",
    "link",
    "title",
)
"""Columns that say it if those are empty, the first filled one alone."""


def name_subject(layout: Layout, cell_of: CellOf) -> str:
    """Name the key, member, week or month of a row, else its first filled cell. ``""`` if there is none."""
    named = [text for column in SUBJECTS if column in layout.columns and (text := _show(cell_of(column)))]
    others = (_show(cell_of(column)) for column in OTHER_SUBJECTS if column in layout.columns)
    return " · ".join(named) or next((text for text in others if text), "")


def _show(cell: Cell) -> str:
    """Show a cell as a part of a subject. A failed formula says nothing."""
    return "" if is_failed(cell) else str(quote(values.show_masked(cell).strip()))


def find_reach(layout: Layout, cell_of: CellOf, column: str | None) -> Reach:
    """Find what an unreadable cell under ``column`` can touch. ``None`` is the whole row."""
    if column in layout.idle:
        return NOWHERE
    if layout is layouts.SETTINGS:
        key = keys.find_key(cell_of("key"))
        return NOWHERE if key and key not in keys.COSTLY else ANYWHERE
    try:
        if layout is layouts.PAYMENTS:
            return Reach(months=frozenset({values.require(cell_of("month"), moments.parse_month)}))
        if layout in (layouts.ANSWERS, layouts.EXCUSES, layouts.ATTENDANCE):
            return Reach(weeks=frozenset({values.require(cell_of("week"), values.parse_week)}))
    except values.CellError:
        pass
    return ANYWHERE

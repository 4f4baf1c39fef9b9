"""Say what a row is about, and what part of the season its problems can touch."""

from collections.abc import Callable

from studylib.season.study import ANYWHERE, NOWHERE, Reach
from studylib.text.message import quote
from studylib.workbook import keys, layouts, moments, values
from studylib.workbook.cells import Cell
from studylib.workbook.layouts import Layout

CellOf = Callable[[str], Cell]
"""Returns a row's cell under a column."""

SUBJECTS = ("key", "name", "member", "week", "month")
"""Columns that say what a row is about."""


def name_subject(layout: Layout, cell_of: CellOf) -> str:
    """Name the key, member, week or month of a row, as in the sheet. ``""`` if it names none."""
    written = (values.show_masked(cell_of(column)).strip() for column in SUBJECTS if column in layout.columns)
    return " · ".join(str(quote(text)) for text in written if text)


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
        if layout in (layouts.ANSWERS, layouts.EXCUSES):
            return Reach(weeks=frozenset({values.require(cell_of("week"), values.parse_week)}))
    except values.CellError:
        pass
    return ANYWHERE

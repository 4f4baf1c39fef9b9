"""Check what a browser says was typed into a table, before anything looks into it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from studylib.text.message import sentence
from studylib.web.fields import ForgedError
from studylib.workbook.sizes import LONGEST_TEXT, is_too_long
from studylib.workbook.values import HALF_CHARACTER

MOST_ROWS = 500
"""Most rows that are added or changed before they are saved. Streamlit takes about 3 ms of CPU for each new one."""


@dataclass(frozen=True)
class Offered:
    """What a table offers: its number of rows, whether it takes new ones, and its columns.

    A column has its choices, or ``None`` for any text.
    """

    rows: int
    grows: bool
    columns: Mapping[str, Collection[str] | None]


def check_typed(pending: Mapping[str, Any], offered: Offered) -> None:
    """Raise a ``ForgedError`` if a row, a column, a choice or a text was never offered, or is too large."""
    edited, added, deleted = (
        pending.get(kind, empty)
        for kind, empty in (("edited_rows", {}), ("added_rows", []), ("deleted_rows", []))
    )
    if not (isinstance(edited, Mapping) and isinstance(added, Sequence) and isinstance(deleted, Sequence)):
        raise _refuse()
    if len(edited) + len(added) > MOST_ROWS:
        raise ForgedError(
            sentence("At most {most} rows are saved at once. Save them in several parts.", most=MOST_ROWS)
        )
    if len(deleted) > offered.rows or (added and not offered.grows):
        raise _refuse()
    if not all(_is_place(at, offered.rows) for at in chain(edited, deleted)):
        raise _refuse()
    for row in chain(edited.values(), added):
        _check_row(row, offered)


def _is_place(at: object, rows: int) -> bool:
    return type(at) is int and 0 <= at < rows


def _check_row(row: object, offered: Offered) -> None:
    if not isinstance(row, Mapping) or len(row) > len(offered.columns):
        raise _refuse()
    for column, cell in row.items():
        if column not in offered.columns or not isinstance(cell, str | None):
            raise _refuse()
        if cell and HALF_CHARACTER.search(cell):  # no column of a table can hold it
            raise _refuse()
        if is_too_long(cell):
            raise ForgedError(
                sentence("A cell holds at most {most} characters. Shorten the text.", most=LONGEST_TEXT)
            )
        choices = offered.columns[column]
        if cell and choices is not None and cell not in choices:
            raise ForgedError(sentence("“{cell}” is not on the list. Choose from the list.", cell=cell))


def _refuse() -> ForgedError:
    return ForgedError(sentence("The table has no such row or column. Type it again."))

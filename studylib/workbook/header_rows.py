"""Find the row of a tab that holds its headers."""

from collections.abc import Sequence

from studylib.workbook import values
from studylib.workbook.cells import Row
from studylib.workbook.headers import (
    NONE_GIVEN,
    Given,
    find_columns_by,
    find_sure_columns,
    list_missing_columns,
)
from studylib.workbook.index import SURE, VAGUE
from studylib.workbook.layouts import Layout

HIGHEST = 10
"""Rows below the first filled one in which the headers are looked for."""


def find_header(layout: Layout, rows: Sequence[Row], given: Given = NONE_GIVEN, worst: int = VAGUE) -> int:
    """Find the place of the header row, from 0. It is the first filled row, or one below that names more columns.

    So a title above the headers is skipped. A row that lacks a required column never beats one that has all.
    """
    first = next((at for at, cells in enumerate(rows) if not all(map(values.is_blank, cells))), 0)
    best, best_score = first, (False, 0)
    for at, cells in enumerate(rows[first : first + HIGHEST], first):
        sure = find_sure_columns(layout, cells, given)
        if len(sure) > 1 and not list_missing_columns(layout, sure):
            return at
        places = sure if worst == SURE else find_columns_by(layout, cells, given, worst)
        score = (not list_missing_columns(layout, places), len(places))
        if score > best_score:
            best, best_score = at, score
    return best

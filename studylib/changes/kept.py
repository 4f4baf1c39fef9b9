"""Make a change of the cells that a Google Sheet gives back, so that its history knows them again."""

from collections.abc import Sequence
from dataclasses import replace

from studylib.changes.check import apply_edits
from studylib.changes.draft import Change
from studylib.changes.history import read_history
from studylib.workbook import sizes
from studylib.workbook.cells import Edit, Row, Tab, Workbook, is_same_row, trim_row
from studylib.workbook.serial_days import DayPlaces, find_day_places, keep_row


def keep_cells(workbook: Workbook, change: Change) -> Change:
    """Return the change with its new rows as the sheet gives them back."""
    return replace(change, edits=keep_edits(workbook, change.edits))


def keep_edits(workbook: Workbook, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return edits of the workbook with their new rows as the sheet gives them back."""
    places = find_day_places(apply_edits(workbook, edits))
    return tuple(replace(edit, after=_keep_after(edit, places)) for edit in edits)


def _keep_after(edit: Edit, places: DayPlaces) -> Row:
    """Keep the new row. A cell that the edit leaves alone stays what it was, such as a time of day."""
    row = list(keep_row(edit.title, edit.number, edit.after, places))
    for at, (old, new) in enumerate(zip(edit.before or (), edit.after, strict=False)):
        if is_same_row((old,), (new,)):
            row[at] = old
    return trim_row(row)


def restore_blank_rows(workbook: Workbook) -> Workbook:
    """Add the blank rows at the ends of tabs that the history knows. A sheet does not give them.

    So a new row never takes the place of one that a change may bring back.
    """
    ends: dict[str, int] = {}
    for change in read_history(workbook):
        for edit in change.edits:
            ends[edit.title] = max(ends.get(edit.title, 0), edit.number)
    return replace(workbook, tabs=tuple(_lengthen(tab, ends.get(tab.title, 0)) for tab in workbook.tabs))


def _lengthen(tab: Tab, end: int) -> Tab:
    lacking = min(end, sizes.MOST_ROWS) - len(tab.rows)
    return replace(tab, rows=(*tab.rows, *[()] * lacking)) if lacking > 0 else tab

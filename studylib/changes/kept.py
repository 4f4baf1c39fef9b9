"""Make a change of the cells that a Google Sheet gives back, so that its history knows them again."""

from collections.abc import Sequence
from dataclasses import replace

from studylib.changes.check import apply_edits
from studylib.changes.draft import Change
from studylib.workbook.cells import Edit, Workbook, trim_row
from studylib.workbook.serial_days import find_day_places, keep_row


def keep_cells(workbook: Workbook, change: Change) -> Change:
    """Return the change with its new rows as the sheet gives them back."""
    return replace(change, edits=keep_edits(workbook, change.edits))


def keep_edits(workbook: Workbook, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return edits of the workbook with their new rows as the sheet gives them back."""
    places = find_day_places(apply_edits(workbook, edits))
    return tuple(
        replace(edit, after=trim_row(keep_row(edit.title, edit.number, edit.after, places))) for edit in edits
    )

"""Refuse a change that goes beyond the limits of a study, before anything is written."""

from collections.abc import Mapping, Sequence

from studylib.changes.check import apply_edits
from studylib.changes.naming import read_roster
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.workbook import sizes, values
from studylib.workbook.cells import Edit, Row, Workbook
from studylib.workbook.columns import name_column
from studylib.workbook.entries import NewRows
from studylib.workbook.layouts import MEMBERS


class SizeError(ChangeError):
    """The change is too large. Nothing was written."""


def check_edits(workbook: Workbook, edits: Sequence[Edit]) -> None:
    """Raise a SizeError if an edit writes a text that no cell holds, or adds too many rows or members.

    What was too large before may stay.
    """
    for edit in edits:
        if found := _find_excess(edit.before or (), edit.after):
            raise SizeError(
                sentence(
                    "Tab {tab}, row {row}, column {column}: the text has {count} characters, and a cell holds at most "
                    "{most}. Shorten it.",
                    tab=edit.title,
                    row=edit.number,
                    **found,
                )
            )
        if edit.before is None and edit.number > sizes.MOST_ROWS:
            raise SizeError(sizes.explain_rows(edit.number, sizes.MOST_ROWS))
    if any(edit.before is None and values.fold(edit.title) in MEMBERS.titles for edit in edits):
        _check_members(workbook, apply_edits(workbook, edits))


def check_new_rows(new: NewRows) -> None:
    """Raise a SizeError if a row to append has a text that no cell holds."""
    for row in new.rows:
        if found := _find_excess((), row):
            raise SizeError(
                sentence(
                    "Tab {tab}, column {column}: a text has {count} characters, and a cell holds at most {most}. "
                    "Shorten it.",
                    tab=new.title,
                    **found,
                )
            )


def _find_excess(before: Row, after: Row) -> Mapping[str, object]:
    """Find the first text that is new and too long: its column, its length and the limit. Empty if there is none."""
    for at, cell in enumerate(after):
        if sizes.is_too_long(cell) and before[at : at + 1] != (cell,):
            count = sizes.measure_text(str(cell))
            return {"column": name_column(at + 1), "count": count, "most": sizes.LONGEST_TEXT}
    return {}


def _check_members(before: Workbook, after: Workbook) -> None:
    old, new = (
        len({values.fold(record.text("name")) for record in read_roster(cells)}) for cells in (before, after)
    )
    if new > max(old, sizes.MOST_MEMBERS):
        raise SizeError(sizes.explain_members(new))

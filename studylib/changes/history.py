"""The history of changes: the rows that keep each change, and how to undo it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from studylib.changes import sizes
from studylib.changes.check import (
    UnreadableError,
    apply_edits,
    describe_problem,
    find_new_problems,
    locate_problem,
)
from studylib.changes.draft import Cells, Change, Clash, Draft, OvertakenError, list_draft_edits
from studylib.changes.roster import check_roster, is_renaming
from studylib.changes.settled import check_settled
from studylib.changes.tabs import row_at
from studylib.season.study import Study
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import moments, tables, values
from studylib.workbook.cells import Cell, Edit, Row, Tab, Workbook, is_same_row
from studylib.workbook.layouts import CHANGES
from studylib.workbook.row_json import dump_row, load_rows
from studylib.workbook.tables import Record, Table

CANNOT_UNDO = sentence("This change cannot be undone, or has been undone already.")


@dataclass(frozen=True, slots=True)
class PastChange:
    """One change in the history tab. ``changed_at`` is local to the study, as the tab shows it.

    ``edits`` is empty if the history was tampered with: then the change cannot be undone. ``in_force`` is false once
    the change is undone, until that is undone in turn. ``is_undo``: it takes a change back. To undo that brings the
    change back. ``origin`` is the change taken or brought back, in words, or ``what`` itself.
    """

    number: int
    changed_at: str
    what: str
    edits: tuple[Edit, ...]
    undoes: int | None
    in_force: bool = field(default=True)
    is_undo: bool = False
    origin: str = ""


def check_change(workbook: Workbook, study: Study, change: Change, now: datetime) -> None:
    """Check a change at ``now`` (aware) before it is written.

    Raises an UnreadableError if it would make cells unreadable. Raises a LostMemberError if it would lose a member who
    is needed. Raises a SettledWeekError if it would move a week over the border of a closed month. Raises a SizeError
    if it is too large.
    """
    sizes.check_edits(workbook, change.edits)
    check_roster(workbook, change.edits, now)
    check_settled(workbook, study, change.edits)
    has_new_words = not change.kept or is_renaming(workbook, change.edits)
    problems = find_new_problems(
        workbook, change.edits, locate_problem if has_new_words else describe_problem
    )
    if refused := [each for each in problems if not (change.incomplete and each.of_answer)]:
        raise UnreadableError(refused)


def list_history_rows(workbook: Workbook, study: Study, change: Change, now: datetime) -> tuple[Edit, ...]:
    """List the rows that keep a change at ``now`` (aware) in the history."""
    after = apply_edits(workbook, change.edits)
    seconds = now.astimezone(study.timezone).replace(microsecond=0)
    of_all: Cells = {
        "change": find_next_number(workbook),
        "changed_at": moments.write_moment(seconds, study.timezone),
        "what": Language(study.language).say(change.what),
        "undoes": change.undoes,
    }
    kept = change.edits if change.kept else ()
    rows = tuple({**of_all, **_write_edit(edit)} for edit in kept if not _is_header(after, edit))
    return list_draft_edits(
        workbook, Draft(CHANGES, added=rows if change.kept else (of_all,)), study.language
    )


def with_history(workbook: Workbook, study: Study, change: Change, now: datetime) -> tuple[Edit, ...]:
    """List all rows to write for a change at ``now`` (aware). The rows of the history come last.

    Raises the errors of ``check_change``.
    """
    check_change(workbook, study, change, now)
    return (*change.edits, *list_history_rows(workbook, study, change, now))


def find_next_number(workbook: Workbook) -> int:
    """Find the number of the next change in the history."""
    return 1 + max((kept.number for kept in read_history(workbook)), default=0)


def _write_edit(edit: Edit) -> Cells:
    return {
        "tab": edit.title,
        "row": edit.number,
        "before": None if edit.before is None else dump_row(edit.before),
        "after": dump_row(edit.after),
    }


def _is_header(workbook: Workbook, edit: Edit) -> bool:
    """Tell whether the edit wrote a header. Headers stay: rows may be under them when the change is undone."""
    tab = next(tab for tab in workbook.tabs if tab.title == edit.title)
    heading = len(tab.rows) - len(tables.open_any(tab, workbook).rows)
    blank = all(values.is_blank(cell) for row in tab.rows[: edit.number - 1] for cell in row)
    return blank or edit.number == heading


def read_history(workbook: Workbook) -> tuple[PastChange, ...]:
    """Read the past changes, newest first. Rows without a readable number are left out."""
    table = tables.find_table(CHANGES, workbook)
    groups: dict[int, list[Record]] = {}
    for record in table.records():
        number = table.read(record, "change", values.parse_whole)
        if number is not None:
            groups.setdefault(number, []).append(record)
    undone: set[int | None] = set()
    past = []
    for number in sorted(groups, reverse=True):
        kept = replace(_read_change(table, number, groups[number]), in_force=number not in undone)
        if kept.in_force:
            undone.add(kept.undoes)
        past.append(kept)
    return _find_origins(past)


def _find_origins(past: Sequence[PastChange]) -> tuple[PastChange, ...]:
    """Find what each change takes or brings back. ``past`` is newest first, as is the result."""
    found: dict[int, PastChange] = {}
    for each in reversed(past):
        undone = found.get(each.undoes) if each.undoes is not None else None
        is_undo = each.undoes is not None and not (undone and undone.is_undo)
        found[each.number] = replace(each, is_undo=is_undo, origin=undone.origin if undone else each.what)
    return tuple(reversed(found.values()))


def _read_change(table: Table, number: int, records: Sequence[Record]) -> PastChange:
    first = records[0]
    edits = [_read_edit(table, record) for record in records]
    return PastChange(
        number=number,
        changed_at=first.text("changed_at"),
        what=first.text("what"),
        edits=tuple(edit for edit in edits if edit) if all(edits) else (),
        undoes=table.read(first, "undoes", values.parse_whole),
    )


def _read_edit(table: Table, record: Record) -> Edit | None:
    number = table.read(record, "row", values.parse_whole)
    before, after = (_load_row(record.cell(column)) for column in ("before", "after"))
    title = values.show_text(record.cell("tab"))
    return Edit(title, number, before, after) if number and after is not None else None


def _load_row(cell: Cell) -> Row | None:
    """Load a row exactly as ``dump_row`` wrote it. ``None``: there is none, or other text."""
    try:
        return load_rows([cell])[0] if isinstance(cell, str) else None
    except (ValueError, KeyError, TypeError):
        return None


def undo_change(workbook: Workbook, number: int) -> Change:
    """Make the change that undoes change ``number``.

    Raises an OvertakenError if another person has changed its rows since. Raises a ChangeError if the change cannot
    be undone, or not before a later one.
    """
    changes = read_history(workbook)
    kept = next((each for each in changes if each.number == number), None)
    if kept is None or not kept.edits or not kept.in_force:
        raise ChangeError(CANNOT_UNDO)
    tabs = {tab.title: tab for tab in workbook.tabs}
    rows = ((edit, row_at(tabs.get(edit.title, Tab(edit.title, ())), edit.number)) for edit in kept.edits)
    if clashes := [
        Clash(edit.title, edit.number, edit.after, present)
        for edit, present in rows
        if not is_same_row(edit.after, present)
    ]:
        raise OvertakenError(clashes)
    # A later change may have brought the row back by chance. It would stay in force over a row that is gone.
    later = (each for each in changes if each.number > number and each.in_force and each.undoes is None)
    touched = {(edit.title, edit.number) for each in later for edit in each.edits}
    if any((edit.title, edit.number) in touched for edit in kept.edits):
        raise ChangeError(sentence("A later change is about the same row. Undo that one first."))
    # To undo an undo brings back answers that lacked a time before, too.
    undone, redone = (
        sentence("Undone: {what}", what=kept.origin),
        sentence("Redone: {what}", what=kept.origin),
    )
    return Change(
        redone if kept.is_undo else undone,
        invert(kept.edits),
        number,
        is_undo=not kept.is_undo,
        incomplete=kept.undoes is not None,
    )


def undo_saved(workbook: Workbook, change: Change) -> Change:
    """Make the change that undoes exactly ``change``, as ``save_change`` returned it.

    Raises a ChangeError also if the history holds another change of that number by now.
    """
    kept = next((each for each in read_history(workbook) if each.number == change.number), None)
    if kept is None or not all(edit in change.edits for edit in kept.edits):
        raise ChangeError(CANNOT_UNDO)
    return undo_change(workbook, kept.number)


def invert(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Invert edits: bring back the rows before them. A new row becomes a blank one."""
    return tuple(Edit(edit.title, edit.number, edit.after, edit.before or ()) for edit in reversed(edits))

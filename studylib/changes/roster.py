"""Guard the roster. A change may lose no member whom the workbook names. It may lose none who owes or is owed."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from studylib.changes.check import apply_edits
from studylib.changes.naming import count_mentions, read_roster
from studylib.money import settlement
from studylib.season import board
from studylib.season.study import Study
from studylib.text.direction import isolate
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.workbook import reader, values
from studylib.workbook.cells import Edit, Workbook
from studylib.workbook.layouts import MEMBERS


class LostMemberError(ChangeError):
    """The change would lose a member who is still needed. Nothing was written."""


def check_roster(workbook: Workbook, edits: Sequence[Edit], now: datetime) -> None:
    """Check that the edits lose no member who is needed at ``now`` (aware). Raises a LostMemberError.

    A member may go whom no row names, who owes nothing and is owed nothing. A new name in the same row is a rename.
    Then no row may keep the old name.
    """
    if not any(values.fold(edit.title) in MEMBERS.titles for edit in edits):
        return
    after = apply_edits(workbook, edits)
    present = {values.fold(record.text("name")): record.number for record in read_roster(after)}
    lost = {
        record.text("name"): record.number in present.values()
        for record in read_roster(workbook)
        if values.fold(record.text("name")) not in present
    }
    if not lost:
        return
    study, _ = reader.read(workbook)
    for name, renamed in lost.items():
        _check_mentions(name, count_mentions(after, study, name, by_address=not renamed), renamed)
    gone = {name for name, renamed in lost.items() if not renamed}
    if present and (names := gone & _list_involved(study, now)):
        raise LostMemberError(
            sentence(
                "{member} owes money or is owed some. Keep the row, and write the day of leaving into left_on.",
                member=next(name for name in lost if name in names),
            )
        )


def is_renaming(workbook: Workbook, edits: Sequence[Edit]) -> bool:
    """Tell whether the edits give a member another name. The words of other problems then change, too."""
    if not any(values.fold(edit.title) in MEMBERS.titles for edit in edits):
        return False
    old, new = (
        {record.number: record.text("name") for record in read_roster(cells)}
        for cells in (workbook, apply_edits(workbook, edits))
    )
    return any(number in new and new[number] != name for number, name in old.items())


def _check_mentions(name: str, mentions: Counter[str], renamed: bool) -> None:
    if not mentions:
        return
    places = ", ".join(f"{isolate(title)} ({count})" for title, count in mentions.items())
    if renamed:
        why = sentence(
            "{member} still stands in {places}. Rename the member on the desk, which changes every tab.",
            member=name,
            places=places,
        )
    else:
        why = sentence(
            "{member} stands in {places}. Keep the row, and write the day of leaving into left_on.",
            member=name,
            places=places,
        )
    raise LostMemberError(why)


def _list_involved(study: Study, now: datetime) -> set[str]:
    """List those who have a fine or a share in any month. Without them, the shares of others change."""
    months = settlement.settle(study, board.judge(study, now), now)
    return {each.member for month in months for each in month.participants if each.fine or each.share}

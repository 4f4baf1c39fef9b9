"""Save what a member changes for themselves, such as a pass or an arrival."""

from collections.abc import Callable

from studylib.access.rights import Need, explain_refusal, judge_rights
from studylib.changes.added_rows import list_added_rows
from studylib.changes.draft import Change
from studylib.source import save
from studylib.source.season import Season
from studylib.text.errors import AccessError, ChangeError
from studylib.text.message import sentence
from studylib.web.sign_in import find_origin, find_visitor
from studylib.web.writing import allow
from studylib.workbook.cells import Workbook
from studylib.workbook.entries import NewRows


def save_own_change(member: str, decide: Callable[[Season], Change]) -> Change:
    """Write a change that is about a member alone. A signed-in member changes only their own.

    A service that keeps its own rows gets new rows at the end of the tab. Raises a StudyboardError if nothing was
    written.
    """
    visitor, reached = find_visitor(), find_origin()
    visit = allow(Need.INSIDE)

    def decide_for_member(season: Season) -> Change:
        rights = judge_rights(season.study, visitor, reached, visit.present)
        if why := explain_refusal(rights, Need.INSIDE):
            raise AccessError(why)
        if rights.member not in (None, member):
            raise AccessError(sentence("You can do this for yourself only."))
        return decide(season)

    if visit.store.remote:
        return save.append_change(visit.store, decide_for_member, list_new_rows)
    return save.save_change(visit.store, decide_for_member, visit.present)


def list_new_rows(cells: Workbook, change: Change) -> NewRows:
    """List the rows of a change to append. Raises a ChangeError if the tab lacks a column for one of them."""
    for edit in change.edits:
        if edit.before is not None:
            raise ChangeError(
                sentence(
                    "The tab {tab} lacks a column for this. Add {columns} to its first row in the sheet.",
                    tab=edit.title,
                    columns=", ".join(str(cell) for cell in edit.after if cell not in edit.before),
                )
            )
    return list_added_rows(cells, change)

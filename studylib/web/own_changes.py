"""Save what a member changes for themselves, such as a pass or an arrival."""

from collections.abc import Callable

from studylib.access.rights import Need, explain_refusal, judge_rights
from studylib.changes.draft import Change
from studylib.source import save
from studylib.source.season import Season
from studylib.text.errors import AccessError
from studylib.text.message import sentence
from studylib.web.sign_in import find_origin, find_visitor
from studylib.web.writing import allow


def save_own_change(member: str, decide: Callable[[Season], Change]) -> Change:
    """Write a change that is about a member alone. A signed-in member changes only their own.

    Raises a StudyboardError if nothing was written.
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

    return save.save_change(visit.store, decide_for_member, visit.present)

"""Write from a page: hand in an answer, save a leader's change."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from studylib import clock
from studylib.access.rights import Need, explain_refusal, judge_rights
from studylib.changes.check import UnreadableError
from studylib.changes.draft import Change
from studylib.season.study import Problem
from studylib.source import save
from studylib.source.season import Season
from studylib.text.errors import AccessError, StudyboardError
from studylib.text.message import Sentence
from studylib.web.look import look
from studylib.web.sign_in import find_origin, find_visitor
from studylib.web.visit import Visit
from studylib.workbook import entries
from studylib.workbook.answers import Answer


@dataclass(frozen=True)
class Outcome:
    """What came of the leader's last click: what was saved, or else why nothing was.

    ``place`` is the part of the page that asked for it, where it is told.
    """

    place: str
    change: Change | None = None
    why: Sentence | None = None
    problems: tuple[Problem, ...] = ()
    """What would have become unreadable."""


def allow(need: Need) -> Visit:
    """The visit of who clicks, at the moment of the click: a page may have been drawn long ago, and for somebody else.

    Raises a AccessError where that is closed to them, or where there is no workbook.
    """
    visit = look()
    if why := explain_refusal(visit.rights, need):
        raise AccessError(why)
    return visit


def write_answer(answer: Answer) -> Answer:
    """Write an answer; as it was written. Who has signed in hands in as themselves, whatever name the page sent.

    Raises a AccessError where nothing was written.
    """
    visit = allow(Need.INSIDE)
    answer = replace(answer, member=visit.rights.member or answer.member)
    whole = visit.reader.read().season
    entry = entries.make_answer_rows(whole.cells, whole.study, answer, beside_form=visit.store.remote)
    visit.store.append(entry.title, entry.header, entry.rows)
    return answer


def save_change(place: str, decide: Callable[[Season], Change]) -> Outcome:
    """Write a change for the leader, as ``source.save`` does: who leads by the roster that it is written beside."""
    caller, reached = find_visitor(), find_origin()

    def decided(season: Season) -> Change:
        rights = judge_rights(season.study, caller, reached, clock.now())
        if why := explain_refusal(rights, Need.LEAD):
            raise AccessError(why)
        return decide(season)

    try:
        visit = allow(Need.LEAD)
        return Outcome(place, change=save.save_change(visit.store, decided, clock.now()))
    except UnreadableError as refused:
        return Outcome(place, problems=refused.problems)
    except StudyboardError as error:
        return Outcome(place, why=error.why)

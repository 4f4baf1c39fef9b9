"""Write from a page: hand in an answer, save a leader's change."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from studylib.access.rights import Need, explain_refusal, judge_rights
from studylib.changes.check import UnreadableError
from studylib.changes.draft import Change
from studylib.money.closing import ClosingError
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
    """The outcome of the leader's last click: the saved change, or why nothing was saved.

    ``place`` names the part of the page that asked for it and shows the outcome.
    """

    place: str
    change: Change | None = None
    why: Sentence | None = None
    problems: tuple[Problem, ...] = ()
    """What the change would have made unreadable. With ``why``: what is to be fixed before it."""


def allow(need: Need) -> Visit:
    """Look again at the moment of a click. The page may be old, or drawn for another visitor.

    Raises an AccessError if the need is closed to them. Raises another StudyboardError if there is no workbook.
    """
    visit = look()
    if why := explain_refusal(visit.rights, need):
        raise AccessError(why)
    return visit


def write_answer(answer: Answer) -> Answer:
    """Write an answer and return it as written. A signed-in member always hands in under their own name.

    Raises a StudyboardError if nothing was written.
    """
    visit = allow(Need.INSIDE)
    answer = replace(answer, member=visit.rights.member or answer.member)
    whole = visit.reader.read().season
    entry = entries.make_answer_rows(whole.cells, whole.study, answer, beside_form=visit.store.remote)
    visit.store.append(entry.title, entry.header, entry.rows)
    return answer


def save_change(place: str, decide: Callable[[Season], Change]) -> Outcome:
    """Write a change for the leader, as ``source.save`` does.

    The roster that the change is written beside decides again whether the visitor leads.
    """
    visitor, reached = find_visitor(), find_origin()
    try:
        visit = allow(Need.LEAD)

        def decide_for_leader(season: Season) -> Change:
            rights = judge_rights(season.study, visitor, reached, visit.present)
            if why := explain_refusal(rights, Need.LEAD):
                raise AccessError(why)
            return decide(season)

        return Outcome(place, change=save.save_change(visit.store, decide_for_leader, visit.present))
    except UnreadableError as refused:
        return Outcome(place, problems=refused.problems)
    except ClosingError as refused:
        return Outcome(place, why=refused.why, problems=refused.problems)
    except StudyboardError as error:
        return Outcome(place, why=error.why)

"""Write from a page: hand in an answer, save a leader's change."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from studylib import clock
from studylib.access.rights import Need, explain_refusal, judge_rights
from studylib.changes import answers
from studylib.changes.check import UnreadableError
from studylib.changes.draft import Change
from studylib.changes.form_tab import FormTabError
from studylib.changes.settled import SettledWeekError
from studylib.money.closing import ClosingError
from studylib.season.hand_ins import explain_others, find_link_duty
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.source import save
from studylib.source.season import Season
from studylib.text.errors import AccessError, ChangeError, StudyboardError, WorkbookError
from studylib.text.message import Sentence, sentence
from studylib.web import announcing
from studylib.web.fields import explain_length
from studylib.web.look import DRAWN, look, name_drawn
from studylib.web.sign_in import find_origin, find_visitor
from studylib.web.visit import Visit
from studylib.workbook import entries, moments, sizes
from studylib.workbook.answers import Answer
from studylib.workbook.cells import Edit, Row
from studylib.workbook.layouts import is_form_title
from studylib.workbook.links import parse_shown_links
from studylib.workbook.members import explain_unknown


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
    closed: str | None = None
    """The closed month (``YYYY-MM``) that is to be reopened before the change. ``None``: there is none."""
    by_hand: tuple[Edit, ...] = ()
    """The rows to change by hand, because Studyboard does not write them. With ``why``: those before the others."""
    advice: Sentence | None = None
    """What else is left to do by hand."""


def allow(need: Need) -> Visit:
    """Look again at the moment of a click. The page may be old, or drawn for another visitor.

    Raises an AccessError if the need is closed to them. Raises a ChangeError if another workbook came in the place of
    the one drawn. Raises another StudyboardError if there is no workbook.
    """
    visit = look()
    if why := explain_refusal(visit.rights, need):
        raise AccessError(why)
    if name_drawn(visit) != st.session_state.get(DRAWN, name_drawn(visit)):
        raise ChangeError(
            sentence(
                "Another workbook is now in the place of the one that your page showed. Nothing was written. Look at "
                "the page as it is now, then try again."
            )
        )
    return visit


@dataclass(frozen=True)
class HandedIn:
    """An answer as written: the tab's title, and the row."""

    answer: Answer
    title: str
    row: Row


def write_answer(answer: Answer) -> HandedIn:
    """Write an answer and return it as written. A signed-in member always hands in under their own name.

    Raises a StudyboardError if nothing was written.
    """
    visit = allow(Need.INSIDE)
    answer = replace(answer, member=visit.rights.member or answer.member)
    whole = visit.reader.read().season
    check_answer(whole.study, answer)
    if why := moments.explain_clock(answer.submitted_at, whole.study.timezone):
        raise WorkbookError(why)
    entry = entries.make_answer_rows(whole.cells, whole.study, answer, beside_form=visit.store.remote)
    visit.store.append(entry.title, entry.header, entry.rows)
    announcing.announce(visit, whole.study, answer)
    return HandedIn(answer, entry.title, entry.rows[0])


def check_answer(study: Study, answer: Answer) -> None:
    """Raise a ChangeError for a member, week or task that the study lacks, or for a text no cell holds.

    A task that is for others is refused, too. The page offers none of the others, but a forged message does. Raises a
    CellError for a broken link.
    """
    if answer.member not in {member.name for member in study.members}:
        raise ChangeError(explain_unknown(answer.member))
    if answer.week not in study.week_of:
        raise ChangeError(
            sentence("The season has no week {week}. Write one of the weeks tab.", week=answer.week)
        )
    duty = find_link_duty(study.week_of[answer.week], answer.task)
    if duty is None or duty.task.name != answer.task:
        raise ChangeError(sentence("The tasks have changed. Choose the task again, then hand in."))
    if why := explain_others(study, duty, answer.member):
        raise ChangeError(why)
    parse_shown_links(answer.link)
    if sizes.is_too_long(answer.note):
        raise ChangeError(explain_length(sizes.measure_text(answer.note), sizes.LONGEST_TEXT))


def may_take_back(visit: Visit, handed: HandedIn) -> bool:
    """Tell whether this visitor can still take back what was handed in here.

    A form at a service owns its rows. A service returns other rows late, so only the click looks at them.
    """
    own = visit.rights.member in (None, handed.answer.member)
    if not visit.store.writable or not own or (visit.store.remote and is_form_title(handed.title)):
        return False
    if visit.store.remote:
        return clock.now() - handed.answer.submitted_at < answers.TAKE_BACK
    whole = visit.reader.read().season
    try:
        answers.take_back(whole.cells, whole.study, handed.title, handed.row, handed.answer, clock.now())
    except ChangeError:
        return False
    return True


def take_back(handed: HandedIn) -> Change:
    """Take back what was handed in here. A signed-in member takes back only their own.

    Raises a StudyboardError if it stays.
    """
    visitor, reached = find_visitor(), find_origin()
    visit = allow(Need.INSIDE)

    def decide(season: Season) -> Change:
        rights = judge_rights(season.study, visitor, reached, visit.present)
        if why := explain_refusal(rights, Need.INSIDE):
            raise AccessError(why)
        if rights.member not in (None, handed.answer.member):
            raise AccessError(sentence("Only the member who handed it in can take it back."))
        return answers.take_back(
            season.cells, season.study, handed.title, handed.row, handed.answer, visit.present
        )

    change = save.save_change(visit.store, decide, visit.present)
    announcing.withdraw(visit, handed.answer)
    return change


def save_change(place: str, decide: Callable[[Season], Change]) -> Outcome:
    """Write a change for the leader, as ``source.save`` does. A workbook that is only read stays as it is.

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

        if visit.store.writable:
            change = save.save_change(visit.store, decide_for_leader, visit.present)
            return Outcome(place, change=change)
        return _plan_by_hand(visit, place, decide_for_leader)
    except StudyboardError as refused:
        return _make_refusal(place, refused)


def _make_refusal(place: str, refused: StudyboardError) -> Outcome:
    """Make the outcome of a change that was refused."""
    match refused:
        case FormTabError():
            return Outcome(place, why=refused.why, by_hand=refused.edits)
        case UnreadableError():
            return Outcome(place, problems=refused.problems)
        case ClosingError():
            return Outcome(place, why=refused.why, problems=refused.problems)
        case SettledWeekError():
            return Outcome(place, why=refused.why, closed=refused.month)
    return Outcome(place, why=refused.why)


def _plan_by_hand(visit: Visit, place: str, decide: Callable[[Season], Change]) -> Outcome:
    """Check a change, and return the rows to change by hand. Raises the errors of ``save.save_change``."""
    season = visit.reader.read().season
    change = save.plan_change(visit.store, season, decide(season), visit.present)
    return Outcome(place, by_hand=change.edits, advice=change.advice)

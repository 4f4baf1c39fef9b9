"""Draw what GitHub last gave, and draw it again by the clock."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from studylib import clock
from studylib.questions import questions
from studylib.questions.access import Repository
from studylib.questions.questions import Question, QuestionList
from studylib.snapshot import Snapshot
from studylib.text.errors import StudyboardError
from studylib.text.message import Sentence, sentence
from studylib.views.questions import head, lines
from studylib.web import again, anchors, asking, banners, look, markup
from studylib.web.banners import LOOK_AGAIN_SECONDS
from studylib.web.visit import Visit


@st.fragment
def draw_questions_by_the_clock(drawn: Visit, place: Repository) -> None:
    """Draw the questions again while the page stays open. A change of the season reruns the whole page."""
    visit = look.look_again(drawn)
    _draw_questions(visit, place)
    again.draw_look(visit, "questions", LOOK_AGAIN_SECONDS)


def _draw_questions(visit: Visit, place: Repository) -> None:
    snapshot = take_snapshot(visit, place)
    if snapshot is None:
        return
    st.html(draw_open(visit, place, snapshot.value))
    if part := visit.fields.fold("questions_closed", visit.language.say("Closed questions")):
        with part:
            draw_closed(visit, place)


def take_snapshot(visit: Visit, place: Repository, *, closed: bool = False) -> Snapshot[QuestionList] | None:
    """Take the last list, and draw what is wrong with it. ``None`` without one: GitHub has it then."""
    try:
        snapshot = asking.ask_questions(visit, place, closed=closed)
    except StudyboardError as error:
        banners.draw_strip(visit, error.why, alert=True)
        st.html(markup.draw_block(markup.draw_paragraph(draw_way_to_github(visit, place))))
        return None
    if snapshot is None:
        wait = sentence("GitHub has not answered yet. This page tries again automatically.")
        banners.draw_strip(visit, wait, quiet=True)
    elif snapshot.failure:
        banners.draw_strip(visit, draw_age(visit, snapshot, snapshot.failure), alert=True)
    return snapshot


def draw_way_to_github(visit: Visit, place: Repository) -> Markup:
    """Build the link to the questions themselves."""
    return anchors.draw_link(place.questions, visit.language.say("See the questions on GitHub"))


def draw_age(visit: Visit, snapshot: Snapshot[QuestionList], failure: Sentence) -> Markup:
    """Build how old the list is, and why it is no newer."""
    language = visit.language
    age = language.say(
        "This is the list of {moment}, {span} old. GitHub cannot be read now.",
        moment=language.moment(snapshot.read_at.astimezone(visit.study.timezone)),
        span=language.span((clock.now() - snapshot.read_at).total_seconds(), most=2),
    )
    return markup.join_parts([markup.draw_strong(age), language.say(failure)], " ")


# ---- the lists ----


def draw_open(visit: Visit, place: Repository, listed: QuestionList) -> Markup:
    """Build the open questions and their figures, or how to ask. Then say what the list leaves out."""
    asked = questions.questions_as_of(listed.questions, visit.now)
    placed = questions.place_questions(asked, visit.study.weeks)
    shown = (
        markup.draw_block(draw_figures(visit, placed), lines.draw_groups(visit, placed))
        if placed
        else head.draw_steps(visit)
    )
    notes = [markup.draw_paragraph(note, kind="aside apart") for note in list_omissions(visit, listed)]
    return shown + (markup.draw_block(*notes) if notes else "")


def draw_figures(visit: Visit, placed: Sequence[Question]) -> Markup:
    """Build how many questions are open, and how many wait for an answer since when."""
    language, say = visit.language, visit.language.say
    week = lines.find_next_week(visit)
    soon = sum(lines.is_of_week(visit, each, week) for each in placed) if week else 0
    waiting = [each.asked_at for each in placed if not each.answers]
    longest = language.span((visit.now - min(waiting)).total_seconds(), most=1) if waiting else ""
    return markup.draw_facts(
        [
            (
                say("Open questions"),
                language.number(len(placed)),
                say("until the next deadline: {count}", count=language.number(soon)),
            ),
            (
                say("Without an answer"),
                language.number(len(waiting)),
                say("the longest for {span}", span=longest) if longest else say("All have an answer."),
            ),
        ]
    )


def list_omissions(visit: Visit, listed: QuestionList) -> list[str]:
    """Say what the list leaves out."""
    say, notes = visit.language.say, []
    if visit.as_of:
        notes.append(
            say("Of that moment’s questions, Studyboard knows only those that are still open today.")
        )
    if listed.more:
        notes.append(
            say("There are more open issues than Studyboard reads at once. The oldest are left out.")
        )
    return notes


def draw_closed(visit: Visit, place: Repository) -> None:
    """Draw the last closed questions, and the way to all of them."""
    snapshot = take_snapshot(visit, place, closed=True)
    if snapshot is None:
        return
    st.html(lines.draw_closed(visit, questions.questions_as_of(snapshot.value.questions, visit.now)))
    if snapshot.value.more:
        st.html(markup.draw_block(markup.draw_paragraph(draw_way_to_github(visit, place), kind="aside")))

"""Draw the open questions."""

import streamlit as st
from markupsafe import Markup

from studylib import clock
from studylib.questions import access, questions
from studylib.questions.access import Repository
from studylib.questions.questions import Question, QuestionList
from studylib.questions.state import QuestionState, judge_question
from studylib.snapshot import Snapshot
from studylib.text.errors import StudyboardError
from studylib.text.message import Sentence, sentence
from studylib.web import again, anchors, asking, banners, links, look, markup
from studylib.web.banners import LOOK_AGAIN_SECONDS
from studylib.web.visit import Visit

# ---- the repository ----


def find_repository(visit: Visit) -> Repository | Sentence:
    """Find the study's repository, or say why it has none."""
    try:
        place = access.find_repository(visit.study)
    except StudyboardError as error:
        return error.why
    return place or sentence(
        "This study has no repository to ask in yet. Add a row to the settings tab: repository, "
        "https://github.com/owner/name."
    )


def is_private(visit: Visit, place: Repository | Sentence) -> bool:
    """Whether the group's token may read questions that are not public."""
    return isinstance(place, Repository) and asking.asks_with_token(visit, place)


def draw_ask_link(visit: Visit, place: Repository | Sentence) -> Markup:
    """Build the link to ask a question. It is empty without a repository."""
    if not isinstance(place, Repository):
        return markup.NO_MARKUP
    return anchors.draw_link(place.asking, visit.language.say("Ask a question"))


def describe_repository(visit: Visit, place: Repository | Sentence) -> str:
    """Say which repository is read and when questions close, or why there is no repository."""
    if not isinstance(place, Repository):
        return visit.language.say(place)
    return visit.language.say(
        "The open issues of {repository}. They close at the next deadline. "
        "With the label {label} they stay open.",
        repository=str(place),
        label=questions.KEEP,
    )


def draw_questions_title(visit: Visit, link: Markup, lead: str) -> Markup:
    title = markup.draw_heading(visit.language.say("Questions"), level=1)
    return markup.draw_block(
        markup.draw_row(title, markup.draw_span(link)), markup.draw_paragraph(lead, kind="lead")
    )


# ---- the list ----


@st.fragment
def draw_questions_by_the_clock(drawn: Visit, place: Repository) -> None:
    """Draw the questions again while the page stays open. A change of the season reruns the whole page."""
    visit = look.look_again(drawn)
    draw_questions(visit, place)
    again.draw_look(visit, "questions", LOOK_AGAIN_SECONDS)


def draw_questions(visit: Visit, place: Repository) -> None:
    """Draw the last list of questions, with its age if GitHub cannot be read now."""
    try:
        snapshot = asking.ask_questions(visit, place)
    except StudyboardError as error:
        banners.draw_strip(visit, error.why, alert=True)
        return
    if snapshot is None:
        wait = sentence("GitHub has not answered yet. This page tries again automatically.")
        banners.draw_strip(visit, wait, quiet=True)
        return
    if snapshot.failure:
        banners.draw_strip(visit, draw_age(visit, snapshot, snapshot.failure), alert=True)
    st.html(draw_list(visit, snapshot.value))


def draw_age(visit: Visit, snapshot: Snapshot[QuestionList], failure: Sentence) -> Markup:
    """Build how old the list is, and why it is no newer."""
    language = visit.language
    age = language.say(
        "This is the list of {moment}, {span} old. GitHub cannot be read now.",
        moment=language.moment(snapshot.read_at.astimezone(visit.study.timezone)),
        span=language.span((clock.now() - snapshot.read_at).total_seconds(), most=2),
    )
    return markup.join_parts([markup.draw_strong(age), language.say(failure)], " ")


def draw_list(visit: Visit, listed: QuestionList) -> Markup:
    """Build the list of questions, newest first, and what it leaves out."""
    asked = questions.questions_as_of(listed.questions, visit.now)
    placed = questions.place_questions(asked, visit.study.weeks)
    lines = (
        markup.draw_list(draw_question(visit, each) for each in placed)
        if placed
        else markup.draw_paragraph(visit.language.say("No question is open."))
    )
    notes = list_omissions(visit, listed)
    return markup.draw_block(lines, *(markup.draw_paragraph(note, kind="aside apart") for note in notes))


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


# ---- one question ----


def draw_question(visit: Visit, question: Question) -> Markup:
    """Build one question: its title, its deadline, who asked when, the number of answers."""
    language = visit.language
    number = f"#{question.number}"
    title = " ".join(question.title.split()) or number
    answers = (
        language.say("Answers: {count}", count=question.answers)
        if question.answers
        else language.say("No answer yet")
    )
    asked_at = language.moment(question.asked_at.astimezone(visit.study.timezone))
    facts = markup.join_parts([number, draw_asker(visit, question), asked_at, answers])
    heading = markup.draw_heading(anchors.draw_link(question.url, title))
    return markup.draw_row(
        heading, markup.draw_span(describe_closing(visit, question))
    ) + markup.draw_paragraph(facts, kind="aside")


def draw_asker(visit: Visit, question: Question) -> Markup | str:
    """Build the member who asked, or else the account on GitHub."""
    name = questions.find_member(visit.study, question.asker)
    if name:
        return links.link_member(visit, name)
    return question.asker or visit.language.say("a deleted account")


def describe_closing(visit: Visit, question: Question) -> Markup | str:
    """Say which week the question belongs to, and how long it stays open."""
    language, state = visit.language, judge_question(question, visit.now)
    if state is QuestionState.WITHOUT_DEADLINE:
        return language.say("No deadline left")
    week = language.week(question.week) if question.week else ""
    return markup.join_parts([week, describe_state(visit, question, state)])


def describe_state(visit: Visit, question: Question, state: QuestionState) -> Markup | str:
    language = visit.language
    if state is QuestionState.KEPT:
        return language.say("stays open (keep)")
    if state is QuestionState.OVER or question.closes_at is None:
        return language.say("past its deadline")
    left = language.span((question.closes_at - visit.now).total_seconds(), most=2)
    return markup.draw_strong(language.say("closes in {span}", span=left))

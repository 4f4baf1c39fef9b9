"""Draw the open questions."""

import streamlit as st
from markupsafe import Markup

from studylib import clock
from studylib.questions import access, questions
from studylib.questions.access import Repository
from studylib.questions.questions import Question, QuestionList
from studylib.snapshot import Snapshot
from studylib.text.errors import StudyboardError
from studylib.text.message import Sentence, sentence
from studylib.web import asking, banners, links, look, markup
from studylib.web.banners import LOOK_AGAIN_SECONDS
from studylib.web.visit import Visit


def find_repository(visit: Visit) -> Repository | Sentence:
    """The repository of the study, or why it has none to ask in."""
    try:
        place = access.find_repository(visit.study)
    except StudyboardError as error:
        return error.why
    return place or sentence(
        "This study has no repository to ask in yet. Add a row to the settings tab: repository, "
        "https://github.com/owner/name."
    )


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def draw_questions_by_the_clock(drawn: Visit, place: Repository) -> None:
    """The questions, kept up to date while the page stays open; once the season has changed, the whole page."""
    try:
        visit = look.look()
    except StudyboardError:
        st.rerun()
    if look.has_changed(drawn, visit):
        st.rerun()
    try:
        copy = asking.ask_questions(visit, place)
    except StudyboardError as error:
        banners.draw_strip(visit, error.why, alert=True)
        return
    if copy is None:
        banners.draw_strip(
            visit, sentence("GitHub has not answered yet. This page looks again by itself."), quiet=True
        )
        return
    if copy.failure:
        banners.draw_strip(visit, draw_age(visit, copy, copy.failure), alert=True)
    st.html(draw_list(visit, copy.value))


def draw_age(visit: Visit, copy: Snapshot[QuestionList], failure: Sentence) -> Markup:
    """How old the list is that is shown, and why it is no newer."""
    language = visit.language
    text = language.say(
        "This is the list of {moment}, {span} old, for GitHub cannot be read now.",
        moment=language.moment(copy.read_at.astimezone(visit.study.timezone)),
        span=language.span((clock.now() - copy.read_at).total_seconds(), most=2),
    )
    return Markup("<b>{}</b> {}").format(text, language.say(failure))


def draw_list(visit: Visit, found: QuestionList) -> Markup:
    """The questions, newest first, and what the list leaves out."""
    say = visit.language.say
    placed = questions.place_questions(
        questions.questions_as_of(found.questions, visit.now), visit.study.weeks
    )
    lines = Markup("").join(draw_question(visit, each) for each in placed)
    shown = (
        Markup('<ul class="lines">{}</ul>').format(lines)
        if placed
        else Markup("<p>{}</p>").format(say("No question is open."))
    )
    notes = []
    if visit.as_of:
        notes.append(say("Of that moment’s questions only those are known that are still open today."))
    if found.more:
        notes.append(
            say("There are more open issues than Studyboard reads at once. The oldest are left out.")
        )
    said = Markup("").join(
        Markup('<p class="aside" style="margin-top:.6rem">{}</p>').format(each) for each in notes
    )
    return Markup('<div class="sb">{}{}</div>').format(shown, said)


def draw_question(visit: Visit, question: Question) -> Markup:
    """One question: its title, until when it is open, who asked when, how many answers there are."""
    language = visit.language
    title = " ".join(question.title.split())
    facts = [
        f"#{question.number}",
        draw_asker(visit, question),
        language.moment(question.asked_at.astimezone(visit.study.timezone)),
        language.say("Answers: {count}", count=question.answers)
        if question.answers
        else language.say("No answer yet"),
    ]
    return Markup('<li><div class="row"><h2>{}</h2><span>{}</span></div><p class="aside">{}</p></li>').format(
        markup.draw_link(question.url, title or f"#{question.number}"),
        describe_closing(visit, question),
        Markup(" · ").join(facts),
    )


def draw_asker(visit: Visit, question: Question) -> Markup | str:
    """The member who asked; somebody else by the name on GitHub."""
    name = questions.find_member(visit.study, question.asker)
    return (
        links.link_member(visit, name) if name else question.asker or visit.language.say("a deleted account")
    )


def describe_closing(visit: Visit, question: Question) -> Markup | str:
    """The week that the question belongs to, and how long until it closes."""
    language = visit.language
    week = language.week(question.week) if question.week else None
    if question.kept:
        state = language.say("stays open (keep)")
    elif question.closes_at is None:
        return language.say("No deadline left")
    elif questions.is_over(question, visit.now):
        state = language.say("past its deadline")
    else:
        left = language.span((question.closes_at - visit.now).total_seconds(), most=2)
        state = Markup("<b>{}</b>").format(language.say("closes in {span}", span=left))
    return Markup(" · ").join(each for each in (week, state) if each)

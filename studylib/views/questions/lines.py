"""Draw the questions: this week's first, then those that stay open."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from studylib.questions import questions
from studylib.questions.questions import Question
from studylib.questions.state import QuestionState, judge_question
from studylib.season.study import Week
from studylib.season.weeks import to_milliseconds
from studylib.web import anchors, links, markup
from studylib.web.visit import Visit

# ---- the list ----


def draw_groups(visit: Visit, placed: Sequence[Question]) -> Markup:
    """Build the questions of the next deadline, then the others. Both are newest first."""
    week = find_next_week(visit)
    of_week = [each for each in placed if week and is_of_week(visit, each, week)]
    others = [each for each in placed if each not in of_week]
    parts = []
    if week and of_week:
        title = visit.language.say("Questions until {moment}", moment=visit.language.moment(week.last_second))
        parts.append(draw_group(visit, title, of_week))
    if others:
        parts.append(draw_group(visit, visit.language.say("Other open questions") if parts else "", others))
    return Markup("").join(parts)


def find_next_week(visit: Visit) -> Week | None:
    """Find the week with the next deadline. ``None`` after the last."""
    now = to_milliseconds(visit.now)
    coming = [week for week in visit.study.weeks if now < to_milliseconds(week.due_at)]
    return min(coming, key=lambda week: to_milliseconds(week.due_at), default=None)


def is_of_week(visit: Visit, question: Question, week: Week) -> bool:
    """Tell whether a question closes at the deadline of a week."""
    return question.week == week.number and judge_question(question, visit.now) is QuestionState.OPEN


def draw_group(visit: Visit, title: str, group: Iterable[Question]) -> Markup:
    """Build a list of questions under a title, if it has one."""
    head = markup.draw_heading(title) if title else markup.NO_MARKUP
    return markup.draw_element(
        "section", head, markup.draw_list(draw_question(visit, each) for each in group), kind="questions"
    )


def draw_closed(visit: Visit, closed: Iterable[Question]) -> Markup:
    """Build the list of closed questions."""
    items = list(closed)
    if not items:
        return markup.draw_block(markup.draw_paragraph(visit.language.say("No question is closed yet.")))
    return markup.draw_block(markup.draw_list(draw_line(visit, each, "") for each in items))


# ---- one question ----


def draw_question(visit: Visit, question: Question) -> Markup:
    """Build one question: its title, its deadline, who asked when, the number of answers."""
    return draw_line(visit, question, describe_closing(visit, question))


def draw_line(visit: Visit, question: Question, closing: Markup | str) -> Markup:
    """Build the title of a question, its ``closing`` beside it and the facts below it."""
    language, number = visit.language, f"#{question.number}"
    title = " ".join(question.title.split()) or number
    asked_at = language.moment(question.asked_at.astimezone(visit.study.timezone))
    facts = markup.join_parts(
        [number, draw_asker(visit, question), asked_at, draw_answers(visit, question, is_open=bool(closing))]
    )
    heading = markup.draw_heading(anchors.draw_link(question.url, title), level=3)
    aside = markup.draw_span(closing, kind="aside") if closing else ""
    return markup.draw_row(heading, aside) + markup.draw_paragraph(facts, kind="aside")


def draw_answers(visit: Visit, question: Question, *, is_open: bool) -> Markup:
    """Build the number of answers. An open question without one stands out."""
    if question.answers:
        return markup.draw_span(visit.language.say("Answers: {count}", count=question.answers))
    none = visit.language.say("No answer yet") if is_open else visit.language.say("Closed without an answer")
    return markup.draw_badge(none, "waiting") if is_open else markup.draw_span(none)


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
    """Say whether a question stays open, and how long."""
    language = visit.language
    if state is QuestionState.KEPT:
        return language.say("stays open (keep)")
    if state is QuestionState.OVER or question.closes_at is None:
        return language.say("past its deadline")
    left = language.span((question.closes_at - visit.now).total_seconds(), most=2)
    return markup.draw_strong(language.say("closes in {span}", span=left))

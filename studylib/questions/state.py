"""Judge whether a question is open, over, or kept."""

from datetime import datetime
from enum import Enum

from studylib.questions.questions import Question, is_over


class QuestionState(Enum):
    """How far a question is from its closing."""

    KEPT = "kept"
    """It has the label that keeps it open."""
    WITHOUT_DEADLINE = "without_deadline"
    """No deadline comes after it."""
    OVER = "over"
    """Its deadline has passed, so it is about to be closed."""
    OPEN = "open"


def judge_question(question: Question, now: datetime) -> QuestionState:
    """Judge a placed question at ``now`` (aware). Its deadline itself no longer belongs to it."""
    if question.kept:
        return QuestionState.KEPT
    if question.closes_at is None:
        return QuestionState.WITHOUT_DEADLINE
    return QuestionState.OVER if is_over(question, now) else QuestionState.OPEN

"""Whether a question is open, over, or kept."""

from datetime import UTC, datetime, timedelta

import pytest

from studylib.questions.questions import Question
from studylib.questions.state import QuestionState, judge_question

CLOSES_AT = datetime(2022, 5, 10, 15, tzinfo=UTC)
MS = timedelta(milliseconds=1)


def ask(*, kept: bool = False, closes_at: datetime | None = CLOSES_AT) -> Question:
    asked_at = CLOSES_AT - timedelta(days=1)
    return Question(1, "?", "https://github.com/g/S/issues/1", None, asked_at, 0, kept, 3, closes_at)


@pytest.mark.parametrize(
    ("after", "state"),
    [(-MS, QuestionState.OPEN), (timedelta(0), QuestionState.OVER), (MS, QuestionState.OVER)],
)
def test_a_question_is_over_from_its_deadline_on(after: timedelta, state: QuestionState) -> None:
    assert judge_question(ask(), CLOSES_AT + after) is state


def test_a_kept_question_is_never_over() -> None:
    assert judge_question(ask(kept=True, closes_at=None), CLOSES_AT) is QuestionState.KEPT


def test_a_question_after_the_last_week_has_no_deadline() -> None:
    assert judge_question(ask(closes_at=None), CLOSES_AT) is QuestionState.WITHOUT_DEADLINE

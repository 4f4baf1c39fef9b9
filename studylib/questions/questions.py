"""The questions of a study: the open issues of its repository on GitHub.

A question is open until the next deadline. No token is ever quoted or logged. A token goes only to a server
that the secrets file or the environment names. The workbook names the repository, but is not trusted with the token.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd

from studylib.questions.access import Repository
from studylib.season.study import Study, Week
from studylib.season.weeks import to_milliseconds
from studylib.text.language import Language

KEEP = "keep"
"""The label of a question that stays open. Its case does not matter."""

MARKER = "<!-- studyboard: closed at the deadline -->"
"""An invisible mark in the comment on a closed question, so that it is posted once."""


@dataclass(frozen=True, slots=True)
class Question:
    """One open issue.

    ``asker`` is a login, ``None`` if the account is gone. ``asked_at`` is aware, in UTC. ``answers`` counts the
    comments. ``kept``: it has the label that keeps it open. ``week`` is the number of the week with the first due
    moment after ``asked_at``. ``closes_at`` is that moment. Both are ``None`` before ``place_questions`` and after the
    last week. ``closes_at`` is ``None`` for a kept question, too.
    """

    number: int
    title: str
    url: str
    asker: str | None
    asked_at: datetime
    answers: int
    kept: bool
    week: int | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class QuestionList:
    """The open questions, newest first. ``more``: there are older ones that were not read."""

    questions: tuple[Question, ...]
    more: bool = False


def place_questions(questions: Sequence[Question], weeks: Sequence[Week]) -> tuple[Question, ...]:
    """Give each question its week: the first with a later due moment.

    The moments give the order, not the numbers. An extension may move a week behind the next one.
    """
    rising = sorted(weeks, key=lambda week: (to_milliseconds(week.due_at), week.number))

    def place(question: Question) -> Question:
        asked_at = to_milliseconds(question.asked_at)
        week = next((each for each in rising if asked_at < to_milliseconds(each.due_at)), None)
        if week is None:
            return replace(question, week=None, closes_at=None)
        return replace(question, week=week.number, closes_at=None if question.kept else week.due_at)

    return tuple(map(place, questions))


def is_over(question: Question, now: datetime) -> bool:
    """Return True if the question's deadline has come, so that it has to be closed."""
    return question.closes_at is not None and to_milliseconds(question.closes_at) <= to_milliseconds(now)


def questions_as_of(questions: Sequence[Question], now: datetime) -> tuple[Question, ...]:
    """Return the questions asked by then. Those closed since are missing."""
    return tuple(each for each in questions if to_milliseconds(each.asked_at) <= to_milliseconds(now))


def find_member(study: Study, login: str | None) -> str | None:
    """Return the name of the member with that login on GitHub. The roster may have it as ``@login`` or as a link."""
    logins = {
        each.github.rstrip("/").rpartition("/")[2].removeprefix("@").casefold(): each.name
        for each in study.members
        if each.github
    }
    return logins.get(login.casefold()) if login else None


def write_answer(study: Study, question: Question, place: Repository) -> str:
    """Write the comment on a closed question, in the language of the study, with the marker."""
    assert question.week is not None
    language, week = Language(study.language), study.week_of[question.week]
    parts = [
        language.say(
            "The deadline of {week} has passed ({moment}), so this question is closed.",
            week=language.week(week.number),
            moment=language.moment(week.last_second),
        ),
        language.say(
            "If you still need an answer, [ask again]({address}). Or have it reopened with the label `{label}`: then "
            "it stays open.",
            address=place.asking,
            label=KEEP,
        ),
    ]
    return f"{' '.join(parts)}\n\n{MARKER}"


def list_questions(questions: Sequence[Question], study: Study) -> pd.DataFrame:
    """Make a table with one row a question, in their order. Moments are in the zone of the study."""
    zone = study.timezone
    rows = [
        (
            each.number,
            each.title,
            each.asker,
            each.asked_at.astimezone(zone),
            each.answers,
            each.week,
            each.closes_at.astimezone(zone) if each.closes_at else None,
            each.kept,
            each.url,
        )
        for each in questions
    ]
    columns = ["number", "title", "asker", "asked_at", "answers", "week", "closes_at", "kept", "url"]
    moment = pd.DatetimeTZDtype("ms", zone)
    return pd.DataFrame(rows, columns=columns).astype(
        {"week": "Int64", "asked_at": moment, "closes_at": moment}
    )

"""The questions of a study: the open issues of its repository on GitHub. The door of PyGithub.

A question lives until the next deadline. No token is ever quoted or logged, and none goes to a server that nobody who
set the machine up has named: the workbook says which repository it is, not who is trusted.
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
"""The label of a question that stays open, in capitals or not."""

MARKER = "<!-- studyboard: closed at the deadline -->"
"""Stands unseen in the word that a closed question gets, so that it gets it once."""


@dataclass(frozen=True, slots=True)
class Question:
    """One open issue. ``asker`` is a login, ``None`` where the account is gone; ``answers`` counts its comments.

    ``kept``: it has the label that lets it stay open. ``week`` is the number of the week with the first due moment
    after ``asked_at`` (aware, UTC), ``closes_at`` that moment; both ``None`` before ``placed`` and after the last week,
    the latter for a kept one, too.
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
    """The open questions, newest first; ``more``: there are older ones that were not read."""

    questions: tuple[Question, ...]
    more: bool = False


# ---- which week, and which are over ----


def place_questions(questions: Sequence[Question], weeks: Sequence[Week]) -> tuple[Question, ...]:
    """The questions with their weeks: each lives until the first due moment after it was asked, that moment excluded.

    The moments count, not the numbers: an extension may move a week behind the next one.
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
    """Whether the question's deadline has come, so that it is to be closed."""
    return question.closes_at is not None and to_milliseconds(question.closes_at) <= to_milliseconds(now)


def questions_as_of(questions: Sequence[Question], now: datetime) -> tuple[Question, ...]:
    """Those that had been asked by then; which of those have been closed since, nobody says."""
    return tuple(each for each in questions if to_milliseconds(each.asked_at) <= to_milliseconds(now))


def find_member(study: Study, login: str | None) -> str | None:
    """The name of the member with that login on GitHub, which the roster may give as ``@login`` or as a link."""
    logins = {
        each.github.rstrip("/").rpartition("/")[2].removeprefix("@").casefold(): each.name
        for each in study.members
        if each.github
    }
    return logins.get(login.casefold()) if login else None


def write_answer(study: Study, question: Question, place: Repository) -> str:
    """What a question is told when it is closed, in the language of the study, with the unseen marker."""
    assert question.week is not None
    language, week = Language(study.language), study.week_of[question.week]
    parts = [
        language.say(
            "The deadline of {week} has passed ({moment}), so this question is closed.",
            week=language.week(week.number),
            moment=language.moment(week.last_second),
        ),
        language.say(
            "If it is still open for you, [ask again]({address}); or have it opened again and give it the label "
            "`{label}`, then it stays open.",
            address=place.asking,
            label=KEEP,
        ),
    ]
    return f"{' '.join(parts)}\n\n{MARKER}"


def list_questions(questions: Sequence[Question], study: Study) -> pd.DataFrame:
    """One row a question, in the order given; moments in the zone of the study."""
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

"""A study, its repository, and questions to it."""

from datetime import date, datetime

from studylib.questions import github, questions
from studylib.questions.access import Access, Repository
from studylib.season.study import Break
from tests.season import seasons
from tests.season.reference import SEOUL, Season
from tests.stand_ins.github import GitHub

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)

PLACE = Repository("github.com", "g", "S")

STUDY = seasons.study(
    Season(starts_on=date(2022, 4, 6), week_count=3, breaks=(Break(date(2022, 4, 13), date(2022, 4, 26)),))
)
"""Three weeks, due on 4/13, 5/4 and 5/11."""


def listed(hub: GitHub, token: str | None = None) -> questions.QuestionList:
    return github.fetch_questions(PLACE, Access(hub.url, token), NOW)

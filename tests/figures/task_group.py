"""A group with several tasks a week, for the tests of the figures."""

from collections.abc import Sequence
from datetime import timedelta

import pandas as pd

from studylib.season import board, reasons
from studylib.season.kinds import TaskKind
from studylib.season.study import Member, Study, Tier
from studylib.season.tasks import Due, Task
from studylib.text.language import Language
from tests.figures.group import KOREAN
from tests.season.duties import answer, april, make_study

NOTES, PROBLEMS = Task("글"), Task("문제", count=5, tiers="문제")
MEETING = Task("모임", kind=TaskKind.ATTENDANCE, due=Due(timedelta(hours=20), weekday=2))
BLOG = Task("블로그", of_turn=True)
TIERS = (
    Tier("late", 12, 3_000),
    Tier("absent", None, 4_000),
    Tier("late", 24, 500, set="문제", itemised=True),
    Tier("absent", None, 1_000, set="문제", itemised=True),
)
NOW = april(15)
"""In the second week, two days after the first was due."""


def tasks_study(
    tasks: Sequence[Task] = (NOTES, PROBLEMS, MEETING),
    members: Sequence[Member] = (Member("하나", turn=1), Member("두리", turn=2)),
) -> Study:
    """Two weeks. In the first 하나 writes and solves three of five, and 두리 solves all."""
    handed_in = [
        answer(april(10), task="글", member="하나"),
        *(answer(april(10, hour), f"https://boj.kr/{hour}", task="문제", member="하나") for hour in range(3)),
        *(answer(april(9, hour), f"https://boj.kr/{hour}", task="문제", member="두리") for hour in range(5)),
    ]
    names = {task.name for task in tasks}
    counting = [each for each in handed_in if each.task in names]
    return make_study(tasks, counting, tiers=TIERS, members=members, week_count=2)


def judge_tasks(study: Study) -> pd.DataFrame:
    return board.judge(study, NOW)


def explain_tasks(language: Language = KOREAN) -> tuple[Study, pd.DataFrame]:
    """The board of these tasks with its reasons."""
    study = tasks_study()
    rows = judge_tasks(study)
    return study, rows.assign(reason=reasons.explain_fines(study, rows, language))

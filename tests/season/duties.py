"""Builders of seasons with tasks: a study from its rules, answers and records."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd

from studylib.season import board, weeks
from studylib.season.study import DEFAULT_TIERS, Member, Study, Tier, Topic
from studylib.season.tasks import Task
from studylib.workbook import answers
from studylib.workbook.answers import Answer
from tests.season.reference import SEOUL

GARAM, NARAE = Member("가람", turn=1), Member("나래", turn=2)
LONG_AFTER = datetime(2023, 1, 1, tzinfo=SEOUL)


def april(day: int, hour: int = 0, minute: int = 0, second: int = 0, milliseconds: int = 0) -> datetime:
    """A moment of April 2022 in Seoul. The season starts on the 6th, and week 1 is due at the start of the 13th."""
    return datetime(2022, 4, day, hour, minute, second, 1000 * milliseconds, SEOUL)


def answer(at: datetime, *links: str, task: str | None = None, week: int = 1, member: str = "가람") -> Answer:
    """An answer with one link a line."""
    return Answer(member, week, at, "\n".join(links or ("https://n.kr/1",)), "", task)


def make_study(
    tasks: Sequence[Task] = (),
    handed_in: Sequence[Answer] = (),
    *,
    tiers: Sequence[Tier] = DEFAULT_TIERS,
    members: Sequence[Member] = (GARAM,),
    week_count: int = 1,
    **more: Any,
) -> Study:
    """A season from 2022-04-06 with these tasks and answers."""
    topics = {number: Topic() for number in range(1, week_count + 1)}
    rising = sorted(handed_in, key=lambda each: each.submitted_at)
    return Study(
        name="",
        timezone=SEOUL,
        submissions=answers.make_frame(rising, SEOUL),
        members=tuple(members),
        tiers=tuple(tiers),
        tasks=tuple(tasks),
        weeks=weeks.schedule_weeks(date(2022, 4, 6), (), tiers, SEOUL, topics, tasks=tasks),
        **more,
    )


def judge(study: Study, now: datetime = LONG_AFTER, *columns: str) -> list[Any]:
    """The rows of the board in these columns, or the values of a single one."""
    rows = board.judge(study, now)[list(columns)]
    if len(columns) == 1:
        return rows[columns[0]].tolist()
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in rows.itertuples(index=False)]

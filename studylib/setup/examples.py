"""Say what rules cost by an example. The judge itself computes each amount."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

import pandas as pd

from studylib.season import board
from studylib.season.kinds import Status, TaskKind
from studylib.season.records import Arrival
from studylib.season.study import Member, Study
from studylib.season.tasks import Duty
from studylib.season.weeks import add_time
from studylib.text.direction import join_texts
from studylib.text.language import Language

LATE = tuple(timedelta(hours=each) for each in (10, 0.5, 20, 30, 60, 0.05))
LATE_FOR_MEETING = tuple(timedelta(minutes=each) for each in (25, 5, 45, 90, 1))
"""How late the example may be. The first that falls into a late tier that costs is told."""

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)

LONG_AFTER = timedelta(days=800)
"""So long after due everything has closed."""

OTHER, WHO = "A", "B"
"""The members of the example. The first one is at each meeting. It is about the second."""


class ExampleFine(NamedTuple):
    """What the judge says of the example: the status, and the fine in won."""

    status: Status
    fine: int


def explain_cost(study: Study, language: str) -> str:
    """Say what the rules of a study cost, such as ``10시간 늦으면 3,000원, 제출하지 않으면 4,000원``.

    It is about the first task of the last week that costs something. Without any it says so.
    """
    told = Language(language)
    duties = study.weeks[-1].duties if study.weeks else ()
    for duty in duties:
        if parts := list(_list_parts(study, duty, told)):
            line = join_texts(parts, ", ")
            return told.say("{task}: {costs}", task=duty.task.name, costs=line) if len(duties) > 1 else line
    return told.say("Nothing costs anything.")


def _list_parts(study: Study, duty: Duty, language: Language) -> Iterator[str]:
    """List what being late and what missing costs, as far as it costs something."""
    say, won = language.say, language.won
    meets = duty.task.kind is TaskKind.ATTENDANCE
    missing = _judge(study, duty, []).fine
    one = _judge(study, duty, _list_times(duty, -SECOND)[1:]).fine if duty.task.count > 1 else missing
    if one and one != missing:
        yield say("{amount} for one that is missing", amount=won(one))
    if missing and _judge(study, duty, _list_times(duty, SECOND)) == ExampleFine(Status.ABSENT, missing):
        yield (
            say("{amount} for being late or not coming", amount=won(missing))
            if meets
            else say("{amount} for being late or handing in nothing", amount=won(missing))
        )
        return
    for late, fine in _find_late(study, duty):
        yield say("{amount} if {span} late", amount=won(fine), span=language.span(late.total_seconds()))
    if missing:
        yield (
            say("{amount} for not coming", amount=won(missing))
            if meets
            else say("{amount} for handing in nothing", amount=won(missing))
        )


def _find_late(study: Study, duty: Duty) -> Iterator[tuple[timedelta, int]]:
    """Find a lateness that costs something in a late tier, and what it costs. Nothing without such a tier."""
    spans = LATE_FOR_MEETING if duty.task.kind is TaskKind.ATTENDANCE else LATE
    for span in spans:
        status, fine = _judge(study, duty, _list_times(duty, span))
        if status is Status.LATE and fine:
            yield span, fine
            return


def _list_times(duty: Duty, late: timedelta) -> list[datetime]:
    """List a moment for each link of a task: so late, the earlier ones on as many days as it asks for."""
    per_day = duty.task.per_day or duty.task.count
    return [add_time(duty.due_at, late - place // per_day * DAY) for place in range(duty.task.count)]


def _judge(study: Study, duty: Duty, times: Sequence[datetime]) -> ExampleFine:
    """Judge one member who did a duty at these moments, and nothing else."""
    duty = replace(duty, task=replace(duty.task, members=()))
    week = replace(study.week_of[duty.week], duties=(duty,))
    of_meeting = [(OTHER, duty.opens_at), *((WHO, each) for each in times)]
    meets = duty.task.kind is TaskKind.ATTENDANCE
    example = replace(
        study,
        members=(Member(OTHER), Member(WHO, turn=1)),
        weeks=(week,),
        breaks=(),
        excuses=(),
        passes=(),
        payments=(),
        settlements=(),
        arrivals=tuple(Arrival(duty.week, duty.task.name, *each) for each in of_meeting) if meets else (),
        submissions=_make_submissions(study, duty, () if meets else times),
    )
    rows = board.judge(example, add_time(duty.due_at, LONG_AFTER))
    row = rows[rows["member"] == WHO].iloc[0]
    return ExampleFine(Status(row["status"]), int(row["fine"]))


def _make_submissions(study: Study, duty: Duty, times: Sequence[datetime]) -> pd.DataFrame:
    """Make one submission a moment, each with a link of its own."""
    rows = [
        (WHO, duty.week, duty.task.name, at, f"https://n.kr/{place}", "")
        for place, at in enumerate(sorted(times))
    ]
    empty = study.submissions.iloc[:0]
    made = pd.DataFrame(rows, columns=["member", "week", "task", "submitted_at", "link", "note"])
    return made[list(empty.columns)].astype(dict(empty.dtypes))

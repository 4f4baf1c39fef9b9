"""What the form says of the rules."""

from dataclasses import replace
from datetime import date, timedelta

from studylib.form.descriptions import confirm, describe_rules
from studylib.season import weeks
from studylib.season.kinds import TaskKind
from studylib.season.study import DEFAULT_TIERS, Study, Tier, Topic
from studylib.season.tasks import Due, Task
from studylib.text.language import Language
from tests.season.duties import make_study
from tests.season.reference import SEOUL

ENGLISH = Language("en")
PROBLEMS = Task("문제", due=Due(timedelta(hours=22), weekday=6), count=5, per_day=2, tiers="풀이표")
SETS = (*DEFAULT_TIERS, Tier("absent", None, 10_000, set="풀이표"))


def test_each_task_of_links_says_its_deadline_its_count_and_its_own_tiers() -> None:
    study = make_study(
        (Task("글"), PROBLEMS, Task("모임", kind=TaskKind.ATTENDANCE)), tiers=SETS, week_count=2
    )
    assert describe_rules(study, ENGLISH) == [
        "글 · Due every Tuesday by 23:59:59",
        "Late: until 12 hr after due, ₩3,000",
        "Absent: from there on, ₩4,000",
        "문제 · Due every Sunday by 21:59:59 · 5 different links · at most 2 new ones a day",
        "Absent: from there on, ₩10,000",
    ]


def cycles(days: int) -> Study:
    schedule = weeks.schedule_weeks(date(2022, 4, 6), (), DEFAULT_TIERS, SEOUL, {1: Topic()}, cycle=days)
    return replace(make_study(), weeks=schedule, cycle=days)


def test_a_cycle_that_is_no_week_names_no_weekday() -> None:
    assert describe_rules(cycles(10), ENGLISH)[0] == "Due every 10 days, first Fri 4/15 23:59:59"
    assert describe_rules(cycles(7), ENGLISH)[0] == "Due every Tuesday by 23:59:59"


def test_if_every_week_is_extended_no_deadline_is_the_rule() -> None:
    study = make_study((Task("글"),))
    extended = replace(study, weeks=tuple(replace(each, extended=True) for each in study.weeks))
    assert describe_rules(extended, ENGLISH)[0] == "글"


def test_the_answer_after_handing_in_fits_the_tasks() -> None:
    said = {confirm(make_study(tasks), ENGLISH) for tasks in ((), (Task("글"),), (Task("글"), PROBLEMS))}
    assert len(said) == 3

"""The duties that take links, and whose they are."""

from studylib.season.hand_ins import (
    MOST_NAMES,
    explain_others,
    find_link_duty,
    list_asked_tasks,
    list_doers,
    list_link_duties,
    list_link_weeks,
)
from studylib.season.kinds import TaskKind
from studylib.season.study import Member
from studylib.season.tasks import Task
from tests.season.duties import GARAM, NARAE, make_study

MEETING = Task("모임", kind=TaskKind.ATTENDANCE)
TEXT = Task("글")
LATER = Task("문제", from_week=2)
STUDY = make_study((MEETING, TEXT, LATER), members=(GARAM, NARAE), week_count=2)


def test_a_meeting_takes_no_links() -> None:
    assert [[duty.task.name for duty in list_link_duties(week)] for week in STUDY.weeks] == [
        ["글"],
        ["글", "문제"],
    ]
    assert list_link_weeks(make_study((MEETING,)).weeks) == ()


def test_a_task_may_stay_unnamed_only_if_it_is_the_only_one() -> None:
    one, two = STUDY.weeks
    assert find_link_duty(one, None) == list_link_duties(one)[0]
    assert find_link_duty(two, None) is None
    assert find_link_duty(two, "문제") == list_link_duties(two)[1]
    assert [find_link_duty(one, name) for name in ("문제", "모임", "")] == [None, None, None]


def test_answers_name_their_task_only_if_some_week_takes_links_for_two() -> None:
    assert [task.name for task in list_asked_tasks(STUDY)] == ["글", "문제"]
    assert list_asked_tasks(make_study((MEETING, TEXT))) == ()
    assert list_asked_tasks(make_study((Task("글", to_week=1), LATER), week_count=3)) == ()
    assert list_asked_tasks(make_study(())) == ()


def test_a_task_is_for_everybody_for_names_or_for_whose_turn_it_is() -> None:
    tasks = (TEXT, Task("복습", members=("나래",)), Task("블로그", of_turn=True))
    study = make_study(tasks, members=(GARAM, NARAE), week_count=1)
    text, names, turn = study.duties
    assert [list_doers(study, duty) for duty in (text, names, turn)] == [None, ("나래",), ("가람",)]
    assert [explain_others(study, duty, "가람") is None for duty in (text, names, turn)] == [
        True,
        False,
        True,
    ]


def test_a_turn_of_nobody_is_told() -> None:
    study = make_study((Task("블로그", of_turn=True),), members=(Member("마루"),), week_count=1)
    assert str(explain_others(study, study.duties[0], "마루")) == (
        "블로그 of week 1 is nobody’s turn. Choose another task or week."
    )


def test_a_refusal_lists_ten_names_at_most() -> None:
    names = tuple(f"n{number}" for number in range(MOST_NAMES + 1))
    study = make_study((Task("글", members=names),), week_count=1)
    why = str(explain_others(study, study.duties[0], "가람"))
    assert "n9, …" in why
    assert "n10" not in why

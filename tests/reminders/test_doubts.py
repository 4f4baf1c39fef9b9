"""The problems for which a reminder waits."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.reminders.doubts import list_delaying
from studylib.season.kinds import TaskKind
from studylib.season.problems import ANYWHERE, NOWHERE, Problem, Reach
from studylib.season.standing import Waiting
from studylib.season.study import Member
from studylib.season.tasks import Task
from studylib.text.message import sentence
from tests.season import seasons
from tests.season.reference import SEOUL, Season

STUDY = seasons.study(Season(week_count=4, members=(Member("가람"), Member("나래"))))
"""Weeks 1 to 3 are due in April and week 4 in May."""
DUE = (
    Waiting(
        STUDY.week_of[2],
        STUDY.week_of[2].duties[0],
        False,
        datetime(2022, 4, 20, tzinfo=SEOUL),
        ("가람",),
        (0,),
    ),
)
UNREAD = Problem("멤버", 2, "이름", sentence("This cell is empty. Fill it in, or delete the row."))
ANSWER = replace(UNREAD, tab="설문지 응답 시트1", of_answer=True, reach=Reach(weeks=frozenset({2})))


@pytest.mark.parametrize(
    ("reach", "waits"),
    [
        (ANYWHERE, True),
        (NOWHERE, False),
        (Reach(weeks=frozenset({1})), False),
        (Reach(weeks=frozenset({2})), True),
        (Reach(weeks=frozenset({3})), False),
        (Reach(weeks=frozenset({1, 2})), True),
        (Reach(weeks=frozenset({99})), True),
        (Reach(months=frozenset({"2022-04"})), True),
        (Reach(months=frozenset({"2022-05"})), False),
    ],
)
def test_a_reminder_waits_for_a_problem_that_can_touch_its_week(reach: Reach, waits: bool) -> None:
    assert bool(list_delaying(STUDY, [replace(UNREAD, reach=reach)], DUE)) is waits


@pytest.mark.parametrize(
    ("tab", "column", "subject", "waits"),
    [
        ("멤버", "참여일", "가람", True),
        ("members", "turn", "가람", False),
        ("멤버", "당번 순서", "가람", False),
        ("주차", "팀블로그", "2", False),
        ("Weeks", "writer", "2", False),
        ("weeks", "due_at", "2", True),
        ("weeks", None, "", True),
        ("납부", "금액", "가람", False),
        ("settlements", "fine", "가람", False),
        ("설정", "값", "정산 방식", False),
        ("설정", "값", "시작일", True),
        ("설정", None, "", True),
    ],
)
def test_it_waits_for_no_cell_that_decides_only_shares_or_turns(
    tab: str, column: str | None, subject: str, waits: bool
) -> None:
    problem = replace(UNREAD, tab=tab, column=column, subject=subject)
    assert bool(list_delaying(STUDY, [problem], DUE)) is waits


def test_it_waits_for_one_answer_only_while_the_columns_of_the_answers_are_unreadable() -> None:
    assert list_delaying(STUDY, [ANSWER], DUE) == ()
    assert list_delaying(replace(STUDY, answers_read=False), [ANSWER], DUE) == (ANSWER,)


@given(st.sampled_from([UNREAD, ANSWER]), st.booleans())
def test_neither_a_notice_nor_a_week_that_nobody_is_reminded_of_is_a_doubt(
    problem: Problem, read: bool
) -> None:
    study = replace(STUDY, answers_read=read)
    assert list_delaying(study, [replace(problem, is_notice=True)], DUE) == ()
    assert list_delaying(study, [problem], ()) == ()


@pytest.mark.parametrize(("tab", "waits"), [("weeks", False), ("주차", False), ("breaks", True)])
def test_it_waits_for_no_week_that_moved_over_the_border_of_a_closed_month(tab: str, waits: bool) -> None:
    """Its deadline can be read, so only the month of its fine is in doubt."""
    problem = replace(UNREAD, tab=tab, column="due_at", reach=Reach(months=frozenset({"2022-04"})))
    assert bool(list_delaying(STUDY, [problem], DUE)) is waits


@pytest.mark.parametrize("key", ["pot", "정산 방식", "settle", "fines_from", "pay_through", "account"])
def test_it_waits_for_no_setting_that_decides_only_who_pays_whom(key: str) -> None:
    problem = replace(UNREAD, tab="settings", column="value", subject=key)
    assert list_delaying(STUDY, [problem], DUE) == ()


@pytest.mark.parametrize(("tab", "column"), [("weeks", "writer"), ("멤버", "당번 순서")])
def test_it_waits_for_a_turn_if_a_task_is_for_whoevers_turn_it_is(tab: str, column: str) -> None:
    (waiting,) = DUE
    of_turn = replace(waiting, duty=replace(waiting.duty, task=Task("발제", of_turn=True)))
    problem = replace(UNREAD, tab=tab, column=column, subject="2")
    assert list_delaying(STUDY, [problem], DUE) == ()
    assert list_delaying(STUDY, [problem], (of_turn,)) == (problem,)


@pytest.mark.parametrize(("kind", "waits"), [(TaskKind.LINK, False), (TaskKind.ATTENDANCE, True)])
def test_it_waits_for_a_record_of_a_meeting_only_if_it_is_about_one(kind: TaskKind, waits: bool) -> None:
    (waiting,) = DUE
    of_kind = replace(waiting, duty=replace(waiting.duty, task=Task("모임", kind=kind)))
    problem = replace(UNREAD, tab="출석", column="구분", reach=Reach(weeks=frozenset({2})))
    assert bool(list_delaying(STUDY, [problem], (of_kind,))) is waits

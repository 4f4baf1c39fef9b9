"""How far the season is, in one line."""

from datetime import datetime

import pytest

from studylib.season import board, standing
from studylib.season.kinds import TaskKind
from studylib.season.phases import MOST_TASKS, describe_hand_ins, describe_phase
from studylib.season.standing import Standing
from studylib.season.study import Study
from studylib.season.tasks import Task
from studylib.text.language import Language
from tests.season.duties import GARAM, NARAE, answer, april, make_study

KOREAN, ENGLISH = Language("ko"), Language("en")


def stand(study: Study, now: datetime) -> Standing:
    return standing.find_standing(study, board.judge(study, now), now, "2022-04")


@pytest.mark.parametrize(
    ("now", "line", "hand_ins"),
    [
        (april(5), "시즌은 2022년 4월 6일 (수)에 시작합니다.", ""),
        (april(12, 23, 59, 59, 999), "마감 4/12 (화) 23:59:59", "1/2명 제출"),
        (april(13), "시즌이 끝났습니다.", ""),
    ],
)
def test_it_says_what_is_due_and_how_many_have_handed_in_while_a_week_is_open(
    now: datetime, line: str, hand_ins: str
) -> None:
    found = stand(make_study(handed_in=(answer(april(7)),), members=(GARAM, NARAE)), now)
    assert describe_phase(found, KOREAN) == line
    assert describe_hand_ins(found, KOREAN) == hand_ins


def test_of_several_tasks_it_names_the_first_ones_and_no_meeting() -> None:
    names = [f"과제 {number}" for number in range(1, MOST_TASKS + 2)]
    tasks = (Task("모임", kind=TaskKind.ATTENDANCE), *map(Task, names))
    found = stand(make_study(tasks, (answer(april(7), task=names[0]),)), april(8))
    assert describe_hand_ins(found, ENGLISH) == "과제 1 1/1 · 과제 2 0/1 · 과제 3 0/1"


def test_a_season_of_meetings_alone_counts_nobody() -> None:
    found = stand(make_study((Task("모임", kind=TaskKind.ATTENDANCE),)), april(8))
    assert describe_hand_ins(found, ENGLISH) == ""
    assert describe_phase(found, ENGLISH).startswith("모임 · starts ")

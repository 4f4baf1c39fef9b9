import numpy as np
import pytest

from studylib.season.events import NEVER
from studylib.season.judging import NO_TIER, STATUSES, encode, find_edges, find_tier
from studylib.season.kinds import Status
from studylib.season.study import Tier
from studylib.season.tasks import Task
from studylib.season.weeks import to_milliseconds
from tests.season.duties import april, judge, make_study

TIERS = (
    Tier("late", 12, 3_000),
    Tier("absent", None, 4_000),
    Tier("살짝", 1, 100, set="퀴즈"),
    Tier("많이", 2, 200, set="퀴즈"),
    Tier("안 함", None, 900, set="퀴즈"),
)
TASKS = (Task("글"), Task("퀴즈", tiers="퀴즈"), Task("말", tiers="없음"))


def test_each_duty_has_the_edges_and_tiers_of_its_own_set() -> None:
    edges = find_edges(make_study(TASKS, tiers=TIERS))
    assert edges.tiers.tolist() == [[0, 1, 1], [2, 3, 4], [NO_TIER] * 3]
    assert edges.ends[:, 0].tolist() == [
        to_milliseconds(april(13, 12)),
        to_milliseconds(april(13, 1)),
        NEVER,
    ]


@pytest.mark.parametrize(
    ("hour", "tiers"), [(0, [0, 2]), (1, [0, 3]), (2, [0, 4]), (12, [1, 4]), (13, [1, 4])]
)
def test_a_time_falls_into_the_first_tier_that_it_is_before_the_end_of(hour: int, tiers: list[int]) -> None:
    edges = find_edges(make_study(TASKS[:2], tiers=TIERS))
    times = np.full(2, to_milliseconds(april(13, hour)))
    assert find_tier(edges, times, np.arange(2)).tolist() == tiers


def test_what_never_came_falls_into_the_absence() -> None:
    edges = find_edges(make_study(TASKS, tiers=TIERS))
    assert find_tier(edges, np.full(3, NEVER), np.arange(3)).tolist() == [1, 4, NO_TIER]


def test_a_task_whose_set_is_unknown_costs_nothing() -> None:
    assert judge(make_study(TASKS[2:], tiers=TIERS), april(14), "status", "fine", "tier") == [
        ("absent", 0, -1)
    ]


def test_tasks_close_at_their_own_times() -> None:
    study = make_study(TASKS[:2], tiers=TIERS)
    assert judge(study, april(13, 2), "status") == ["overdue", "absent"]
    assert judge(study, april(13, 12), "status") == ["absent", "absent"]


def test_a_status_is_known_by_its_place() -> None:
    assert [STATUSES[encode(status)] for status in Status] == list(Status)

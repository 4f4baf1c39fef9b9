"""The board with one row a member and week."""

from itertools import permutations

import pytest
from hypothesis import given, settings

from studylib.season import board
from studylib.season.kinds import Status
from studylib.season.study import Tier
from studylib.season.tasks import Task
from studylib.season.week_sums import WORST_FIRST, find_worst, sum_weeks
from tests.season import seasons, task_seasons
from tests.season.duties import GARAM, NARAE, answer, april, make_study
from tests.season.reference import Season
from tests.season.reference_tasks import Facts

COLUMNS = ["member", "week", "status", "fine", "counted", "count"]


def test_each_status_has_a_place_in_the_order() -> None:
    assert sorted(WORST_FIRST) == sorted(Status)


@pytest.mark.parametrize(
    ("statuses", "worst"),
    [
        ((Status.ON_TIME, Status.LATE), Status.LATE),
        ((Status.LATE, Status.ABSENT), Status.ABSENT),
        ((Status.ABSENT, Status.OVERDUE), Status.ABSENT),
        ((Status.LATE, Status.OVERDUE), Status.LATE),
        ((Status.OVERDUE, Status.OPEN), Status.OVERDUE),
        ((Status.OPEN, Status.ON_TIME), Status.OPEN),
        ((Status.UPCOMING, Status.ON_TIME), Status.UPCOMING),
        ((Status.EXCUSED, Status.ON_TIME), Status.EXCUSED),
        ((Status.EXCUSED, Status.UPCOMING), Status.UPCOMING),
        ((Status.ON_TIME, Status.ON_TIME), Status.ON_TIME),
    ],
)
def test_the_worst_status_is_what_costs_then_what_is_left_to_do(
    statuses: tuple[Status, ...], worst: Status
) -> None:
    assert {find_worst(each) for each in permutations(statuses)} == {worst}


def test_a_week_sums_its_fines_and_its_links() -> None:
    tiers = (Tier("late", 12, 3_000), Tier("absent", None, 4_000))
    tasks = (Task("글"), Task("문제", count=5), Task("복습", count=2))
    study = make_study(
        tasks,
        [
            answer(april(10), task="글"),
            *(answer(april(10, hour), f"https://n.kr/{hour}", task="문제") for hour in range(3)),
            *(
                answer(april(10, hour), f"https://n.kr/{hour}", task="복습", member="나래")
                for hour in range(2)
            ),
        ],
        tiers=tiers,
        members=(GARAM, NARAE),
    )
    sums = sum_weeks(board.judge(study, april(14)))
    assert list(sums.columns) == COLUMNS
    assert sums.to_numpy().tolist() == [
        ["가람", 1, "absent", 8_000, 3, 7],
        ["나래", 1, "absent", 8_000, 2, 7],
    ]


def test_a_week_whose_tasks_take_one_link_each_counts_none() -> None:
    study = make_study((Task("글"), Task("복습")), [answer(april(10), task="글")])
    (row,) = sum_weeks(board.judge(study, april(11))).to_numpy().tolist()
    assert row == ["가람", 1, "open", 0, 0, 0]


@settings(max_examples=20)
@given(seasons.seasons())
def test_a_season_without_tasks_has_its_own_rows(season: Season) -> None:
    rows = board.judge(seasons.study(season), april(25))
    sums = sum_weeks(rows)
    assert sums[["member", "week", "status", "fine"]].equals(rows[["member", "week", "status", "fine"]])


@settings(max_examples=20)
@given(task_seasons.seasons())
def test_all_fines_of_the_board_are_in_the_sums_and_each_cell_once(facts: Facts) -> None:
    rows = board.judge(task_seasons.study(facts), april(25))
    sums = sum_weeks(rows)
    assert sums["fine"].sum() == rows["fine"].sum()
    assert not sums.duplicated(["member", "week"]).any()
    assert len(sums) == len(rows[["member", "week"]].drop_duplicates())

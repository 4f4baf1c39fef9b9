from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from studylib.season.costs import find_step_amount
from studylib.season.kinds import Period
from studylib.season.records import Step
from studylib.season.study import Excuse, Study, Tier
from studylib.season.tasks import Due, Task
from tests.season.duties import LONG_AFTER, answer, april, judge, make_study

TEN = timedelta(minutes=10)
MINUTES = (Tier("지각", 1, 1_000, per=TEN), Tier("결석", None, 9_000))
ITEMS = (Tier("지각", 12, 500, itemised=True), Tier("미제출", None, 2_000, itemised=True))
THREE = (Task("문제", count=3),)


@pytest.mark.parametrize(
    ("late", "fine"),
    [
        (timedelta(0), 1_000),
        (TEN - timedelta(milliseconds=1), 1_000),
        (TEN, 2_000),
        (TEN + timedelta(milliseconds=1), 2_000),
        (timedelta(minutes=59, seconds=59, milliseconds=999), 6_000),
        (timedelta(hours=1), 9_000),
    ],
)
def test_each_begun_unit_of_lateness_costs_the_amount(late: timedelta, fine: int) -> None:
    study = make_study(handed_in=[answer(april(13) + late)], tiers=MINUTES)
    assert judge(study, LONG_AFTER, "fine") == [fine]


def test_a_cap_limits_what_a_row_costs() -> None:
    for cap, fine in ((5_999, 5_999), (6_000, 6_000), (6_001, 6_000)):
        study = make_study((Task("글", cap=cap),), [answer(april(13, 0, 55), task="글")], tiers=MINUTES)
        assert judge(study, LONG_AFTER, "fine") == [fine]


# ---- each link on its own ----


def links(*moments: datetime) -> Study:
    """A task of three links that came at these moments."""
    handed_in = [answer(at, f"https://n.kr/{number}", task="문제") for number, at in enumerate(moments)]
    return make_study(THREE, handed_in, tiers=ITEMS)


@pytest.mark.parametrize(
    ("moments", "now", "status", "fine"),
    [
        ((), april(13, 11), "overdue", 0),
        ((), april(13, 12), "absent", 6_000),
        ((april(7),), april(14), "absent", 4_000),
        ((april(7), april(13)), april(13, 11), "overdue", 500),
        ((april(7), april(13)), april(14), "absent", 2_500),
        ((april(7), april(13), april(13, 1)), april(14), "late", 1_000),
        ((april(7), april(8), april(13, 12)), april(14), "absent", 2_000),
        ((april(7), april(8), april(12, 23, 59, 59, 999)), april(14), "on_time", 0),
        ((april(13), april(13, 1), april(13, 2), april(13, 3)), april(14), "late", 1_500),
    ],
)
def test_each_link_is_judged_on_its_own_and_the_row_costs_the_sum(
    moments: tuple[datetime, ...], now: datetime, status: str, fine: int
) -> None:
    assert judge(links(*moments), now, "status", "fine") == [(status, fine)]


def test_an_excuse_pays_for_all_links() -> None:
    study = replace(links(april(13)), excuses=(Excuse(1, "가람"),))
    assert judge(study, april(14), "status", "fine") == [("excused", 0)]


def test_a_task_of_one_link_may_be_itemised_too() -> None:
    study = make_study((Task("글"),), [answer(april(13), task="글")], tiers=ITEMS)
    assert judge(study, april(14), "status", "fine") == [("late", 500)]
    assert judge(make_study((Task("글"),), tiers=ITEMS), april(14), "fine") == [2_000]


def test_sets_that_are_itemised_stand_beside_others() -> None:
    tiers = (Tier("absent", None, 4_000), *(replace(each, set="문제") for each in ITEMS))
    study = make_study((Task("글"), Task("문제", count=3, tiers="문제")), tiers=tiers)
    assert judge(study, april(14), "task", "fine") == [("글", 4_000), ("문제", 6_000)]


# ---- fines that grow ----


@pytest.mark.parametrize(("repeats", "fines"), [(False, [1, 3, 5, 5, 5, 5]), (True, [1, 3, 5, 1, 3, 5])])
def test_each_time_costs_the_next_amount(repeats: bool, fines: list[int]) -> None:
    step = Step("absent", "", (1, 3, 5), repeats, Period.SEASON)
    study = replace(make_study(week_count=6), steps=(step,))
    assert judge(study, LONG_AFTER, "fine") == fines
    assert judge(study, LONG_AFTER, "step") == [1, 2, 3, 4, 5, 6]


def test_a_step_counts_anew_each_month() -> None:
    """Weeks 1 to 3 are due in April, weeks 4 to 7 in May."""
    study = replace(make_study(week_count=5), steps=(Step("absent", "", (1, 3, 5)),))
    assert judge(study, LONG_AFTER, "fine") == [1, 3, 5, 1, 3]


def test_the_order_is_that_of_closing_then_of_weeks_and_tasks() -> None:
    early = Task("퀴즈", due=Due(timedelta(hours=20), weekday=5))
    study = replace(
        make_study((Task("글"), early, Task("말")), week_count=2),
        steps=(Step("absent", "", (1, 2, 3, 4, 5, 6)),),
    )
    assert judge(study, LONG_AFTER, "week", "task", "fine") == [
        (1, "글", 2), (1, "퀴즈", 1), (1, "말", 3), (2, "글", 5), (2, "퀴즈", 4), (2, "말", 6),
    ]  # fmt: skip


def test_a_step_counts_only_the_tier_of_its_label_and_set() -> None:
    tiers = (
        Tier("late", 12, 10),
        Tier("absent", None, 20),
        Tier("late", 12, 30, set="퀴즈"),
        Tier("absent", None, 40, set="퀴즈"),
    )
    tasks = (Task("글"), Task("퀴즈", tiers="퀴즈"))
    study = replace(make_study(tasks, tiers=tiers, week_count=2), steps=(Step("absent", "퀴즈", (1, 2)),))
    assert judge(study, LONG_AFTER, "fine") == [20, 1, 20, 2]


def test_a_time_of_a_step_is_priced_as_the_board_prices_it() -> None:
    for repeats in (False, True):
        study = replace(
            make_study(week_count=6), steps=(Step("absent", "", (1, 3, 5), repeats, Period.SEASON),)
        )
        fines = judge(study, LONG_AFTER, "fine")
        assert [find_step_amount(study, study.tiers[-1], time) for time in range(1, 7)] == fines
    assert find_step_amount(study, study.tiers[0], 1) == 3_000


def test_a_step_multiplies_by_units_and_is_capped_last() -> None:
    step = Step("지각", "", (1_000, 2_000), within=Period.SEASON)
    task = Task("글", cap=5_000)
    handed_in = [
        answer(april(13, 0, 25), task="글"),
        answer(april(20, 0, 15), "https://n.kr/2", task="글", week=2),
    ]
    study = replace(make_study((task,), handed_in, tiers=MINUTES, week_count=2), steps=(step,))
    assert judge(study, LONG_AFTER, "fine") == [3_000, 4_000]

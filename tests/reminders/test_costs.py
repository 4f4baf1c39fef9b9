"""What a reminder says of the costs."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from studylib.reminders import costs
from studylib.season import board, standing
from studylib.season.kinds import Period
from studylib.season.records import Step
from studylib.season.study import Study, Tier
from studylib.season.tasks import Task
from studylib.text.language import Language
from tests.season.duties import april, make_study

TEN = timedelta(minutes=10)
UNITS = (Tier("지각", 1, 1_000, per=TEN), Tier("결석", None, 10_000))
ITEMS = (Tier("지각", 12, 1_000, itemised=True), Tier("미제출", None, 2_000, itemised=True))
DUE = april(13)
MS = timedelta(milliseconds=1)


def say(study: Study, now: datetime, code: str = "ko") -> list[str]:
    """What the first duty of the season costs at that moment."""
    (waiting,) = standing.list_waiting(study, board.judge(study, now), now)
    return list(costs.write_costs(study, waiting, now, Language(code)))


def make(tiers: Sequence[Tier], cap: int | None = None, **more: Any) -> Study:
    return make_study([Task("과제", cap=cap)], tiers=tiers, **more)


def test_ahead_of_the_deadline_a_unit_of_lateness_is_named_with_its_price() -> None:
    assert say(make(UNITS), april(12, 20)) == [
        "마감을 넘기면",
        "4/13 (수) 00:59:59까지 지각 10분당 1,000원",
        "그 뒤로 결석 10,000원",
    ]
    assert say(make(UNITS), april(12, 20), "en")[1] == "지각 ₩1,000 per 10 min until Wed 4/13 00:59:59"


@pytest.mark.parametrize(
    ("late", "now"),
    [
        (timedelta(), "1,000원"),
        (TEN - MS, "1,000원"),
        (TEN, "2,000원"),
        (TEN + MS, "2,000원"),
        (2 * TEN - MS, "2,000원"),
        (2 * TEN, "3,000원"),
    ],
)
def test_once_it_is_late_the_begun_units_are_counted(late: timedelta, now: str) -> None:
    said = say(make(UNITS), DUE + late)
    assert said[0] == "지금 제출하면"
    assert said[2] == f"지금은 {now}"


def test_the_units_come_to_no_more_than_the_cap_which_is_named() -> None:
    said = say(make(UNITS, cap=2_500), DUE + 3 * TEN)
    assert said[2] == "지금은 2,500원"
    assert said[-1] == "상한 2,500원"


def test_links_that_are_priced_one_by_one_say_so() -> None:
    assert say(make(ITEMS), april(12)) == [
        "마감을 넘기면",
        "4/13 (수) 11:59:59까지 지각 개당 1,000원",
        "그 뒤로 미제출 개당 2,000원",
    ]


@pytest.mark.parametrize(
    ("repeats", "within", "price"),
    [
        (False, Period.MONTH, "3,000원 → 4,000원(한 달 안에 거듭할 때마다, 그다음은 마지막 금액)"),
        (True, Period.MONTH, "3,000원 → 4,000원(한 달 안에 거듭할 때마다, 그다음은 처음부터)"),
        (False, Period.SEASON, "3,000원 → 4,000원(시즌 안에 거듭할 때마다, 그다음은 마지막 금액)"),
        (True, Period.SEASON, "3,000원 → 4,000원(시즌 안에 거듭할 때마다, 그다음은 처음부터)"),
    ],
)
def test_a_growing_fine_names_all_its_amounts(repeats: bool, within: Period, price: str) -> None:
    step = Step("지각", "", (3_000, 4_000), repeats, within)
    tiers = (Tier("지각", 12, 1_000), Tier("결석", None, 5_000))
    assert say(make(tiers, steps=(step,)), april(12))[1] == f"4/13 (수) 11:59:59까지 지각 {price}"


def test_what_a_growing_unit_comes_to_is_left_out_as_it_differs_from_member_to_member() -> None:
    step = Step("지각", "", (1_000, 2_000))
    assert not any(line.startswith("지금은") for line in say(make(UNITS, steps=(step,)), DUE + TEN))


def test_only_the_tiers_that_hold_in_the_week_are_named() -> None:
    tiers = (
        Tier("late", 12, 3_000),
        Tier("absent", None, 4_000),
        Tier("late", 12, 5_000, from_week=2),
        Tier("absent", None, 6_000, from_week=2),
        Tier("absent", None, 9_000, set="모임표"),
    )
    study = make_study([Task("과제")], tiers=tiers, week_count=2)
    assert say(study, april(12))[1:] == ["4/13 (수) 11:59:59까지 지각 3,000원", "그 뒤로 결석 4,000원"]
    assert say(study, april(19))[1:] == ["4/20 (수) 11:59:59까지 지각 5,000원", "그 뒤로 결석 6,000원"]

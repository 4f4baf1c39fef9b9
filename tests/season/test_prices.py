"""What handing in costs now, and when that changes, against the board that judges it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from studylib.season import board
from studylib.season.kinds import Period, TaskKind
from studylib.season.prices import Price, Quote, find_next_change, quote_duty
from studylib.season.records import Step
from studylib.season.study import DEFAULT_TIERS, ClosedShare, Excuse, Study, Tier
from studylib.season.tasks import Task
from studylib.workbook import answers
from studylib.workbook.answers import Answer
from tests.season.duties import NARAE, answer, april, make_study
from tests.season.reference import SEOUL

MS = timedelta(milliseconds=1)
TEN = timedelta(minutes=10)
PER_TEN = (Tier("지각", 1, 1_000, per=TEN), Tier("결석", None, 9_000))
ITEMS = (Tier("지각", 12, 500, itemised=True), Tier("미제출", None, 2_000, itemised=True))
THREE_LATE = (Tier("지각", 1, 1_000), Tier("많이 지각", 2, 1_000), Tier("결석", None, 5_000))


def quote(study: Study, now: datetime, member: str | None = "가람", place: int = 0) -> Quote | None:
    return quote_duty(study, board.judge(study, now), study.duties[place], member, now)


def cost(study: Study, at: datetime, place: int = 0, given: Sequence[Answer] = ()) -> int:
    """What the board charges 가람, who handed in before, for handing in at that moment."""
    duty = study.duties[place]
    new = answer(at, "https://n.kr/new", week=duty.week, task=duty.task.name)
    done = replace(study, submissions=answers.make_frame([*given, new], SEOUL))
    judged = board.judge(done, at)
    return int(judged.loc[(judged["member"] == "가람") & (judged["week"] == duty.week), "fine"].iloc[0])


@pytest.mark.parametrize("tiers", [DEFAULT_TIERS, PER_TEN, THREE_LATE])
@pytest.mark.parametrize("minutes", [-9_000, -1, 0, 5, 9, 10, 11, 59, 60, 61, 119, 120, 719, 720, 9_000])
def test_the_price_is_what_the_board_then_charges(tiers: tuple[Tier, ...], minutes: int) -> None:
    study = make_study(tiers=tiers)
    now = april(13) + timedelta(minutes=minutes)
    found = quote(study, now)
    assert found
    assert found.now.amount == cost(study, now)
    if found.changes_at is None or found.then is None:
        assert cost(study, now + timedelta(days=300)) == found.now.amount
        return
    assert cost(study, found.changes_at - MS) == found.now.amount != found.then.amount
    assert cost(study, found.changes_at) == found.then.amount
    assert cost(study, found.changes_at + MS) == found.then.amount


@pytest.mark.parametrize("tiers", [DEFAULT_TIERS, PER_TEN, THREE_LATE])
@pytest.mark.parametrize("minutes", [-1, 0, 5, 10, 60, 720, 9_000])
def test_the_price_stays_until_the_next_change(tiers: tuple[Tier, ...], minutes: int) -> None:
    study = make_study(tiers=tiers)
    now = april(13) + timedelta(minutes=minutes)
    change = find_next_change(study, study.duties[0], now)
    assert change is None or change > now
    later = change - MS if change else now + timedelta(days=300)
    assert quote(study, later) == quote(study, now)


def test_a_cap_ends_the_growth() -> None:
    study = make_study((Task("글", cap=2_500),), tiers=PER_TEN)
    found = [quote(study, april(13, 0, minute)) for minute in (0, 10, 20, 30)]
    assert [each and (each.now.amount, each.then and each.then.amount) for each in found] == [
        (1_000, 2_000),
        (2_000, 2_500),
        (2_500, None),
        (2_500, None),
    ]


def test_a_fine_that_grows_counts_the_times_before() -> None:
    step = Step("late", "", (3_000, 4_000, 6_000), repeats=False, within=Period.SEASON)
    late = [answer(april(13, 1)), answer(april(20, 1), week=2)]
    study = make_study(handed_in=late, week_count=3, steps=(step,))
    for now in (april(19), april(27), april(27, 5)):
        found = quote(study, now, place=2)
        assert found is not None
        assert found.now.amount == cost(study, now, 2, late)
    assert quote(study, april(27), place=2) == Quote(Price(6_000), april(27, 12), Price(4_000))
    assert quote(make_study(week_count=3, steps=(step,)), april(13, 1), None) == Quote(
        Price(3_000, least=True), april(13, 12), Price(4_000)
    )


def test_a_fine_that_an_earlier_week_can_still_raise_is_only_the_least() -> None:
    step = Step("late", "", (3_000, 4_000), repeats=False, within=Period.SEASON)
    found = quote(make_study(week_count=2, steps=(step,)), april(13, 1), place=1)
    assert found
    assert found.then == Price(3_000, least=True)


def test_each_link_of_an_itemised_task_has_its_own_price() -> None:
    study = make_study((Task("문제", count=3, per_day=2),), tiers=ITEMS)
    assert quote(study, april(12)) == Quote(Price(0, each=True), april(13), Price(500, each=True))
    assert quote(study, april(13, 12)) == Quote(Price(2_000, each=True))


@pytest.mark.parametrize("member", ["가람", None])
def test_a_task_of_several_links_costs_what_its_last_one_does(member: str | None) -> None:
    study = make_study((Task("문제", count=3),))
    assert quote(study, april(12), member) == Quote(Price(0), april(13), Price(3_000), whole=True)
    assert quote(make_study((Task("문제", count=3, per_day=2),)), april(12), member) is None


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"handed_in": [answer(april(7))]}, "it is done"),
        ({"excuses": (Excuse(1, "가람"),)}, "excused"),
        ({"members": (NARAE,)}, "another group"),
        ({"tasks": (Task("글", members=("나래",)),), "members": (NARAE,)}, "another's task"),
        ({"tasks": (Task("모임", kind=TaskKind.ATTENDANCE),)}, "a meeting"),
        ({"tiers": (Tier("지각", 12, 0), Tier("결석", None, 0))}, "nobody pays"),
    ],
)
def test_there_is_no_price_if_the_moment_decides_nothing(more: dict[str, Any], why: str) -> None:
    assert quote(make_study(**more), april(13, 1)) is None, why


def test_a_closed_month_has_no_price() -> None:
    study = make_study(settlements=(ClosedShare("2022-04", "가람", 0, 0, 0),))
    assert quote(study, april(13, 1)) is None

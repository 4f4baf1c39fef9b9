"""The plan of the next season."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from studylib.money.balances import list_balances
from studylib.money.settlement import settle
from studylib.season import board
from studylib.season.study import Study
from studylib.setup.book import make_workbook
from studylib.setup.checks import check_plan
from studylib.setup.following import plan_next
from studylib.source.season import read_season
from studylib.workbook import reader
from studylib.workbook.cells import Row, Tab, Workbook
from tests.setup.plans import LONG_AFTER, NOW, make_sample
from tests.workbook import fuzz_books

PAYMENTS = Tab(
    "납부",
    (
        ("납부일", "월", "이름", "금액", "메모", "계정"),
        (date(2022, 4, 1), None, "가람", 50_000, None, "예치금"),
        (date(2022, 4, 1), None, "나래", 30_000, None, "예치금"),
    ),
)
STEPS = Tab("누적", (("구분", "금액들", "그다음"), ("결석", "4000, 5000", "처음부터")))
RULES: tuple[Row, ...] = (
    ("마감", "토 22:00"),
    ("벌금 출처", "예치금"),
    ("정산 방법", "모임통장"),
    ("패스권", 1),
)


def make_present() -> Workbook:
    return make_sample(*RULES, more=[PAYMENTS, STEPS])


def sum_balances(study: Study, at: datetime) -> dict[str, int]:
    chain = settle(study, board.judge(study, at), at)
    return {each.member: each.amount for each in list_balances(study, chain, at) if each.amount}


@pytest.mark.parametrize("at", [NOW, LONG_AFTER])
def test_the_next_season_has_the_members_rules_and_money_of_the_present_one(at: datetime) -> None:
    cells = make_present()
    study, _ = reader.read(cells)
    plan = plan_next(cells, study, at)
    assert check_plan(plan) == ()
    made = make_workbook(plan)
    season = read_season(made)
    assert season.list_problems(at) == ()
    following = season.study
    assert [each.name for each in following.members] == [each.name for each in study.members]
    assert [each.turn for each in following.members] == [each.turn for each in study.members]
    for rule in (
        "tiers",
        "steps",
        "tasks",
        "due",
        "pot",
        "settle",
        "fines_from",
        "pay_through",
        "pass_count",
    ):
        assert getattr(following, rule) == getattr(study, rule)
    tabs = {tab.title: tab.rows for tab in made.tabs}
    assert {title: tabs[title] for title in ("벌금", "누적")} == {
        tab.title: tab.rows for tab in cells.tabs if tab.title in ("벌금", "누적")
    }
    assert sum_balances(following, at) == sum_balances(study, at)
    assert len(following.weeks) == len(study.weeks)
    assert following.starts_on is not None
    assert following.starts_on >= at.date()
    assert (following.breaks, following.excuses) == ((), ())
    assert not following.sample
    assert following.identity != study.identity


def test_the_name_is_counted_up_or_kept_and_told() -> None:
    study, _ = reader.read(make_present())
    named = [replace(study, name=name) for name in ("MLOps 1기", "2022 상반기")]
    first, second = (plan_next(make_present(), each, NOW) for each in named)
    assert (first.name, second.name) == ("MLOps 2기", "2022 상반기")
    assert second.carried
    assert any("no number" in str(each) for each in second.carried.told)


@pytest.mark.parametrize("seed", [*range(1, 13)])
def test_any_season_is_carried_over_whole_or_told_why_not(seed: int) -> None:
    cells = fuzz_books.make_book(seed).make()
    study, _ = reader.read(cells)
    plan = plan_next(cells, study, LONG_AFTER)
    if any(not each.is_notice for each in check_plan(plan)):
        return
    following, problems = reader.read(make_workbook(plan))
    assert [each for each in problems if not each.is_notice and each.since is None] == []
    assert (following.tiers, following.steps) == (study.tiers, study.steps)
    staying = {each.name for each in plan.members}
    kept = {name: won for name, won in sum_balances(study, LONG_AFTER).items() if name in staying}
    assert sum_balances(following, LONG_AFTER) == kept


def test_a_third_season_carries_no_money_twice() -> None:
    cells = make_present()
    second = make_workbook(plan_next(cells, reader.read(cells)[0], LONG_AFTER))
    third = make_workbook(plan_next(second, reader.read(second)[0], LONG_AFTER))
    assert sum_balances(reader.read(third)[0], LONG_AFTER) == sum_balances(reader.read(second)[0], LONG_AFTER)
    assert reader.read(third)[1] == []

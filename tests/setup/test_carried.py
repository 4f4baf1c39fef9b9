"""What is put into the next season."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from studylib.money.settlement import settle
from studylib.season import board
from studylib.season.kinds import Account, Period
from studylib.season.study import Payment
from studylib.setup.book import make_workbook
from studylib.setup.plan import Carried
from studylib.source.season import read_season
from studylib.workbook import reader
from studylib.workbook.cells import Tab
from tests.setup.plans import LONG_AFTER, NOW, SEOUL, make_plan

TIERS = Tab(
    "우리 벌금",
    (("구분", "마감 후 시간", "금액", "비고"), ("지각", 5, 700, "1기부터"), (), ("결석", None, 900)),
)


@pytest.mark.parametrize(
    ("starts_on", "at"),
    [
        (date(2022, 5, 16), NOW),
        (date(2022, 6, 1), NOW),
        (date(2022, 5, 1), NOW),
        (date(2023, 1, 2), NOW),
        (date(2022, 1, 3), datetime(2021, 12, 31, 23, 59, tzinfo=SEOUL)),
    ],
)
def test_the_rest_of_the_pot_goes_into_the_first_month_and_not_a_won_is_lost(
    starts_on: date, at: datetime
) -> None:
    plan = replace(make_plan(), starts_on=starts_on, carried=Carried(at, rest=777))
    season = read_season(make_workbook(plan))
    assert season.list_problems(at) == ()
    later = datetime(2023, 6, 1, tzinfo=SEOUL)
    chain = settle(season.study, board.judge(season.study, later), later)
    first = next(each for each in chain if each.participants and not each.closed)
    assert first.carried_in == 777
    assert sum(each.share for month in chain for each in month.participants) + chain[
        -1
    ].carried_out == 777 + sum(month.fines for month in chain)


def test_a_season_that_is_settled_at_once_takes_no_rest_over() -> None:
    plan = replace(make_plan(), settle=Period.SEASON, carried=Carried(NOW, rest=777))
    season = read_season(make_workbook(plan))
    assert (season.study.settlements, season.list_problems(LONG_AFTER)) == ((), ())


def test_deposits_become_payments_and_those_of_nobody_do_not() -> None:
    deposits = tuple(
        Payment(date(2022, 5, 11), "", name, won, "이월", Account.DEPOSIT)
        for name, won in (("가람", 5000), ("나래", -300), ("라온", 1))
    )
    study, problems = reader.read(
        make_workbook(replace(make_plan(), carried=Carried(NOW, deposits=deposits)))
    )
    assert (study.payments, problems) == (deposits[:2], [])


def test_rules_stand_as_they_stood_under_their_own_title_and_headers() -> None:
    carried = Carried(NOW, rules=(("tiers", TIERS),), settings=(("passes", 3), ("우리 메모", "비밀")))
    cells = make_workbook(replace(make_plan(), carried=carried))
    assert TIERS in cells.tabs
    assert all(tab.title != "벌금" for tab in cells.tabs)
    study, problems = reader.read(cells)
    assert problems == []
    assert [each.amount for each in study.tiers] == [700, 900]
    assert study.pass_count == 3
    assert ("우리 메모", "비밀") in next(tab for tab in cells.tabs if tab.title == "설정").rows


def test_a_preset_goes_before_carried_rules() -> None:
    carried = Carried(NOW, rules=(("tiers", TIERS),))
    study, problems = reader.read(make_workbook(replace(make_plan(preset="evening"), carried=carried)))
    assert ([each.amount for each in study.tiers], problems) == ([5000], [])


def test_further_roles_are_kept() -> None:
    carried = Carried(NOW, roles=(("나래", "총무"),))
    cells = make_workbook(replace(make_plan(), carried=carried))
    rows = next(tab for tab in cells.tabs if tab.title == "멤버").rows
    assert [row[3] for row in rows[1:]] == ["스터디장", "총무"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_row_that_names_columns_goes_on(count: int) -> None:
    named = (("열", "구분 = 무엇"), ("columns", "금액 = 돈"), ("열", "마감 후 시간 = 언제"))[:count]
    header = tuple(each[1].split(" = ")[1] for each in named)
    tiers = Tab("벌금", (header, ("지각", 5, 700)))
    plan = replace(make_plan(), carried=Carried(NOW, settings=named, rules=(("tiers", tiers),)))
    settings = next(tab for tab in make_workbook(plan).tabs if tab.title == "설정")
    told = "\n".join(str(row[1]) for row in settings.rows if row[:1] in (("열",), ("columns",)))
    assert [each for _, each in named if each not in told] == []

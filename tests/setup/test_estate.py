"""The money that a season leaves."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from studylib.season.kinds import Account
from studylib.season.study import Payment, Study
from studylib.setup.estate import Estate, take_estate
from studylib.workbook import reader
from studylib.workbook.cells import Row, Tab
from tests.setup.plans import LONG_AFTER, NOW, make_sample

HEADER: Row = ("납부일", "월", "이름", "금액", "메모", "계정")
PAID: tuple[Row, ...] = (
    (date(2022, 4, 1), None, "가람", 50_000, None, "예치금"),
    (date(2022, 4, 1), None, "나래", 3_000, None, "예치금"),
    (date(2022, 4, 2), None, "나래", -4_000, None, "예치금"),
)
ALL = ("가람", "나래", "다온", "라온", "마루")


def make_study(*settings: Row) -> Study:
    return reader.read(make_sample(*settings, more=[Tab("납부", (HEADER, *PAID))]))[0]


def told(estate: Estate) -> list[str]:
    return [str(each) for each in estate.told]


def test_what_is_left_of_each_deposit_goes_on_below_zero_too() -> None:
    estate = take_estate(make_study(), ALL, NOW)
    today = date(2022, 5, 11)
    assert [replace(each, note="") for each in estate.deposits] == [
        Payment(today, "", "가람", 50_000, "", Account.DEPOSIT),
        Payment(today, "", "나래", -1_000, "", Account.DEPOSIT),
    ]
    assert all("예시 스터디" in each.note for each in estate.deposits)


def test_fines_that_a_deposit_covered_do_not_go_on() -> None:
    spent = take_estate(make_study(("벌금 출처", "예치금")), ALL, LONG_AFTER)
    assert spent.deposits[0].amount < 50_000
    assert all(each.member != "나래" or each.amount < 0 for each in spent.deposits)


def test_the_deposit_of_who_does_not_go_on_stays_and_is_told() -> None:
    estate = take_estate(make_study(), ("나래",), NOW)
    assert [each.member for each in estate.deposits] == ["나래"]
    assert any("가람 does not go on" in each and "50,000" in each for each in told(estate))


@pytest.mark.parametrize(
    ("settings", "when"), [((), NOW), ((("정산 주기", "시즌"), ("정산 방식", "적립")), LONG_AFTER)]
)
def test_the_rest_of_the_pot_is_what_the_last_final_period_carries_out(
    settings: tuple[Row, ...], when: datetime
) -> None:
    estate = take_estate(make_study(*settings), ALL, when)
    assert estate.rest == 2


@pytest.mark.parametrize(("later", "over"), [(timedelta(0), False), (timedelta(days=90), True)])
def test_months_that_are_open_and_debts_are_told_and_block_nothing(later: timedelta, over: bool) -> None:
    estate = take_estate(make_study(), ALL, NOW + later)
    assert any("Not closed yet" in each for each in told(estate))
    assert any("Not paid yet" in each for each in told(estate))
    assert any("not over" in each for each in told(estate)) is not over


def test_a_season_without_money_leaves_nothing() -> None:
    study, _ = reader.read(make_sample())
    before = datetime(2022, 3, 1, tzinfo=NOW.tzinfo)
    assert take_estate(study, ALL, before).deposits == ()
    assert take_estate(study, ALL, before).rest == 0

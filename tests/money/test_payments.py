from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.money import payments, settlement
from studylib.season import board
from studylib.season.kinds import Period
from studylib.season.study import ClosedShare, Member, Payment, Study
from tests.examples import many
from tests.money.chains import group
from tests.season import seasons
from tests.season.reference import SEOUL, Season
from tests.season.seasons import NAMES

LONG_AFTER = datetime(2022, 12, 31, tzinfo=SEOUL)
PAIR = Season(week_count=4, members=(Member("가람"), Member("나래")))
"""Nobody hands in, in three weeks of April and one of May: nobody is last, and where a month is open every net is 0."""


def paid(month: str, member: str, amount: int, on: date = date(2022, 5, 10)) -> Payment:
    return Payment(on, month, member, amount)


def april(garam: int, narae: int) -> tuple[ClosedShare, ...]:
    """April as it was closed, by what 나래 gets of the fines of 가람."""
    return (
        ClosedShare("2022-04", "가람", garam, 0, garam - narae),
        ClosedShare("2022-04", "나래", 0, narae, garam - narae),
    )


def open_(study: Study, now: datetime = LONG_AFTER) -> dict[tuple[str, str], tuple[int, int, int, int]]:
    """Due, paid, what is open of the month and in all, by month and member."""
    chain = settlement.settle(study, board.judge(study, now), now)
    return {
        (each.month, each.member): (each.due, each.paid, each.amount, each.total)
        for each in payments.list_outstanding(study, chain, now)
    }


def test_a_debt_is_positive_and_a_credit_negative() -> None:
    found = open_(replace(seasons.study(PAIR), settlements=april(4_000, 4_000)))
    assert found == {
        ("2022-04", "가람"): (4_000, 0, 4_000, 4_000),
        ("2022-04", "나래"): (-4_000, 0, -4_000, -4_000),
        ("2022-05", "가람"): (0, 0, 0, 4_000),
        ("2022-05", "나래"): (0, 0, 0, -4_000),
    }


def test_what_is_paid_in_and_out_is_no_longer_outstanding() -> None:
    given_back = (
        paid("2022-04", "가람", 1_500),
        paid("2022-04", "가람", 2_500),
        paid("2022-04", "나래", -3_000),
    )
    found = open_(replace(seasons.study(PAIR), settlements=april(4_000, 4_000), payments=given_back))
    assert found["2022-04", "가람"] == (4_000, 4_000, 0, 0)
    assert found["2022-04", "나래"] == (-4_000, -3_000, -1_000, -1_000)
    assert found["2022-05", "나래"] == (0, 0, 0, -1_000)


def test_what_is_paid_too_much_is_owed_back() -> None:
    study = replace(
        seasons.study(PAIR), settlements=april(4_000, 4_000), payments=(paid("2022-04", "가람", 5_000),)
    )
    assert open_(study)["2022-05", "가람"] == (0, 0, 0, -1_000)


def test_a_provisional_month_is_not_due_and_what_is_paid_for_it_counts_all_the_same() -> None:
    """가람 hands in nothing, 나래 everything; April closes at noon of April 27."""
    study = seasons.study(replace(PAIR, answers=tuple(seasons.in_time(PAIR, "나래"))))
    study = replace(study, payments=(paid("2022-04", "가람", 4_000, date(2022, 4, 20)),))
    before, at = datetime(2022, 4, 27, 11, 59, tzinfo=SEOUL), datetime(2022, 4, 27, 12, tzinfo=SEOUL)
    assert open_(study, before)["2022-04", "가람"] == (0, 4_000, -4_000, -4_000)
    assert open_(study, at)["2022-04", "가람"] == (12_000, 4_000, 8_000, 8_000)


def test_a_month_that_is_only_paid_for_is_there_too() -> None:
    study = replace(
        seasons.study(PAIR), payments=(paid("2022-09", "나래", 700), paid("2022-02", "가람", 300))
    )
    found = open_(study)
    assert list(dict.fromkeys(month for month, _ in found)) == ["2022-02", "2022-04", "2022-05", "2022-09"]
    assert (found["2022-02", "가람"], found["2022-09", "나래"]) == (
        (0, 300, -300, -300),
        (0, 700, -700, -700),
    )


@pytest.mark.parametrize(("day", "counts"), [(9, 0), (10, 1_000), (11, 1_000)])
def test_a_payment_counts_from_its_day_in_the_zone_of_the_study(day: int, counts: int) -> None:
    study = replace(seasons.study(PAIR), payments=(paid("2022-04", "가람", 1_000),))
    for hour in (0, 23):
        now = datetime(2022, 5, day, hour, tzinfo=SEOUL)
        for moment in (now, now.astimezone(seasons.NEW_YORK)):
            assert sum(has_paid for _, has_paid, *_ in open_(study, moment).values()) == counts


def test_who_left_the_roster_comes_after_it_and_still_owes() -> None:
    rows = (ClosedShare("2022-04", "떠난이", 4_000, 0, 0), ClosedShare("2022-04", "나래", 0, 4_000, 0))
    study = replace(seasons.study(PAIR), settlements=rows, payments=(paid("2022-05", "간이", 1),))
    found = open_(study)
    assert [member for month, member in found if month == "2022-05"] == ["가람", "나래", "떠난이", "간이"]
    assert found["2022-05", "떠난이"] == (0, 0, 0, 4_000)


@settings(max_examples=many(100))
@given(st.data())
def test_all_that_is_outstanding_is_what_is_due_less_what_is_paid(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons())
    now = data.draw(seasons.moments(season) | st.just(LONG_AFTER))
    months = st.sampled_from(["2022-03", "2022-04", "2022-05", "2023-04"])
    days = st.dates(date(2022, 2, 1), date(2023, 7, 1))
    found = data.draw(
        st.lists(
            st.builds(Payment, days, months, st.sampled_from(NAMES), st.integers(-9_000, 9_000)), max_size=5
        )
    )
    study = replace(seasons.study(season), payments=tuple(found))
    chain = settlement.settle(study, board.judge(study, now), now)
    outstanding = payments.list_outstanding(study, chain, now)
    today = now.astimezone(season.zone).date()
    for name in NAMES:
        own = [each for each in outstanding if each.member == name]
        net = sum(one.net for each in chain if each.final for one in each.participants if one.member == name)
        has_paid = sum(each.amount for each in found if each.member == name and each.paid_on <= today)
        assert sum(each.amount for each in own) == -net - has_paid
        assert [each.total for each in own] == [
            sum(each.amount for each in own[: place + 1]) for place in range(len(own))
        ]
    assert len({(each.month, each.member) for each in outstanding}) == len(outstanding)


# ---- the whole season ----


def whole(*payments_: Payment, **facts: object) -> Study:
    """가람 is fined 12,000 won in three weeks of April, and 나래 4,000 won in May."""
    return replace(
        seasons.study(group(THREE_AND_ONE)),
        settle=Period.SEASON,
        payments=payments_,
        **facts,  # type: ignore[arg-type]
    )


THREE_AND_ONE = """
      4월  4월  4월  5월
가람   결   결   결   제
나래   제   제   제   결
"""


@pytest.mark.parametrize("month", ["season", "2022-04", "2022-06"])
def test_a_payment_of_a_season_counts_for_the_season_whatever_its_month(month: str) -> None:
    found = open_(whole(paid(month, "가람", 5_000)))
    assert found == {
        ("season", "가람"): (12_000, 5_000, 7_000, 7_000),
        ("season", "나래"): (-12_000, 0, -12_000, -12_000),
    }


def test_a_payment_for_a_month_that_was_closed_before_stays_there() -> None:
    rows = (ClosedShare("2022-04", "가람", 8_000, 0, 8_000, weeks=(1, 2)),)
    found = open_(whole(paid("2022-04", "가람", 8_000), paid("2022-05", "가람", 1), settlements=rows))
    assert found["2022-04", "가람"] == (8_000, 8_000, 0, 0)
    assert found["season", "가람"][1] == 1


def test_a_season_stands_behind_the_months_closed_before_it_and_payments_alone_come_in_order() -> None:
    rows = (ClosedShare("season", "가람", 8_000, 0, 8_000, weeks=(1, 2, 3)),)
    later = replace(whole(paid("2022-03", "가람", 1), settlements=rows), settle=Period.MONTH)
    assert list(dict.fromkeys(month for month, _ in open_(later))) == ["season", "2022-03", "2022-05"]
    none = replace(whole(paid("season", "가람", 1)), settle=Period.MONTH)
    assert list(dict.fromkeys(month for month, _ in open_(none))) == ["2022-04", "2022-05", "season"]

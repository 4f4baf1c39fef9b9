"""The months of one member, and what they come to."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from studylib.money import payments, record, settlement
from studylib.money.record import MemberMonth, RecordSums
from studylib.season import board
from studylib.season.study import ClosedShare, Member, Payment, Study
from tests.season import seasons
from tests.season.reference import SEOUL, Season

NOW = datetime(2022, 5, 1, tzinfo=SEOUL)
CLOSED_AT = datetime(2022, 4, 30, 21, tzinfo=SEOUL)
STUDY = replace(
    seasons.study(Season(week_count=4, members=(Member("가람"), Member("나래")))),
    settlements=(
        ClosedShare("2022-04", "가람", 4_000, 0, 0, CLOSED_AT - timedelta(hours=1)),
        ClosedShare("2022-04", "라온", 0, 4_000, 0, CLOSED_AT),
        ClosedShare("2022-03", "라온", 0, 0, 0),
    ),
    payments=(
        Payment(date(2022, 4, 2), "2022-04", "가람", 1_000, "first"),
        Payment(date(2022, 5, 1), "2022-06", "가람", 500),
        Payment(date(2022, 5, 2), "2022-04", "가람", 3_000),
    ),
)
"""March and April are closed. 라온 has left the roster since. 가람 pays for June in advance."""


def list_months(study: Study, member: str) -> list[MemberMonth]:
    chain = settlement.settle(study, board.judge(study, NOW), NOW)
    return record.list_months(chain, payments.list_outstanding(study, chain, NOW), member)


def test_a_member_has_the_months_they_take_part_in_or_pay_for() -> None:
    months = list_months(STUDY, "가람")
    assert [month.outstanding.month for month in months] == ["2022-04", "2022-05", "2022-06"]
    assert [month.settlement is None for month in months] == [False, False, True]
    assert [month.participant is None for month in months] == [False, False, True]
    assert [month.final for month in months] == [True, False, False]


def test_a_former_member_has_the_closed_months() -> None:
    assert [month.outstanding.month for month in list_months(STUDY, "라온")] == ["2022-03", "2022-04"]


def test_a_stranger_has_no_months() -> None:
    assert list_months(STUDY, "마루") == []
    assert record.sum_record([]) == RecordSums(outstanding=0, fines=0, shares=0, paid=0)


def test_the_sums_count_only_final_months_as_outstanding() -> None:
    sums = record.sum_record(list_months(STUDY, "가람")[:1])
    assert sums == RecordSums(outstanding=3_000, fines=4_000, shares=0, paid=1_000)
    assert record.sum_record(list_months(STUDY, "가람")).outstanding == 2_500


def test_payments_are_listed_newest_first_up_to_and_including_today() -> None:
    paid_on = [each.paid_on for each in record.list_payments(STUDY, "가람", date(2022, 5, 1))]
    assert paid_on == [date(2022, 5, 1), date(2022, 4, 2)]
    assert record.list_payments(STUDY, "나래", date(2022, 5, 1)) == []


def test_names_are_the_roster_then_former_members_once_each() -> None:
    chain = settlement.settle(STUDY, board.judge(STUDY, NOW), NOW)
    outstanding = payments.list_outstanding(STUDY, chain, NOW)
    assert record.list_recorded(STUDY, outstanding) == ["가람", "나래", "라온"]


def test_a_month_was_closed_at_its_latest_row_and_without_a_time_at_none() -> None:
    assert record.find_closed_at(STUDY, "2022-04") == CLOSED_AT
    assert record.find_closed_at(STUDY, "2022-03") is None
    assert record.find_closed_at(STUDY, "2022-05") is None


def test_rows_without_a_time_of_closing_leave_the_times_of_the_others() -> None:
    """Neither a row without a time before nor one after it hides the latest time."""
    timed = STUDY.settlements[:2]
    rows = (
        replace(timed[0], member="나래", closed_at=None),
        *timed,
        replace(timed[0], member="다온", closed_at=None),
    )
    assert record.find_closed_at(replace(STUDY, settlements=rows), "2022-04") == CLOSED_AT
    untimed = tuple(replace(row, closed_at=None) for row in timed)
    assert record.find_closed_at(replace(STUDY, settlements=untimed), "2022-04") is None


def test_of_two_closings_in_the_doubled_hour_the_second_pass_is_later() -> None:
    first, second = (
        replace(row, closed_at=datetime(2022, 11, 6, 1, minute, fold=fold, tzinfo=seasons.NEW_YORK))
        for row, minute, fold in zip(STUDY.settlements[:2], (50, 10), (0, 1), strict=True)
    )
    for rows in ((first, second), (second, first)):
        found = record.find_closed_at(replace(STUDY, settlements=rows), "2022-04")
        assert found is not None
        assert (found.minute, found.fold) == (10, 1)

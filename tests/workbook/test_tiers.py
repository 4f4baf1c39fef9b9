from datetime import timedelta

import pytest

from studylib.season.kinds import Limit
from studylib.season.study import DEFAULT_TIERS, Tier
from studylib.workbook import reader
from studylib.workbook.cells import Cell, Tab
from studylib.workbook.tiers import TierCells, parse_tier_rows
from tests.season.seasons import book, tab
from tests.workbook.reading import EMPTY_CELL, read


@pytest.mark.parametrize(
    "tiers", [None, tab("tiers", "status | hours | amount"), tab("벌금", "구분 | 마감 후 시간 | 금액", "")]
)
def test_without_rows_of_tiers_the_default_ones_hold(tiers: Tab | None) -> None:
    study, problems = read(book(tiers=tiers))
    assert (study.tiers, problems) == (DEFAULT_TIERS, [])


def test_plain_cells_become_tiers_by_rising_limit_with_the_absence_last() -> None:
    rows = [TierCells("결석", None, 4_000), TierCells("많이", "24h", "3,000원"), TierCells("지각", 12, 2_000)]
    assert parse_tier_rows(rows) == (
        (Tier("late", 12, 2_000), Tier("많이", 24, 3_000), Tier("absent", None, 4_000)),
        (),
    )


@pytest.mark.parametrize("rows", [[], [TierCells(None, "", " ")]])
def test_blank_cells_become_the_default_tiers(rows: list[TierCells]) -> None:
    assert parse_tier_rows(rows) == (DEFAULT_TIERS, ())


def test_each_fault_names_its_row_and_column_and_one_of_all_tiers_comes_last() -> None:
    tiers, faults = parse_tier_rows(
        [TierCells("", None, None), TierCells(None, None, 1), TierCells("late", 12, None)]
    )
    assert tiers == (Tier("late", 12, 0), Tier("absent", None, 0))
    assert [(fault.row, fault.column, str(fault.why)) for fault in faults] == [
        (1, "status", EMPTY_CELL),
        (2, "amount", EMPTY_CELL),
        (None, None, "No tier is without a limit, so an absence costs nothing. Add one with empty hours."),
    ]


@pytest.mark.parametrize("hours", ["30분", "0.5시간", "30 min", 0.5])
def test_a_tier_may_end_by_the_minute(hours: Cell) -> None:
    study, findings = reader.read(
        book(
            tiers=tab(
                "tiers", ("status", "hours", "amount"), ("지각", hours, "3천원"), ("결석", None, "1만원")
            )
        )
    )
    assert findings == []
    assert [(tier.lasts, tier.amount) for tier in study.tiers] == [
        (timedelta(minutes=30), 3_000),
        (None, 10_000),
    ]


@pytest.mark.parametrize(("hours", "amount"), [("12:00", "3000"), ("12시", "3000"), ("12", "3.000")])
def test_a_tier_that_may_mean_two_things_is_a_problem(hours: str, amount: str) -> None:
    rows = (("지각", hours, amount), ("결석", None, "4000"))
    _, findings = reader.read(book(tiers=tab("tiers", ("status", "hours", "amount"), *rows)))
    column = "amount" if amount == "3.000" else "hours"
    assert [(each.row, each.column, each.is_notice) for each in findings] == [(2, column, False)]


@pytest.mark.parametrize(
    ("hours", "limit"), [("12", Limit.HOURS), ("정오", Limit.CLOCK), ("12:00까지", Limit.CLOCK)]
)
def test_a_tier_keeps_how_its_hours_were_written(hours: str, limit: Limit) -> None:
    tiers = tab("tiers", "status | hours | amount", f"late | {hours} | 3000", "absent | | 4000")
    study, problems = read(book(tiers=tiers))
    assert (study.tiers[0], problems) == (Tier("late", 12, 3_000, limit), [])


def test_noon_and_twelve_hours_are_the_same_limit_twice() -> None:
    _, faults = parse_tier_rows(
        [TierCells("late", 12, 1), TierCells("많이", "정오", 2), TierCells("결석", None, 3)]
    )
    assert [(each.row, str(each.why)) for each in faults] == [
        (1, "Another tier has the same limit. The first counts. Delete one.")
    ]

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


# ---- sets, units and starts ----


def cells(*rows: str) -> list[TierCells]:
    return [TierCells(*(each.strip() for each in row.split("|"))) for row in rows]


def list_faults(*rows: str) -> list[tuple[int | None, str | None, str]]:
    return [(each.row, each.column, str(each.why)) for each in parse_tier_rows(cells(*rows))[1]]


def test_tiers_come_by_set_and_start_the_unnamed_set_first() -> None:
    tiers, faults = parse_tier_rows(
        cells(
            "absent | | 9 | B | | 1",
            "absent | | 8 | a",
            "late | 2 | 7 | A | 10분당 | 3",
            "absent | | 6 | A | | 3",
            "absent | | 5",
            "late | 1 | 4 | | |",
        )
    )
    assert faults == ()
    assert tiers == (
        Tier("late", 1, 4),
        Tier("absent", None, 5),
        Tier("absent", None, 9, set="B"),
        Tier("absent", None, 8, set="a"),
        Tier("late", 2, 7, set="a", from_week=3, per=timedelta(minutes=10)),
        Tier("absent", None, 6, set="a", from_week=3),
    )


def test_a_set_may_count_for_each_link_in_all_its_rows() -> None:
    tiers, faults = parse_tier_rows(cells("late | 12 | 500 | 문제 | 개당", "absent | | 1000 | 문제 | item"))
    assert faults == ()
    assert [tier.itemised for tier in tiers] == [True, True]


@pytest.mark.parametrize("others", [("한 번", "개당"), ("개당", "10분당"), ("", "item")])
def test_a_set_that_mixes_links_with_others_is_a_problem_and_costs_nothing(others: tuple[str, str]) -> None:
    rows = cells(
        f"late | 12 | 500 | A | {others[0]}", f"late | 24 | 600 | A | {others[1]}", "absent | | 9 | A"
    )
    tiers, faults = parse_tier_rows([*rows, *cells("absent | | 7")])
    assert {fault.column for fault in faults} == {"per"}
    assert {str(fault.why) for fault in faults} == {
        "Either all tiers of a set count for each link (개당 / item), or none does. Write the same unit in all."
    }
    assert [(tier.set, tier.amount, tier.itemised) for tier in tiers] == [("", 7, False)] + [
        ("A", 0, False)
    ] * 3


@pytest.mark.parametrize("unit", ["10분당", "2시간당", "per day"])
def test_an_absence_that_costs_by_time_is_a_problem_and_costs_nothing(unit: str) -> None:
    rows = cells("late | 12 | 500", f"absent | | 600 | | {unit}")
    tiers, (fault,) = parse_tier_rows(rows)
    assert (fault.row, fault.column) == (1, "per")
    assert str(fault.why).startswith("An absence has no time that could be counted.")
    assert tiers == (Tier("late", 12, 500), Tier("absent", None, 0))


def test_each_set_and_start_needs_an_absence_of_its_own() -> None:
    faults = list_faults("late | 12 | 500", "absent | | 9", "late | 12 | 600 | | | 4", "late | 12 | 700 | A")
    assert faults == [
        (
            None,
            None,
            "No tier from week 4 on is without a limit, so an absence costs nothing. Add one with empty hours.",
        ),
        (
            None,
            None,
            "No tier of the set A from week 1 on is without a limit, so an absence costs nothing. Add one with empty "
            "hours.",
        ),
    ]


@pytest.mark.parametrize(
    ("row", "is_twice"),
    [
        ("late | 12 | 2", True),
        ("late | 12 | 2 | A", False),
        ("late | 12 | 2 | | | 2", False),
        ("late | 12 | 2 | | | 1", True),
    ],
)
def test_two_rows_of_one_limit_are_a_problem_in_one_set_and_start_only(row: str, is_twice: bool) -> None:
    more = ["absent | | 9", "absent | | 9 | A", "absent | | 9 | | | 2"]
    faults = list_faults("late | 12 | 1", row, *more)
    why = "Another tier has the same limit. The first counts. Delete one."
    assert faults == ([(1, "hours", why)] if is_twice else [])


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("absent | | 9 | #REF!", "set"),
        ("absent | | 9 | | 그램", "per"),
        ("absent | | 9 | | | 0", "from_week"),
    ],
)
def test_an_unreadable_set_unit_or_start_is_a_problem(row: str, column: str) -> None:
    assert (1, column) in [fault[:2] for fault in list_faults("late | 12 | 1", row)]


def test_an_older_tab_may_have_a_column_of_the_currency() -> None:
    tiers = tab(
        "벌금", "구분 | 마감 후 시간 | 금액 | 단위", "지각 | 12 | 2000 | 원", "결석 | | 3000 | 원", "| | | 원"
    )
    study, problems = read(book(tiers=tiers))
    assert (study.tiers, problems) == ((Tier("late", 12, 2_000), Tier("absent", None, 3_000)), [])


@pytest.mark.parametrize("unit", ["10분닥당", "per 10 mon", "10분을"])
def test_what_is_meant_as_a_unit_is_a_problem_even_if_it_is_the_only_one(unit: str) -> None:
    tiers = tab("벌금", "구분 | 마감 후 시간 | 금액 | 단위", f"지각 | 12 | 2000 | {unit}", "결석 | | 3000")
    study, problems = read(book(tiers=tiers))
    assert [(row, column) for _, row, column, _ in problems] == [(2, "단위")]
    assert study.tiers[0].amount == 0

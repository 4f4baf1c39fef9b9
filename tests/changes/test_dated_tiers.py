"""Tiers that change at a week."""

import pytest

from studylib.changes.dated_rules import hold_from
from studylib.changes.draft import Draft
from studylib.text.errors import ChangeError
from studylib.workbook.layouts import TIERS
from tests.changes.builders import of_study, rows, study_of, undone
from tests.changes.rules_season import TIER_TAB, list_costs, make_cells, save
from tests.season.seasons import tab


def test_from_week_1_the_rows_themselves_change() -> None:
    cells = make_cells(TIER_TAB)
    after = save(cells, Draft(TIERS, changed={3: {"amount": 9000}}), 1)
    assert rows(after, "tiers")[1:] == (("late", 12, 3000), ("absent", None, 9000))
    assert list_costs(study_of(after)) == [9000] * 6


@pytest.mark.parametrize("week", [2, 4, 6])
def test_from_a_later_week_the_set_is_written_anew_and_earlier_weeks_cost_the_same(week: int) -> None:
    cells = make_cells(TIER_TAB)
    after = save(cells, Draft(TIERS, changed={3: {"amount": 9000}}), week)
    assert rows(after, "tiers")[1:] == (
        ("late", 12, 3000),
        ("absent", None, 4000),
        ("late", 12, 3000, week),
        ("absent", None, 9000, week),
    )
    assert list_costs(study_of(after)) == [4000] * (week - 1) + [9000] * (7 - week)
    assert of_study(undone(after, 1))["tiers"][1:] == of_study(cells)["tiers"][1:]


def test_a_second_change_of_the_same_week_changes_the_new_rows() -> None:
    cells = save(make_cells(TIER_TAB), Draft(TIERS, changed={3: {"amount": 9000}}), 4)
    after = save(cells, Draft(TIERS, changed={5: {"amount": 8000}}), 4)
    assert list_costs(study_of(after)) == [4000, 4000, 4000, 8000, 8000, 8000]
    assert len(rows(after, "tiers")) == 5


def test_a_tier_is_added_and_another_deleted_from_a_week_on() -> None:
    cells = make_cells(TIER_TAB)
    added = Draft(
        TIERS, added=({"status": "very late", "hours": 24, "amount": 3500},), deleted=frozenset({2})
    )
    after = save(cells, added, 3)
    assert rows(after, "tiers")[3:] == (("absent", None, 4000, 3), ("very late", 24, 3500, 3))
    assert [tier.amount for tier in study_of(after).tiers] == [3000, 4000, 3500, 4000]


def test_only_the_set_of_the_row_is_written_anew() -> None:
    others = tab(
        "tiers",
        "status | hours | amount | set",
        ("absent", None, 4000),
        ("late", 1, 1000, "모임"),
        ("absent", None, 2000, "모임"),
    )
    after = save(make_cells(others), Draft(TIERS, changed={4: {"amount": 5000}}), 3)
    assert rows(after, "tiers")[4:] == (("late", 1, 1000, "모임", 3), ("absent", None, 5000, "모임", 3))


def test_a_new_set_holds_from_the_start_because_no_week_had_it() -> None:
    after = save(
        make_cells(TIER_TAB), Draft(TIERS, added=({"status": "absent", "amount": 1, "set": "모임"},)), 3
    )
    assert rows(after, "tiers")[3] == ("absent", None, 1, "모임")


def test_in_an_empty_tab_the_usual_tiers_hold_before_that_week() -> None:
    after = save(make_cells(), Draft(TIERS, added=({"status": "absent", "amount": 9000},)), 3)
    assert list_costs(study_of(after)) == [4000, 4000, 9000, 9000, 9000, 9000]


@pytest.mark.parametrize(
    ("number", "week", "holds"), [(3, 3, True), (3, 4, False), (5, 3, False), (5, 4, True)]
)
def test_only_rows_that_hold_in_the_week_can_change_from_it(number: int, week: int, holds: bool) -> None:
    cells = save(make_cells(TIER_TAB), Draft(TIERS, changed={3: {"amount": 9000}}), 4)
    draft = Draft(TIERS, changed={number: {"amount": 5}})
    if holds:
        assert hold_from(cells, draft, week, "en")
        return
    with pytest.raises(ChangeError, match=f"Row {number} does not hold in week {week}"):
        hold_from(cells, draft, week, "en")


def test_a_set_keeps_an_absence() -> None:
    with pytest.raises(ChangeError, match="Keep an absence"):
        hold_from(make_cells(TIER_TAB), Draft(TIERS, deleted=frozenset({2, 3})), 3, "en")

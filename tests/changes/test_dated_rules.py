"""Rules that change at a week."""

import pytest

from studylib.changes.dated_rules import hold_from, is_renaming_alone, needs_week
from studylib.changes.draft import Draft
from studylib.season import board
from studylib.season.study import Study
from studylib.text.errors import ChangeError
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import PAYMENTS, TASKS, TIERS
from tests.changes.builders import drafted, of_study, rows, saved, study_of, undone
from tests.changes.rules_season import TASK_TAB, TIER_TAB, make_cells
from tests.season.seasons import tab
from tests.workbook.presets.seasons import LONG_AFTER


def save(cells: Workbook, draft: Draft, week: int) -> Workbook:
    return saved(cells, drafted(cells, hold_from(cells, draft, week, "en")))


def list_costs(study: Study) -> list[int]:
    judged = board.judge(study, LONG_AFTER)
    return [int(fine) for fine in judged["fine"]]


# ---- whether to ask ----


@pytest.mark.parametrize(
    ("draft", "is_asked"),
    [
        (Draft(TIERS, changed={2: {"amount": 1}}), True),
        (Draft(TIERS, deleted=frozenset({2})), True),
        (Draft(TIERS, added=({"status": "x", "amount": 1},)), True),
        (Draft(TIERS, added=({"status": "x", "amount": 1, "from_week": 3},)), False),
        (Draft(TIERS, changed={2: {"from_week": 3, "amount": 1}}), False),
        (Draft(TASKS, changed={2: {"count": 1}}), True),
        (Draft(TASKS, changed={2: {"task": "x"}}), False),
        (Draft(TASKS, changed={2: {"task": "x", "count": 1}}), True),
        (Draft(PAYMENTS, changed={2: {"amount": 1}}), False),
    ],
)
def test_a_change_of_rules_asks_from_which_week_unless_it_says_so(draft: Draft, is_asked: bool) -> None:
    assert needs_week(draft) is is_asked


def test_a_renaming_alone_is_no_change_of_rules() -> None:
    assert is_renaming_alone(Draft(TASKS, changed={2: {"task": "x"}}))
    assert not is_renaming_alone(Draft(TASKS))
    assert not is_renaming_alone(Draft(TIERS, changed={2: {"set": "x"}}))


# ---- tiers ----


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


def test_a_start_that_cannot_be_read_is_told() -> None:
    broken = tab("tiers", "status | hours | amount | from_week", ("absent", None, 4000, "soon"))
    with pytest.raises(ChangeError, match="soon"):
        hold_from(make_cells(broken), Draft(TIERS, changed={2: {"amount": 1}}), 3, "en")


# ---- tasks ----


def test_a_task_ends_and_another_begins_with_the_new_rule() -> None:
    cells = make_cells(TIER_TAB, TASK_TAB)
    after = save(cells, Draft(TASKS, changed={2: {"count": 2}}), 3)
    assert rows(after, "tasks")[1:] == (("글", 1, None, 2), ("문제", 5, 2, 4), ("글 (from week 3)", 2, 3))
    assert [(task.name, task.from_week, task.to_week) for task in study_of(after).tasks] == [
        ("글", 1, 2),
        ("문제", 2, 4),
        ("글 (from week 3)", 3, None),
    ]
    later = save(after, Draft(TASKS, changed={4: {"count": 3}}), 5)
    assert rows(later, "tasks")[3:] == (("글 (from week 3)", 2, 3, 4), ("글 (from week 5)", 3, 5))
    assert of_study(undone(after, 1))["tasks"] == of_study(cells)["tasks"]


@pytest.mark.parametrize(
    ("week", "written"), [(1, ("문제", 2, 2, 4)), (2, ("문제", 2, 2, 4)), (3, ("문제", 5, 2, 2))]
)
def test_a_task_that_begins_no_earlier_changes_in_its_place(week: int, written: tuple[object, ...]) -> None:
    after = save(make_cells(TIER_TAB, TASK_TAB), Draft(TASKS, changed={3: {"count": 2}}), week)
    assert rows(after, "tasks")[2] == written


def test_a_task_that_is_over_cannot_change_from_a_later_week() -> None:
    with pytest.raises(ChangeError, match="Row 3 does not hold in week 5"):
        hold_from(make_cells(TASK_TAB), Draft(TASKS, changed={3: {"count": 2}}), 5, "en")


def test_a_deleted_task_ends_with_the_week_before() -> None:
    after = save(make_cells(TIER_TAB, TASK_TAB), Draft(TASKS, deleted=frozenset({2, 3})), 2)
    assert rows(after, "tasks")[1:] == (("글", 1, None, 1), ())


def test_the_first_tasks_leave_the_weeks_before_them_their_one_task() -> None:
    cells = make_cells(TIER_TAB)
    after = save(cells, Draft(TASKS, added=({"task": "글"}, {"task": "문제", "from_week": 5})), 3)
    assert rows(after, "tasks")[1:] == (
        ("task", *[None] * 8, 2),
        ("글", *[None] * 7, 3),
        ("문제", *[None] * 7, 5),
    )
    assert list_costs(study_of(after))[:2] == [4000, 4000]
    named = hold_from(cells, Draft(TASKS, added=({"task": "Task"},)), 3, "en")
    assert named.added[0] == {"task": "task (until week 2)", "to_week": 2}

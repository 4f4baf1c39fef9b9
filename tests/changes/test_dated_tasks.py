"""Tasks that change at a week."""

import pytest

from studylib.changes.dated_rules import hold_from
from studylib.changes.draft import Draft
from studylib.text.errors import ChangeError
from studylib.workbook.layouts import TASKS
from tests.changes.builders import of_study, rows, study_of, undone
from tests.changes.rules_season import TASK_TAB, TIER_TAB, list_costs, make_cells, save


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

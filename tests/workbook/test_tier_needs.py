"""Tiers hold for each task from its first week on."""

import pytest

from studylib.season.study import Tier
from studylib.workbook import reader
from tests.season.seasons import book, tab

FREE = Tier("absent", None, 0)


@pytest.mark.parametrize(
    ("start", "first", "is_met"), [(1, 1, True), (2, 1, False), (2, 2, True), (2, 3, True), (4, 3, False)]
)
def test_a_set_that_starts_after_its_task_is_a_problem_and_costs_nothing_until_then(
    start: int, first: int, is_met: bool
) -> None:
    tiers = tab(
        "tiers", "status | hours | amount | set | from_week", "absent | | 1", f"absent | | 2 | A | {start}"
    )
    tasks = tab("tasks", "task | kind | tiers | from_week", f"Notes | link | A | {first}", "Other | link")
    study, problems = reader.read(
        book(tiers=tiers, tasks=tasks, answers=tab("Form Responses 1", "Timestamp | name | week | link"))
    )
    assert [str(each.message) for each in problems] == (
        []
        if is_met
        else [
            f"The tiers of Notes hold from week {start} on only, so week {first} costs nothing. Add rows that hold "
            "from there."
        ]
    )
    assert [(each.set, each.from_week, each.amount) for each in study.tiers] == [
        ("", 1, 1),
        *([] if is_met else [("A", 1, 0)]),
        ("A", start, 2),
    ]
    assert all(duty.tiers for duty in study.duties)


def test_without_tasks_the_tiers_without_a_set_must_hold_from_the_first_week_on() -> None:
    late = tab("tiers", "status | hours | amount | from_week", "absent | | 2 | 3")
    study, problems = reader.read(book(tiers=late))
    assert [str(each.message) for each in problems] == [
        "The tiers hold from week 3 on only, so week 1 costs nothing. Add rows that hold from there."
    ]
    assert study.tiers == (FREE, Tier("absent", None, 2, from_week=3))


def test_tiers_that_all_belong_to_sets_hold_for_nobody_without_one() -> None:
    named = tab("tiers", "status | hours | amount | set", "absent | | 2 | A")
    study, problems = reader.read(book(tiers=named))
    assert [str(each.message) for each in problems] == [
        "All tiers belong to sets, so none holds without one. Add tiers without a set, or give each task a set."
    ]
    assert study.tiers == (FREE, Tier("absent", None, 2, set="A"))
    tasks = tab("tasks", "task | kind | tiers", "Notes | link | a")
    study, problems = reader.read(book(tiers=named, tasks=tasks))
    assert (problems, study.tiers) == ([], (Tier("absent", None, 2, set="A"),))

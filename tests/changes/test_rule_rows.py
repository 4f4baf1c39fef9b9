"""The rows of rules that hold from a week on."""

import pytest

from studylib.changes.dated_rules import hold_from
from studylib.changes.draft import Draft
from studylib.changes.rule_rows import Rule, list_rules
from studylib.text.errors import ChangeError
from studylib.workbook.layouts import TASKS, TIERS
from tests.changes.rules_season import TASK_TAB, make_cells
from tests.season.seasons import tab


def test_each_row_has_its_set_and_its_weeks() -> None:
    mixed = tab(
        "tiers", "status | amount | set | from_week", ("absent", 1), (), ("absent", 2, "모임 A", "3주차")
    )
    assert list_rules(make_cells(mixed), TIERS) == [
        Rule(2, {"status": "absent", "amount": 1}, "", 1, None),
        Rule(4, {"status": "absent", "amount": 2, "set": "모임 A", "from_week": "3주차"}, "모임 a", 3, None),
    ]
    assert [(rule.from_week, rule.to_week) for rule in list_rules(make_cells(TASK_TAB), TASKS)] == [
        (1, None),
        (2, 4),
    ]
    assert list_rules(make_cells(), TIERS) == []


def test_a_start_that_cannot_be_read_is_told() -> None:
    broken = tab("tiers", "status | hours | amount | from_week", ("absent", None, 4000, "soon"))
    with pytest.raises(ChangeError, match="soon"):
        hold_from(make_cells(broken), Draft(TIERS, changed={2: {"amount": 1}}), 3, "en")

"""Rules that change at a week."""

import pytest

from studylib.changes.dated_rules import edit_rules, is_renaming_alone, needs_week
from studylib.changes.draft import Draft, OvertakenError
from studylib.text.errors import ChangeError
from studylib.workbook.layouts import PAYMENTS, TASKS, TIERS
from tests.changes.builders import drafted, saved, study_of
from tests.changes.rules_season import TIER_TAB, make_cells

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


# ---- two at once ----


def test_a_row_or_a_set_that_another_leader_changed_is_not_copied() -> None:
    base = make_cells(TIER_TAB)
    draft = Draft(TIERS, changed={3: {"amount": 9000}})
    same = saved(base, drafted(base, Draft(TIERS, changed={3: {"amount": 1}})))
    other = saved(base, drafted(base, Draft(TIERS, changed={2: {"amount": 1}})))
    with pytest.raises(OvertakenError):
        edit_rules(base, same, study_of(same), draft, 3)
    with pytest.raises(ChangeError, match="Another person has changed the tab tiers"):
        edit_rules(base, other, study_of(other), draft, 3)
    assert edit_rules(base, base, study_of(base), draft, 3).edits
    assert str(edit_rules(base, base, study_of(base), draft, 1).what) == "Tab tiers edited"

"""The history at the leader's desk, and undo."""

import pytest

from studylib.changes.draft import Draft
from studylib.workbook.layouts import EXCUSES, TIERS
from tests.pages.desks import TYPED, choose, desk, press, said, save, save_as_another_leader, study
from tests.pages.drawn import Open, text

pytestmark = pytest.mark.usefixtures("configured")


def test_a_change_is_shown_with_when_what_from_and_to_and_is_undone(visit: Open) -> None:
    app = save(desk(visit, lang="en"), "tiers", **TYPED)
    assert "Change 1 · 2022-05-11 00:30:00" in text(app)
    assert "tiers · row 2 — amount: 3000 → 1000" in text(app)
    press(app, "undo_1")
    assert [tier.amount for tier in study().tiers] == [3000, 4000]
    assert "Change 1 · 2022-05-11 00:30:00 · undone" in text(app)
    assert [each.key for each in app.button if each.key and each.key.startswith("undo")] == ["undo_2"]
    assert app.button(key="undo_2").label == "Redo"
    press(app, "undo_2")
    assert [tier.amount for tier in study().tiers] == [1000, 4000]
    assert "되돌리기 취소: tiers 탭 수정" in text(app)
    assert app.button(key="undo_3").label == "Undo"
    assert "되돌림: 되돌" not in text(press(app, "undo_3"))


def test_a_change_whose_row_has_changed_since_is_not_undone(visit: Open) -> None:
    app = choose(choose(desk(visit, lang="en"), "excuse_member", "하나"), "excuse_week", 4)
    press(app, "excuse_save")
    save_as_another_leader(Draft(EXCUSES, changed={2: {"reason": "other"}}))
    press(app, "undo_1")
    assert "Row 2 of the tab 면제 has changed in the meantime" in said(app)
    assert len(study().excuses) == 1


def test_a_long_history_is_shown_little_by_little(visit: Open) -> None:
    app = desk(visit, lang="en")
    for amount in range(21):
        save_as_another_leader(Draft(TIERS, changed={2: {"amount": amount}}))
    assert "Change 1 ·" not in text(app.run())
    assert "Change 1 ·" in text(press(app, "desk_more"))

"""What a change of rules does to the fines so far."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studylib.changes.draft import Draft, list_edits
from studylib.changes.effect import Effect, find_effect
from studylib.workbook.layouts import TIERS
from tests.changes.builders import study_of
from tests.changes.rules_season import TIER_TAB, make_cells

OPENS_3 = datetime(2026, 3, 16, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.mark.parametrize(
    ("now", "effect"),
    [
        (OPENS_3 - timedelta(milliseconds=1), Effect((1,), 4000, 9000)),
        (OPENS_3, Effect((1,), 4000, 9000)),
        (OPENS_3 + timedelta(hours=12), Effect((1, 2), 8000, 18000)),
    ],
)
def test_the_weeks_whose_fines_change_are_told_with_their_sums(now: datetime, effect: Effect) -> None:
    cells = make_cells(TIER_TAB)
    edits = list_edits(cells, Draft(TIERS, changed={3: {"amount": 9000}}), "en")
    assert find_effect(cells, study_of(cells), edits, now) == effect


def test_a_later_start_changes_no_week_so_far() -> None:
    cells = make_cells(TIER_TAB)
    draft = Draft(TIERS, added=({"status": "absent", "amount": 9000, "from_week": 4},))
    edits = list_edits(cells, draft, "en")
    assert find_effect(cells, study_of(cells), edits, OPENS_3) == Effect((), 0, 0)

"""The sums of a season, kept for all visitors."""

from datetime import timedelta
from pathlib import Path

import pytest

from studylib.web import recaps
from tests.pages.drawn import NOW
from tests.web.visits import make_visit, move_visit


@pytest.fixture(autouse=True)
def outset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_visitors_at_the_same_event_share_one_sum() -> None:
    visit = make_visit()
    found = recaps.find_recap(visit)
    assert recaps.find_recap(move_visit(visit, NOW + timedelta(minutes=1))) is found
    assert recaps.find_recap(move_visit(visit, NOW + timedelta(days=9))) is not found


def test_a_look_back_sums_what_was_there_then() -> None:
    past = make_visit(as_of=NOW - timedelta(days=14))
    assert [each.week for each in recaps.find_recap(past).weeks] == [1]
    assert [each.week for each in recaps.find_recap(make_visit()).weeks] == [1, 2, 3]

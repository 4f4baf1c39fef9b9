"""The round of a month, as a page asks for it."""

from pathlib import Path

import pytest

from studylib.money.transfers import Transfer
from studylib.web import derived, settling
from tests.web.visits import make_visit


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_each_month_of_the_chain_has_its_round() -> None:
    visit = make_visit()
    months = [each.month for each in derived.settle_months(visit)]
    assert [settling.find_round(visit, month).month for month in months] == months
    assert settling.find_round(visit, "2022-04").transfers == (Transfer("두리", "하나", 4_000),)

"""The round of a month, as a page asks for it."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from studylib.money import payments, rounds
from studylib.money.transfers import Transfer
from studylib.web import derived, settling
from tests.pages import workbooks
from tests.web.visits import make_visit, move_visit


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_each_month_of_the_chain_has_its_round() -> None:
    visit = make_visit()
    months = [each.month for each in derived.settle_months(visit)]
    assert [settling.find_round(visit, month).month for month in months] == months
    assert settling.find_round(visit, "2022-04").transfers == (Transfer("두리", "하나", 4_000),)


@pytest.mark.parametrize(("days", "paid"), [(-1, 0), (0, 4_000), (1, 4_000)])
def test_what_is_owed_counts_the_payments_up_to_the_day_and_is_computed_once_for_it(
    days: int, paid: int
) -> None:
    rows = workbooks.payments((date(2022, 5, 6), "2022-04", "두리", 4_000))
    visit = make_visit(workbooks.group(more=[rows]))
    midnight = datetime(2022, 5, 6, tzinfo=visit.study.timezone) + timedelta(days=days)
    for at in (move_visit(visit, midnight), move_visit(visit, midnight + timedelta(hours=1))):
        months = derived.settle_months(at)
        assert settling.list_outstanding(at) == payments.list_outstanding(at.study, months, at.now)
        asked = rounds.list_rounds(months, payments.sum_payments(at.study, at.now))
        assert settling.list_rounds(at) == asked
        assert settling.list_rounds(at) is settling.list_rounds(at)
        assert sum(each.paid for each in settling.list_outstanding(at)) == paid

"""``reopen``: a closed month is opened again, or the rows to delete are named."""

from datetime import date

import pytest

from studylib.changes import history
from studylib.stores.opening import open_store
from studylib.stores.xlsx import write
from studylib.workbook.cells import Tab
from tests.cli.program import SETTLED, database, group, records, run, set_clock

ROWS = Tab(
    "정산",
    (
        ("월", "이름", "벌금", "분배", "이월"),
        ("2022-04", "하나", 0, 0, 0),
        ("2022-05", "하나", 8000, 19000, 0),
        (date(2022, 5, 1), "두리", 11000, 0, 0),
    ),
)


def test_a_closed_month_is_opened_closed_again_and_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, SETTLED)
    address = database(group())
    for _ in range(2):
        assert run("--workbook", address, "close", "2022-05").exit_code == 0
        done = run("--workbook", address, "reopen", "2022-05")
        assert (done.exit_code, done.stdout) == (0, "2022년 5월 reopened\n")
        (may,) = records(run("--workbook", address, "settlement", "--format", "json"))
        assert may["closed"] is False
    past = history.read_history(open_store(address).fetch())
    assert [each.number for each in past] == [4, 3, 2, 1]


def test_only_the_rows_of_that_month_go(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, SETTLED)
    address = database(group(more=[ROWS]))
    assert run("--workbook", address, "reopen", "2022-05").exit_code == 0
    (tab,) = (each for each in open_store(address).fetch().tabs if each.title == "정산")
    assert [row for row in tab.rows if row] == list(ROWS.rows[:2])


@pytest.mark.parametrize("month", ["2022-06", "2022-03", "2099-12"])
def test_an_open_month_cannot_be_opened(month: str) -> None:
    refused = run("--workbook", database(group(more=[ROWS])), "reopen", month)
    assert refused.exit_code == 2
    assert f"{month} is not closed" in refused.stderr


def test_a_month_that_is_none_is_wrong_usage() -> None:
    assert run("--workbook", database(group()), "reopen", "May").exit_code == 2


def test_in_a_file_that_is_only_read_the_rows_to_delete_are_named() -> None:
    write.write_xlsx(group(more=[ROWS]), "season.xlsx")
    refused = run("--workbook", "season.xlsx", "reopen", "2022-05")
    assert refused.exit_code == 1
    assert "Delete these rows of the tab 정산 by hand: 3, 4" in refused.stderr

"""The setting that keeps which settlements were sent."""

from datetime import date

import pytest

from studylib.workbook import reader, sent_months
from studylib.workbook.cells import Cell
from tests.season.seasons import book, tab


def read(cell: Cell) -> tuple[frozenset[str], list[bool]]:
    given = tab("settings", ("key", "value"), ("starts_on", "2022-04-06"), ("sent_settlements", cell))
    study, problems = reader.read(book(settings=given))
    return study.sent, [each.is_notice for each in problems if each.column == "value"]


@pytest.mark.parametrize(
    ("cell", "sent"),
    [
        ("2022-05", {"2022-05"}),
        (" 2022-05,2022-06 ", {"2022-05", "2022-06"}),
        ("2022년 5월\n시즌", {"2022-05", "season"}),
        (date(2022, 5, 1), {"2022-05"}),
        ("", set()),
        (None, set()),
    ],
)
def test_the_periods_are_read_as_people_write_them(cell: Cell, sent: set[str]) -> None:
    assert read(cell) == (frozenset(sent), [])


@pytest.mark.parametrize("cell", ["soon", ",", "2022-13", "2022-05, x", "2022-05," * 500, True])
def test_an_unreadable_cell_is_a_notice_and_blocks_no_closing(cell: Cell) -> None:
    sent, notices = read(cell)
    assert sent == frozenset()
    assert notices == [True]


def test_what_is_written_is_read_again() -> None:
    periods = {"2022-04", "2022-11", "season"}
    assert sent_months.parse_sent(sent_months.write_sent(periods)) == periods
    assert len(sent_months.write_sent(f"{year}-01" for year in range(1000, 3000))) <= sent_months.LONGEST

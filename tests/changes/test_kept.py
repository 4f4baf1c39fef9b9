"""A change of the cells that a Google Sheet gives back."""

from datetime import date, time, timedelta

import pytest

from studylib.changes.draft import Cells, Draft
from studylib.changes.kept import keep_cells, keep_edits, restore_blank_rows
from studylib.workbook.cells import Cell, Edit
from studylib.workbook.layouts import PAYMENTS
from studylib.workbook.serial_days import keep_cell
from tests.changes.builders import drafted, rows, saved, undone
from tests.season.seasons import book, tab

PAID: Cells = {
    "paid_on": date(2022, 5, 2),
    "month": "2022-04",
    "member": "가람",
    "amount": 3_000.0,
    "note": date(2022, 5, 3),
}


def test_a_day_stays_one_in_a_column_of_days_of_a_new_tab_and_is_a_text_elsewhere() -> None:
    change = keep_cells(book(), drafted(book(), Draft(PAYMENTS, added=(PAID,))))
    assert change.edits[-1].after == (date(2022, 5, 2), "2022-04", "가람", 3_000, "2022-05-03")


@pytest.mark.parametrize("cell", [time(0), timedelta(hours=26), date(2000, 1, 2), 20_231_234_567_890_123_456])
def test_a_cell_that_an_edit_leaves_alone_keeps_its_kind(cell: Cell) -> None:
    row = ("글", cell)
    edit = Edit("tasks", 2, row, ("과제", cell, cell))
    assert keep_edits(book(tasks=tab("tasks", "task | due | note", row)), [edit])[0].after == (
        "과제",
        cell,
        keep_cell(cell, is_day=False),
    )


@pytest.mark.parametrize("paid", [1, 2, 3])
def test_a_blank_row_at_the_end_that_a_change_may_bring_back_keeps_its_place(paid: int) -> None:
    cells = saved(book(), drafted(book(), Draft(PAYMENTS, added=(PAID,) * paid)))
    without = undone(cells, 1)
    given = book(**{each.title: each for each in without.tabs if each.title != "payments"})
    shorter = type(given)(
        tuple(
            type(each)(each.title, each.rows[:1]) if each.title == "payments" else each
            for each in without.tabs
        )
    )
    assert len(rows(restore_blank_rows(shorter), "payments")) == paid + 1
    assert restore_blank_rows(without) == without

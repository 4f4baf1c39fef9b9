"""The changes of a write."""

from datetime import date, datetime
from typing import Any

import pytest

from studylib.stores.google.cells import read_bare
from studylib.stores.google.look import SeenTab
from studylib.stores.google.plan import check_rows, is_row, list_spans, plan_new_tab, plan_tab
from studylib.stores.store import WorkbookChangedError
from studylib.workbook.cells import Cell, Edit, Row


def seen(*rows: Row, grid: tuple[int, int] = (100, 26)) -> SeenTab:
    """A tab as it would be seen, with texts and numbers alone."""

    def describe(cell: Cell) -> dict[str, Any]:
        value = {"stringValue": cell} if isinstance(cell, str) else {"numberValue": cell}
        return {"userEnteredValue": value, "effectiveValue": value}

    cells = {
        at: {column: describe(cell) for column, cell in enumerate(row) if cell is not None}
        for at, row in enumerate(rows)
    }
    return SeenTab(7, *grid, cells)


def read(title: str, row: int, column: int, data: Any) -> Cell:
    return read_bare(data)


def list_written(requests: list[dict[str, Any]]) -> list[tuple[int, int, int, int]]:
    """List the row, the column, the height and the width of each change of cells."""
    found = [each["updateCells"] for each in requests if "updateCells" in each]
    return [
        (
            each["start"]["rowIndex"],
            each["start"]["columnIndex"],
            len(each["rows"]),
            len(each["rows"][0]["values"]),
        )
        for each in found
    ]


def test_only_cells_that_differ_are_written() -> None:
    tab = seen(("a", "b", "c", "d", 1), ("a", "b", "c", "d", 1))
    edits = [Edit("t", 1, ("a", "b", "c", "d", 1), ("a", "x", "y", "d", 2))]
    assert list_written(plan_tab(edits, tab)) == [(0, 1, 1, 2), (0, 4, 1, 1)]


def test_a_day_gets_its_format_apart_from_its_neighbours_and_keeps_one_that_is_there() -> None:
    edits = [Edit("t", 1, (), ("a", date(2022, 5, 3), "b"))]
    requests = plan_tab(edits, seen(()))
    assert sorted(list_written(requests)) == [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)]
    assert [each["updateCells"]["fields"] for each in requests].count("userEnteredValue") == 2
    formatted = SeenTab(7, 9, 9, {0: {1: {"effectiveFormat": {"numberFormat": {"type": "DATE_TIME"}}}}})
    [kept] = plan_tab([Edit("t", 1, (None, None), (None, datetime(2022, 5, 3, 1)))], formatted)
    assert kept["updateCells"]["fields"] == "userEnteredValue"


def test_new_rows_are_one_change_and_the_grid_grows_by_as_much_as_they_need() -> None:
    edits = [Edit("t", number, None, ("a", "b", "c")) for number in (9, 10, 11, 12)]
    requests = plan_tab(edits, seen(grid=(10, 2)))
    assert [each["appendDimension"]["length"] for each in requests if "appendDimension" in each] == [2, 1]
    assert list_written(requests) == [(8, 0, 4, 3)]


def test_a_new_tab_has_a_frozen_header_and_room_for_all_rows() -> None:
    edits = [Edit("t", number, None, ("x",) * 30) for number in range(1, 1_203)]
    added, *written = plan_new_tab("t", 5, edits)
    grid = added["addSheet"]["properties"]["gridProperties"]
    assert grid == {"rowCount": 1_202, "columnCount": 30, "frozenRowCount": 1}
    assert list_written(written) == [(0, 0, 1_202, 30)]


@pytest.mark.parametrize(
    ("edits", "spans"),
    [
        ([Edit("t", 5, ("a",), ())], [(5, 5)]),
        ([Edit("t", 9, None, ("a",))], [(9, 10)]),
        ([Edit("t", 10, None, ("a",))], [(10, 10)]),
        ([Edit("t", 11, None, ("a",))], []),
        ([Edit("t", 1, ("h",), ("h", "i")), Edit("t", 11, None, ("a",))], [(1, 1)]),
    ],
)
def test_new_rows_are_looked_at_to_the_end_of_the_grid(
    edits: list[Edit], spans: list[tuple[int, int]]
) -> None:
    assert list_spans(edits, 10) == spans


@pytest.mark.parametrize(
    ("edit", "is_told"),
    [
        (Edit("t", 2, ("가람", 1), ("x",)), False),
        (Edit("t", 2, ("가람", 1, None, ""), ("x",)), False),
        (Edit("t", 2, ("가람", "1"), ("x",)), True),
        (Edit("t", 2, ("가람",), ("x",)), True),
        (Edit("t", 2, (), ("x",)), True),
        (Edit("t", 3, (), ("x",)), False),
        (Edit("t", 3, None, ("x",)), True),
        (Edit("t", 5, None, ("x",)), False),
        (Edit("t", 4, None, ("x",)), True),
    ],
)
def test_a_row_that_is_no_longer_the_one_before_is_told(edit: Edit, is_told: bool) -> None:
    tab = seen(("h",), ("가람", 1), (), ("나래", 2))
    if is_told:
        with pytest.raises(WorkbookChangedError, match=f"Row {edit.number} of the tab t"):
            check_rows([edit], tab, read)
    else:
        check_rows([edit], tab, read)


@pytest.mark.parametrize(
    ("now", "is_same"),
    [(44_661.123_456_789_01, True), (44_661.123_456_789_02, True), (44_661.123_457, False), (44_661, False)],
)
def test_a_fraction_may_differ_in_its_last_digit_alone(now: float, is_same: bool) -> None:
    assert is_row((now,), (44_661.123_456_789_01,)) is is_same

"""Raw cells and rows."""

from math import nan

import pytest

from studylib.workbook.cells import Cell, Edit, Row, is_same_row, trim_row


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        ([], ()),
        (["", None], ()),
        (["a", "", "b", "", None], ("a", None, "b")),
        ([0, False], (0, False)),
        ([" "], (" ",)),
    ],
)
def test_a_row_loses_its_blank_cells_at_the_end_alone(cells: list[Cell], row: Row) -> None:
    assert trim_row(cells) == row


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("a",), ("a", None, ""), True),
        (("a", None), ("a", ""), True),
        ((None, "a"), ("a",), False),
        ((1,), (1.0,), False),
        ((1,), (True,), False),
        ((0.0,), (-0.0,), False),
        ((nan,), (nan,), True),
        (("1",), (1,), False),
        ((), (), True),
    ],
)
def test_rows_are_the_same_cell_for_cell_and_type_for_type(one: Row, other: Row, same: bool) -> None:
    assert is_same_row(one, other) is same
    assert is_same_row(other, one) is same


def test_an_overtaken_row_is_named_by_its_number_and_tab() -> None:
    overtaken = Edit("weeks", 3, (1,), (2,)).overtaken
    assert str(overtaken).startswith(
        "Row 3 of the tab weeks has changed in the meantime. Nothing was written."
    )

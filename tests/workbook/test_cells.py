"""Raw cells and rows."""

from math import nan

import pytest

from studylib.workbook.cells import MOST_BITS, Cell, Edit, Row, is_same_row, spell_cell, trim_row


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


@pytest.mark.parametrize(
    ("cell", "spelling"),
    [
        (2**MOST_BITS - 1, str(2**MOST_BITS - 1)),
        (2**MOST_BITS, hex(2**MOST_BITS)),
        (-(2**50_000), hex(-(2**50_000))),
        (True, "True"),
        (0.5, "0.5"),
        ("가", "'가'"),
    ],
    ids=["before", "at", "after", "a truth", "a fraction", "a text"],
)
def test_only_a_whole_number_too_long_for_a_decimal_is_spelt_in_hexadecimal(
    cell: Cell, spelling: str
) -> None:
    assert spell_cell(cell) == spelling


def test_rows_of_endless_numbers_are_compared() -> None:
    assert is_same_row((10**5_000,), (10**5_000,))
    assert not is_same_row((10**5_000,), (10**5_000 + 1,))

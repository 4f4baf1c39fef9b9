"""Columns of a sheet by their letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.workbook.columns import name_column, number_column


@pytest.mark.parametrize(
    ("number", "letters"),
    [
        (1, "A"),
        (2, "B"),
        (25, "Y"),
        (26, "Z"),
        (27, "AA"),
        (701, "ZY"),
        (702, "ZZ"),
        (703, "AAA"),
        (16_384, "XFD"),
    ],
)
def test_a_column_has_the_letters_of_its_number(number: int, letters: str) -> None:
    assert (name_column(number), number_column(letters)) == (letters, number)


@given(st.integers(1, 10**6))
def test_a_number_comes_back_from_its_letters(number: int) -> None:
    assert number_column(name_column(number)) == number

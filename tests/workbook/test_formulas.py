"""Error values of failed formulas."""

from datetime import datetime

import pytest

from studylib.workbook.cells import Cell
from studylib.workbook.formulas import is_failed

ERRORS = [
    "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#ERROR!", "#SPILL!", "#CALC!", "Loading...",
]  # fmt: skip


@pytest.mark.parametrize("cell", [*ERRORS, " #n/a ", "#BEZUG!", "#¡REF!", "Err:502", "로드 중...", "#NV"])
def test_error_values_are_known_in_several_languages_and_cases(cell: str) -> None:
    assert is_failed(cell)


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        "#",
        "#1",
        "#화이팅",
        "#TIL",
        "N/A",
        "REF!",
        "C#",
        "#REF! 고치기",
        "Err:",
        0,
        1.5,
        True,
        datetime(2022, 4, 6),
    ],
)
def test_other_cells_are_none(cell: Cell) -> None:
    assert not is_failed(cell)

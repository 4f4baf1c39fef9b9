"""Units of amounts: once, each link, each begun time."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.workbook.cells import Cell
from studylib.workbook.units import Unit, parse_unit
from tests.workbook.reading import get_refusal


def per(**span: float) -> Unit:
    return Unit(timedelta(**span))


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("한 번", Unit()),
        ("once", Unit()),
        ("1회", Unit()),
        ("원", Unit()),
        ("개당", Unit(itemised=True)),
        ("1개당", Unit(itemised=True)),
        ("Item", Unit(itemised=True)),
        ("per item", Unit(itemised=True)),
        ("10분당", per(minutes=10)),
        ("10분 마다", per(minutes=10)),
        ("per 10 min", per(minutes=10)),
        ("분당", per(minutes=1)),
        ("2시간당", per(hours=2)),
        ("시간당", per(hours=1)),
        ("per 2 h", per(hours=2)),
        ("per hour", per(hours=1)),
        ("하루당", per(days=1)),
        ("1일당", per(days=1)),
        ("일당", per(days=1)),
        ("per day", per(days=1)),
        ("every 3 days", per(days=3)),
    ],
)
def test_a_unit_is_read_in_both_languages(cell: Cell, unit: Unit) -> None:
    assert parse_unit(cell) == unit


@pytest.mark.parametrize(
    "cell", ["10", 10, "회의당", "0분당", "분의", "per", "당", "10분당 1개", "x" * 5_000, True, 0.5]
)
def test_what_is_no_unit_is_refused(cell: Cell) -> None:
    assert get_refusal(parse_unit, cell).endswith(
        "is no unit. Write 한 번 / once, 개당 / item, 10분당 / per 10 min or 하루당 / per day, or leave it empty."
    )


@given(st.integers(1, 366 * 24), st.sampled_from(["{}시간당", "per {} h", "{} hours", "매 {}시간"]))
def test_any_number_of_hours_is_read(hours: int, form: str) -> None:
    assert parse_unit(form.format(hours)) == per(hours=hours)

"""Cells as the Sheets API writes them."""

from datetime import date, datetime, time, timedelta

import pytest

from studylib.stores.google.written import make_data, name_kind
from studylib.workbook.cells import Cell


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (None, {}),
        ("", {}),
        ("=IMPORTRANGE(1)", {"stringValue": "=IMPORTRANGE(1)"}),
        ("007", {"stringValue": "007"}),
        (True, {"boolValue": True}),
        (0, {"numberValue": 0}),
        (1.5, {"numberValue": 1.5}),
        (2**53 + 1, {"stringValue": "9007199254740993"}),
        (float("nan"), {"stringValue": "nan"}),
        (date(2022, 5, 3), {"numberValue": 44_684}),
        (datetime(2022, 5, 3, 12), {"numberValue": 44_684.5}),
        (time(6), {"numberValue": 0.25}),
        (timedelta(hours=36), {"numberValue": 1.5}),
    ],
)
def test_a_cell_is_written_by_its_type_and_a_text_never_becomes_a_formula(
    cell: Cell, value: dict[str, object]
) -> None:
    assert make_data(cell, None) == ({"userEnteredValue": value} if value else {})


@pytest.mark.parametrize(
    ("cell", "kind"),
    [(date(2022, 5, 3), "DATE"), (datetime(2022, 5, 3), "DATE_TIME"), (time(1), "TIME"), (44_684, None)],
)
def test_a_day_or_a_time_gets_a_number_format(cell: Cell, kind: str | None) -> None:
    assert name_kind(cell) == kind
    assert ("userEnteredFormat" in make_data(cell, kind)) is (kind is not None)

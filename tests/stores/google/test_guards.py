"""Cells that are not overwritten, and texts that no cell holds."""

import pytest

from studylib.stores.google.guards import check_target, check_texts
from studylib.stores.google.look import SeenTab
from studylib.stores.google.written import LONGEST_TEXT
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Edit

SEEN = {"stringValue": "x"}


@pytest.mark.parametrize(
    ("data", "is_refused"),
    [
        ({}, False),
        ({"userEnteredValue": SEEN, "effectiveValue": SEEN}, False),
        ({"userEnteredValue": {"formulaValue": "=A1"}, "effectiveValue": SEEN}, True),
        ({"userEnteredValue": {"formulaValue": '=IMPORTRANGE("a","b")'}}, True),
        ({"userEnteredValue": {"formulaValue": "=ARRAYFORMULA(A1:A)"}, "effectiveValue": SEEN}, True),
        ({"effectiveValue": SEEN}, True),
        ({"effectiveValue": {"stringValue": ""}}, True),
        ({"userEnteredValue": {"formulaValue": '=HYPERLINK("https://a.kr","글")'}}, False),
        ({"userEnteredValue": {"formulaValue": '=hyperlink("https://a.kr"; "글")'}}, False),
        ({"userEnteredValue": {"formulaValue": '=HYPERLINK("https://a.kr"&A1,"글")'}}, True),
    ],
)
def test_what_a_formula_fills_is_not_overwritten_but_a_typed_link_is(
    data: dict[str, object], is_refused: bool
) -> None:
    tab = SeenTab(0, 10, 10, {4: {1: data}})
    if is_refused:
        with pytest.raises(WorkbookError, match="Tab 납부, cell B5: a formula fills it"):
            check_target("납부", tab, 4, 1)
    else:
        check_target("납부", tab, 4, 1)


@pytest.mark.parametrize(
    ("row", "column", "is_refused"), [(1, 1, False), (1, 2, True), (2, 1, True), (3, 1, False)]
)
def test_of_merged_cells_only_the_first_is_written(row: int, column: int, is_refused: bool) -> None:
    area = {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 1, "endColumnIndex": 3}
    tab = SeenTab(0, 10, 10, {}, (area,))
    if is_refused:
        with pytest.raises(WorkbookError, match="merged"):
            check_target("납부", tab, row, column)
    else:
        check_target("납부", tab, row, column)


@pytest.mark.parametrize(
    ("text", "fits"),
    [("가" * LONGEST_TEXT, True), ("가" * (LONGEST_TEXT + 1), False), ("😀" * 25_001, False)],
)
def test_a_text_longer_than_a_cell_is_refused_with_its_place(text: str, fits: bool) -> None:
    edits = [Edit("변경 기록", 7, None, (1, text))]
    if fits:
        check_texts(edits)
    else:
        with pytest.raises(WorkbookError, match="Tab 변경 기록, cell B7"):
            check_texts(edits)

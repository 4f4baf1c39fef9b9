"""Tables for people as .xlsx, read back by another program."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from studylib.exports.listing import ColumnKind, ExportColumn, ExportTable
from studylib.exports.spreadsheet import LONGEST_CELL, pack_tables
from studylib.text.language import Language

COLUMNS = (
    ExportColumn("월", ColumnKind.MONTH),
    ExportColumn("주차", ColumnKind.NUMBER),
    ExportColumn("멤버"),
    ExportColumn("마감 (Asia/Seoul)", ColumnKind.MOMENT),
    ExportColumn("벌금", ColumnKind.WON),
)
ROW = (date(2022, 5, 1), 2, "가람", datetime(2022, 5, 3, 23, 59, 59), 3_000)


def pack(*tables: ExportTable, code: str = "ko") -> Worksheet:
    book = openpyxl.load_workbook(BytesIO(pack_tables(tables, Language(code))))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize(
    ("code", "won", "month"), [("ko", '#,##0"원"', 'yyyy"년" m"월"'), ("en", '"₩"#,##0', "mmmm yyyy")]
)
def test_a_cell_has_its_own_type_and_the_format_of_the_language(code: str, won: str, month: str) -> None:
    sheet = pack(ExportTable("벌금", COLUMNS, (ROW,), ("합계", None, None, None, 3_000)), code=code)
    assert sheet.title == "벌금"
    assert [each.value for each in sheet[1]] == [each.name for each in COLUMNS]
    assert [each.data_type for each in sheet[2]] == ["d", "n", "s", "d", "n"]
    assert sheet["A2"].value == datetime(2022, 5, 1)
    assert sheet["D2"].value == datetime(2022, 5, 3, 23, 59, 59)
    assert (sheet["A2"].number_format, sheet["E2"].number_format) == (month, won)
    assert (sheet["A3"].value, sheet["E3"].value, sheet["E3"].font.b) == ("합계", 3_000, True)


def test_the_head_is_fixed_the_rows_can_be_filtered_and_names_fit() -> None:
    sheet = pack(ExportTable("벌금", COLUMNS, ((*ROW[:2], "가" * 20, *ROW[3:]),), ("합계", *[None] * 4)))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E2", "the sums are no row to filter"
    widths = {letter: sheet.column_dimensions[letter].width for letter in "ABCDE"}
    assert widths["C"] > 40
    assert all(9 <= width <= 61 for width in widths.values())


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+82", "-1", "@x", "\tx", '=HYPERLINK("https://x")', "https://x.example"),
        *("_x0041_", "<r>x</r>", "'x", "줄\n바꿈", " blank "),
    ],
)
def test_a_text_stays_the_text_it_is(text: str) -> None:
    cell = pack(ExportTable("t", COLUMNS[2:3], ((text,),)))["A2"]
    shown = str(cell.value).replace("_x005F_", "_")  # openpyxl leaves Excel's escape as it is
    assert (shown, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("text", ["\0", "\ud800", "\ufffe", "\x1b[0m"])
def test_what_no_file_can_hold_does_not_spoil_it(text: str) -> None:
    assert str(pack(ExportTable("t", COLUMNS[2:3], ((f"a{text}",),)))["A2"].value).startswith("a\ufffd")


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_very_long_text_is_cut(more: int) -> None:
    value = pack(ExportTable("t", COLUMNS[2:3], (("가" * (LONGEST_CELL + more),),)))["A2"].value
    assert len(str(value)) == min(LONGEST_CELL, LONGEST_CELL + more)
    assert str(value).endswith("…") == (more > 0)


def test_each_table_has_a_tab_and_an_empty_one_its_head() -> None:
    tables = [ExportTable("정산", COLUMNS, (ROW,)), ExportTable("벌금 모음", COLUMNS, ())]
    book = openpyxl.load_workbook(BytesIO(pack_tables(tables, Language("ko"))))
    assert book.sheetnames == ["정산", "벌금 모음"]
    assert book["벌금 모음"].max_row == 1

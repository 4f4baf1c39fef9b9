"""Tables for people as CSV."""

import csv
import io
from datetime import date, datetime

import pytest

from studylib.exports.csv_file import write_csv
from studylib.exports.listing import ColumnKind, ExportColumn, ExportTable
from studylib.text.language import Language

COLUMNS = (
    ExportColumn("월", ColumnKind.MONTH),
    ExportColumn("멤버"),
    ExportColumn("마감 (Asia/Seoul)", ColumnKind.MOMENT),
    ExportColumn("벌금", ColumnKind.WON),
)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(("code", "month"), [("ko", "2022년 5월"), ("en", "May 2022")])
def test_excel_gets_its_mark_and_plain_numbers_and_days(code: str, month: str) -> None:
    row = (date(2022, 5, 1), "가람", datetime(2022, 5, 3, 23, 59, 59), -3_000)
    data = write_csv(ExportTable("벌금", COLUMNS, (row,), ("합계", None, None, -3_000)), Language(code))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 3
    assert read(data) == [
        [each.name for each in COLUMNS],
        [month, "가람", "2022-05-03 23:59:59", "-3000"],
        ["합계", "", "", "-3000"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+82", "-1", "@x", "\tx", "\rx", "  =1", "＝1"])
def test_no_text_runs_as_a_formula(text: str) -> None:
    data = write_csv(ExportTable("t", COLUMNS[1:2], ((text,),)), Language("ko"))
    assert read(data)[1][0] == f"'{text}"

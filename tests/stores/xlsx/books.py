"""Workbooks that go into an .xlsx file and come back."""

from pathlib import Path

from studylib.stores.xlsx.store import Xlsx
from studylib.stores.xlsx.write import write_xlsx
from studylib.workbook.cells import Tab, Workbook

HEADER = ("이름", "주차", "링크")

SEASON = Workbook(
    (Tab("설정", (("키", "값"), ("스터디", "표본"))), Tab("답", (HEADER, ("가람", 1, None, "메모"))))
)

# Pieces that mean something in a sheet, in XML, in Excel's escapes or to XlsxWriter.
PIECES = [
    "=",
    "+",
    "-",
    "@",
    "{=1+1}",
    "007",
    "1e5",
    "3-1",
    "TRUE",
    "#N/A",
    "nan",
    "http://a.b/",
    "internal:A!B1",
]

PIECES += [
    "_x000D_",
    "_x000d",
    "_",
    "x0041_",
    "_x005F_",
    "<r>",
    "</r>",
    "<t>",
    "&amp;",
    "]]>",
    "\x00",
    "\x1f",
    "\x7f",
]

PIECES += [
    " ",
    "\t",
    "\r",
    "\n",
    "\xa0",
    "\u3000",
    "\u2028",
    "\u200b",
    "e\u0301",
    "\U0001f600",
    "가",
    "\ufeff",
    "'",
]


def there_and_back(workbook: Workbook, path: Path) -> Workbook:
    write_xlsx(workbook, path)
    return Xlsx(str(path)).fetch()

"""A file is measured before it is read, and its error cells are found."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from studylib.stores.xlsx import measure
from studylib.stores.xlsx.store import Xlsx
from studylib.stores.xlsx.write import write_xlsx
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Tab, Workbook
from tests.stores.xlsx.books import SEASON


def sheet_xml(path: Path, change: tuple[bytes, bytes]) -> None:
    """Changes the first sheet inside the file."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert change[0] in parts[name]
    parts[name] = parts[name].replace(*change)
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


def test_an_error_cell_is_its_text_and_never_blank(path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "clean"
    sheet = book.create_sheet("오류 & <탭>")
    sheet.append(["name", "amount"])
    sheet.append(["가람", "#N/A"])
    sheet.append(["#DIV/0!"])
    book.save(path)
    _, tab = Xlsx(str(path)).fetch().tabs
    assert tab == Tab("오류 & <탭>", (("name", "amount"), ("가람", "#N/A"), ("#DIV/0!",)))


def test_formats_without_cells_below_the_last_row_make_no_rows(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("t")
        sheet.write_string("A1", "a")
        sheet.write_blank("E900", None, book.add_format({"bold": True}))
    assert Xlsx(str(path)).fetch().tabs[0].rows == (("a",),)


def test_a_cell_at_the_far_end_of_a_sheet_does_not_end_the_program(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("답")
        sheet.write_string(0, 0, "a")
        sheet.write_string(1_048_575, 16_383, "b")
    with pytest.raises(WorkbookError, match=r"used range of the tab 답 .*too large"):
        Xlsx(str(path)).fetch()


def test_as_many_cells_as_google_sheets_holds_are_read_and_one_column_more_is_not(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "MOST_CELLS", 600)
    write_xlsx(
        Workbook((Tab("a", (*((),) * 9, (*(None,) * 29, "end"))), Tab("b", (("x",) * 30,) * 10))), path
    )
    assert len(Xlsx(str(path)).fetch().tabs) == 2
    sheet_xml(path, (b'r="AD10"', b'r="AE10"'))
    with pytest.raises(WorkbookError, match=r"used range of the tab b .*too large"):
        Xlsx(str(path)).fetch()


def test_a_file_that_unpacks_to_too_much_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_xlsx(SEASON, path)
    with zipfile.ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
    monkeypatch.setattr(measure, "MOST_BYTES", size)
    assert Xlsx(str(path)).fetch() == SEASON
    monkeypatch.setattr(measure, "MOST_BYTES", size - 1)
    with pytest.raises(WorkbookError, match="unpacks to more than"):
        Xlsx(str(path)).fetch()

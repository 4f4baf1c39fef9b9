"""Excel files from elsewhere, and files that are something else."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from studylib.stores.store import HeaderChangedError
from studylib.stores.xlsx.store import Xlsx
from studylib.stores.xlsx.write import write_xlsx
from studylib.text.errors import StudyboardError, WorkbookError
from studylib.workbook.cells import Edit, Tab, Workbook
from tests.stores.xlsx.books import HEADER, SEASON


# Files from elsewhere
def test_all_worksheets_are_tabs_hidden_ones_too_and_charts_are_not(path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "first"
    book.create_chartsheet("chart")
    book.create_sheet("hidden").sheet_state = "hidden"
    book.create_sheet("deep").sheet_state = "veryHidden"
    book["deep"]["C3"] = 3
    book.save(path)
    assert Xlsx(str(path)).fetch() == Workbook(
        (Tab("first", ()), Tab("hidden", ()), Tab("deep", ((), (), (None, None, 3))))
    )


def test_a_formula_is_its_last_result(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("t")
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("B1", '="a"', None, "a")
        sheet.write_formula("C1", "=1/0", None, "#DIV/0!")
    assert Xlsx(str(path)).fetch().tabs[0].rows == ((2, "a", "#DIV/0!"),)


def test_the_version_changes_with_the_file(path: Path) -> None:
    write_xlsx(SEASON, path)
    store = Xlsx(str(path))
    first = store.version()
    assert store.version() == first
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))
    assert store.version() != first
    path.unlink()
    with pytest.raises(WorkbookError, match="no file"):
        store.version()


def test_a_file_is_only_read(path: Path) -> None:
    write_xlsx(SEASON, path)
    store = Xlsx(str(path))
    writes: list[Callable[[], None]] = [
        lambda: store.append("답", HEADER, [HEADER]),
        lambda: store.rewrite([Edit("답", 1, HEADER, ())]),
        lambda: store.replace(SEASON),
    ]
    for write in writes:
        with pytest.raises(WorkbookError, match="read-only") as raised:
            write()
        assert not isinstance(raised.value, HeaderChangedError)
    assert not store.writable


def truncated() -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        book.add_worksheet("t").write_string("A1", "a")
    return packed.getvalue()[:-500]


def other_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("notes.txt", "no workbook")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"name,week\n", "is not an Excel workbook"),
        (b"<html>Sign in</html>", "is not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "has a password"),
        (b"PK\x03\x04", "is not an Excel workbook"),
        (truncated(), "damaged"),
        (other_zip(), "damaged"),
    ],
    ids=["empty", "text", "html", "password", "four bytes", "truncated", "other zip"],
)
def test_a_file_that_is_no_workbook_is_a_sentence(path: Path, data: bytes, message: str) -> None:
    path.write_bytes(data)
    with pytest.raises(WorkbookError, match=rf"season\.xlsx.*{message}"):
        Xlsx(str(path)).fetch()


@pytest.mark.parametrize("position", range(0, 6000, 150))
def test_a_file_with_a_broken_byte_is_read_whole_or_is_a_sentence(path: Path, position: int) -> None:
    write_xlsx(SEASON, path)
    data = bytearray(path.read_bytes())
    data[position % len(data)] ^= 0xFF
    path.write_bytes(data)
    try:
        found = Xlsx(str(path)).fetch()
    except StudyboardError:
        return
    assert found == SEASON


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="is a folder"):
        Xlsx(str(tmp_path)).fetch()


def test_a_path_that_no_file_can_have_is_a_sentence() -> None:
    for path in ("nul\0.xlsx", "x" * 5000 + ".xlsx"):
        with pytest.raises(WorkbookError, match="cannot be read"):
            Xlsx(path)

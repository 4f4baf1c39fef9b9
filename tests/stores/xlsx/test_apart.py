"""Hostile .xlsx files are read in a process of their own, and end no other."""

import zipfile
from pathlib import Path

import pytest

from studylib.stores.xlsx import apart, plain
from studylib.stores.xlsx.measure import _find_errors
from studylib.stores.xlsx.store import Xlsx
from studylib.stores.xlsx.write import write_xlsx
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Workbook
from tests.growth import LINEAR, find_growth
from tests.stores.xlsx.books import SEASON


def put_sheet(path: Path, xml: bytes) -> None:
    """Write a workbook whose first sheet has these rows."""
    write_xlsx(SEASON, path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    start, _, rest = parts[name].partition(b"<sheetData>")
    parts[name] = start + b"<sheetData>" + xml + b"</sheetData>" + rest.partition(b"</sheetData>")[2]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


def test_a_file_reads_the_same_apart_as_directly(path: Path) -> None:
    write_xlsx(SEASON, path)
    assert plain.is_plain(path)
    assert apart.read_apart(path, "season.xlsx") == Xlsx(str(path)).fetch() == SEASON


def test_cells_without_a_place_end_no_other_process(path: Path) -> None:
    put_sheet(
        path, b'<row r="1"><c><v>1</v></c></row><row r="1048576">' + b"<c><v>1</v></c>" * 16_000 + b"</row>"
    )
    assert not plain.is_plain(path)
    with pytest.raises(WorkbookError, match="more memory or time"):
        Xlsx(str(path)).fetch()


def test_finding_error_cells_is_linear() -> None:
    def make(count: int) -> bytes:
        return b'<c r="A1" t="e"/>' * count

    assert find_growth(_find_errors, make, 3_000) < LINEAR


def test_an_error_cell_without_a_value_takes_none_from_the_next(path: Path) -> None:
    put_sheet(path, b'<row r="1"><c r="A1" t="e"/><c r="B1"><v>2</v></c></row>')
    assert Xlsx(str(path)).fetch().tabs[0].rows[0][-1] == 2


def test_a_panic_is_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        pass

    def panic(path: str, name: str) -> Workbook:
        raise Panic("called `Option::unwrap()`")

    write_xlsx(SEASON, path)
    monkeypatch.setattr("studylib.stores.xlsx.store.read_here", panic)
    with pytest.raises(WorkbookError, match="damaged"):
        Xlsx(str(path)).fetch()

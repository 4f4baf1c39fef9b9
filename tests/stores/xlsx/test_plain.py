"""Which files are read directly."""

import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from studylib.stores.xlsx import plain
from studylib.stores.xlsx.store import Xlsx
from studylib.stores.xlsx.write import write_xlsx
from studylib.text.errors import WorkbookError
from tests.stores.xlsx.books import SEASON


def test_a_small_file_is_plain_and_a_larger_one_is_not(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_xlsx(SEASON, path)
    size = path.stat().st_size
    monkeypatch.setattr(plain, "MOST_PACKED", size)
    assert plain.is_plain(path)
    monkeypatch.setattr(plain, "MOST_PACKED", size - 1)
    assert not plain.is_plain(path)


@pytest.mark.parametrize("name", ["MOST_UNPACKED", "MOST_CELLS"])
def test_a_file_of_many_bytes_or_cells_is_not_plain(
    path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_xlsx(SEASON, path)
    monkeypatch.setattr(plain, name, 3)
    assert not plain.is_plain(path)


@pytest.mark.parametrize(
    ("xml", "unplaced"),
    [
        (b'<row r="1"><c r="A1"/><cols/></row>', False),
        (b'<row><c r="A1"/></row>', True),
        (b'<row r="1"><c><v>1</v></c></row>', True),
        (b'<row r="1"><x:c t="s"/></row>', True),
    ],
)
def test_each_row_and_cell_of_a_plain_file_says_where_it_stands(xml: bytes, unplaced: bool) -> None:
    assert bool(plain._UNPLACED.search(xml)) is unplaced


SHEET, BOOK, LINKS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def put_part(path: Path, name: str, data: bytes, kind: int = zipfile.ZIP_DEFLATED) -> None:
    """Write a workbook with one other part."""
    write_xlsx(SEASON, path)
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()} | {name: data}
    with zipfile.ZipFile(path, "w", kind) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def understate(path: Path, size: int) -> None:
    """Let each part say that it unpacks to so many bytes, in both of its heads."""
    data = bytearray(path.read_bytes())
    for sign, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = -1
        while (at := data.find(sign, at + 1)) >= 0:
            struct.pack_into("<I", data, at + place, size)
    path.write_bytes(data)


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_part_counts_by_what_it_unpacks_to_and_not_by_what_it_says(path: Path, more: int) -> None:
    write_xlsx(SEASON, path)
    with zipfile.ZipFile(path) as archive:
        rest = sum(part.file_size for part in archive.infolist())
    put_part(path, "xl/media/x.bin", bytes(plain.MOST_UNPACKED - rest + more))
    assert plain.is_plain(path) is (more <= 0)
    understate(path, 10)
    assert not plain.is_plain(path)


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_file_packed_as_excel_never_does_is_not_plain(path: Path, kind: int) -> None:
    put_part(path, "xl/media/x.bin", bytes(10), kind)
    assert not plain.is_plain(path)


@pytest.mark.parametrize("part", [BOOK, LINKS, "xl/worksheets/_rels/sheet1.xml.rels"])
@pytest.mark.parametrize(
    "xml",
    [
        b"<a>" * 100_000,
        b"<R>" + b"<a/>" * 100_000 + b"</R>",
        b'<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>',
        b"<a>" * 3_000_000,
    ],
    ids=["deep", "wide", "entities", "deeper"],
)
def test_no_large_tree_of_xml_grows_in_the_servers_process(path: Path, part: str, xml: bytes) -> None:
    put_part(path, part, xml)
    assert not plain.is_plain(path)


@pytest.mark.parametrize("part", [BOOK, LINKS, SHEET])
def test_xml_that_nests_without_end_is_read_or_is_a_sentence(path: Path, part: str) -> None:
    put_part(path, part, b"<a>" * 100_000 + b"</a>" * 100_000)
    with suppress(WorkbookError):
        Xlsx(str(path)).fetch()


def test_thousands_of_parts_are_read(path: Path) -> None:
    write_xlsx(SEASON, path)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(5_000):
            archive.writestr(f"xl/media/{number}", "")
    assert not plain.is_plain(path)
    assert Xlsx(str(path)).fetch() == SEASON


def test_a_damaged_part_has_no_bytes(path: Path) -> None:
    write_xlsx(SEASON, path)
    data = bytearray(path.read_bytes())
    start = data.index(SHEET.encode()) + len(SHEET)
    data[start : start + 8] = b"\xff" * 8
    path.write_bytes(data)
    assert plain.is_plain(path)
    with pytest.raises(WorkbookError, match="damaged"):
        Xlsx(str(path)).fetch()

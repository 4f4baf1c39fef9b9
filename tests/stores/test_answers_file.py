"""Files of a form's answers, as Google Forms, Excel and LibreOffice write them, and others."""

import io
import zipfile
from pathlib import Path

import pytest

from studylib.stores import answers_file
from studylib.stores.answers_file import is_answers_file, read_answers_file
from studylib.stores.opening import open_store
from studylib.text.errors import FileError, WorkbookError
from studylib.workbook.cells import Row

GOOGLE = (
    '"타임스탬프","이름","주차","링크","메모"\n'
    '"2022/05/03 11:57:13 오후 GMT+9","하나","1주차","https://n.kr/1\nhttps://n.kr/2",""\n'
    '"2022/05/04 1:07:50 오전 GMT+9","두리","1주차","https://n.kr/3","늦어서 ""죄송"", 합니다"'
)
ROWS: tuple[Row, ...] = (
    ("타임스탬프", "이름", "주차", "링크", "메모"),
    ("2022/05/03 11:57:13 오후 GMT+9", "하나", "1주차", "https://n.kr/1\nhttps://n.kr/2"),
    ("2022/05/04 1:07:50 오전 GMT+9", "두리", "1주차", "https://n.kr/3", '늦어서 "죄송", 합니다'),
)


def zipped(*parts: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            # Always of 1980, so that a test keeps its name.
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("제출.csv", GOOGLE.encode()),
        ("bom.csv", GOOGLE.encode("utf-8-sig")),
        ("forms.csv.zip", zipped(("제출.csv", GOOGLE.encode()))),
        ("mac.zip", zipped(("a.csv", GOOGLE.encode()), ("__MACOSX/._a.csv", b"\0\0"), ("note.txt", b"x"))),
        ("excel.csv", GOOGLE.encode("cp949").replace(b'"2022', b'\r\n"2022').replace(b"\n\r\n", b"\r\n")),
        ("semicolons.csv", GOOGLE.replace('","', '";"').encode("utf-8-sig")),
        ("tabs.tsv", GOOGLE.replace('","', '"\t"').encode()),
        ("unicode.csv", GOOGLE.replace('","', '"\t"').encode("utf-16")),
        ("CAPITALS.CSV", GOOGLE.encode()),
    ],
)
def test_the_rows_of_a_file_are_read_as_texts(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert is_answers_file(name)
    assert read_answers_file(str(tmp_path / name)).rows == ROWS


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\0\1\2" * 100, "is no text"),
        (b"\x81\xff\xff,\x00", "is no text"),
        (zipped(), r"holds 0 \.csv files"),
        (zipped(("a.csv", b"a"), ("b.csv", b"b")), r"holds 2 \.csv files"),
        (zipped(("[Content_Types].xml", b""), ("xl/workbook.xml", b"")), "is an Excel workbook"),
        (b"PK\3\4 no zip", "cannot be read"),
        (zipped(("a.csv", b"x" * 5_000))[:-60], "cannot be read"),
        (b'"' + b"x" * 200_000 + b'"', "cannot be read"),
        (b"," * 1_000_000, "more than 100000 rows or 1000 columns"),
        (b"a\n" * 100_001, "more than 100000 rows or 1000 columns"),
    ],
)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "x.csv").write_bytes(data)
    with pytest.raises(FileError, match=why):
        read_answers_file(str(tmp_path / "x.csv"))


@pytest.mark.parametrize("extra", [-1, 0, 1])
@pytest.mark.parametrize("packed", [True, False])
def test_a_file_beyond_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: int, packed: bool
) -> None:
    monkeypatch.setattr(answers_file, "MOST_BYTES", 10_000)
    data = b"name\n" + b"x" * (9_995 + extra)
    (tmp_path / "x.csv").write_bytes(zipped(("a.csv", data)) if packed else data)
    if extra <= 0:
        assert len(read_answers_file(str(tmp_path / "x.csv")).rows) == 2
    else:
        with pytest.raises(FileError, match="more than 10000 bytes"):
            read_answers_file(str(tmp_path / "x.csv"))


def test_a_bomb_is_unpacked_no_further_than_the_limit(tmp_path: Path) -> None:
    (tmp_path / "bomb.zip").write_bytes(zipped(("a.csv", b"0" * 300_000_000)))
    with pytest.raises(FileError, match="more than"):
        read_answers_file(str(tmp_path / "bomb.zip"))


@pytest.mark.parametrize("name", ["missing.csv", ".", "a\0.csv"])
def test_a_file_that_cannot_be_read_is_an_error_in_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match="cannot be read"):
        read_answers_file(f"{tmp_path}/{name}")


@pytest.mark.parametrize(
    "address", ["season.xlsx", "sqlite:///a.csv", "https://docs.google.com/spreadsheets/d/a.csv", "csv", ""]
)
def test_other_addresses_are_no_files_of_answers(address: str) -> None:
    assert not is_answers_file(address)


@pytest.mark.parametrize("address", ["answers.csv", "제출 (응답).csv.zip", "A.TSV"])
def test_as_a_workbook_it_is_named_and_what_to_do_is_said(address: str) -> None:
    with pytest.raises(WorkbookError, match=r"holds the answers of a form.*import ") as refused:
        open_store(address)
    assert address in str(refused.value)

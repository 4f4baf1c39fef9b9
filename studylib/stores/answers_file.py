"""A form's answers in a file. Google Forms gives a .csv, alone or in its .zip. Excel saves one, too."""

import csv
import io
import zipfile
import zlib
from pathlib import Path

from studylib.text.errors import FileError
from studylib.text.faults import explain_unreadable_file
from studylib.text.message import sentence
from studylib.workbook.cells import Row, Tab, trim_row

SUFFIXES = (".csv", ".tsv", ".zip")

MOST_BYTES = 20_000_000
"""The most bytes of the file, and of the .csv in a .zip."""

MOST_PARTS, MOST_ROWS, MOST_COLUMNS = 1_000, 100_000, 1_000

ENCODINGS = ("utf-8-sig", "cp949")
"""What Google and LibreOffice write, and what a Korean Excel does."""


def is_answers_file(address: str) -> bool:
    """Check if an address is meant as a file of answers."""
    return address.casefold().endswith(SUFFIXES) and "://" not in address


def read_answers_file(file: str) -> Tab:
    """Read the rows of a file as texts. The title is the file's name.

    Raises a FileError if it cannot be read, is too large, or holds no table.
    """
    try:
        with Path(file).open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise FileError(explain_unreadable_file(file, error)) from error
    if data.startswith(b"PK"):
        data = _unpack(data, file)
    _check_size(len(data), file)
    return Tab(Path(file).stem, _parse(_decode(data, file), file))


def _check_size(size: int, file: str) -> None:
    if size > MOST_BYTES:
        raise FileError(sentence("{file} holds more than {most} bytes.", file=file, most=MOST_BYTES))


def _unpack(data: bytes, file: str) -> bytes:
    """Return the one .csv of a .zip, at most one byte more than ``MOST_BYTES`` of it."""
    _check_size(len(data), file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()[:MOST_PARTS]
            if any(part.filename == "[Content_Types].xml" for part in parts):
                raise FileError(
                    sentence("{file} is an Excel workbook. Let its name end in .xlsx.", file=file)
                )
            tables = [part for part in parts if _is_table(part.filename)]
            if len(tables) != 1:
                raise FileError(
                    sentence(
                        "{file} holds {count} .csv files. Unpack it and import the one with the answers.",
                        file=file,
                        count=len(tables),
                    )
                )
            with archive.open(tables[0]) as part:
                return part.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise FileError(explain_unreadable_file(file, ValueError(str(error)))) from error


def _is_table(part: str) -> bool:
    return part.casefold().endswith((".csv", ".tsv")) and not part.startswith("__MACOSX/")


def _decode(data: bytes, file: str) -> str:
    """Decode a text. One with a mark of UTF-16 is what Excel calls Unicode text."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileError(sentence("{file} is no text. Download the answers again, as .csv.", file=file))


def _parse(text: str, file: str) -> tuple[Row, ...]:
    first = text[:10_000].lstrip().partition("\n")[0]
    separator = max(",\t;", key=first.count)
    rows: list[Row] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if len(row) > MOST_COLUMNS or len(rows) >= MOST_ROWS:
                raise FileError(
                    sentence(
                        "{file} has more than {rows} rows or {columns} columns.",
                        file=file,
                        rows=MOST_ROWS,
                        columns=MOST_COLUMNS,
                    )
                )
            rows.append(trim_row(row))
    except csv.Error as error:
        raise FileError(explain_unreadable_file(file, ValueError(str(error)))) from error
    return tuple(rows)

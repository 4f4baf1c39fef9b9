"""The size of an .xlsx file before it is read, and its error cells."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from xml.etree import ElementTree

from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.columns import number_column

MOST_CELLS = 10_000_000
"""The most cells of a file, with the blank ones inside the used range. Google Sheets holds no more.

calamine takes 32 bytes a cell and ends the whole process if they do not fit. So a file is measured before calamine
reads it.
"""

MOST_BYTES = 500_000_000
"""The most bytes that the parts of a file may unpack to, for the same reason."""

Errors = dict[tuple[int, int], str]
"""The error cells of one sheet: the error's text by row and column, both from 0."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What calamine would not tell of a file.

    ``errors`` are the error cells of each tab. ``hides``: there may be addresses behind texts, or notes.
    """

    errors: Mapping[str, Errors]
    hides: bool


def measure(archive: zipfile.ZipFile, name: str) -> Measurement:
    """Measure a file, and look for what calamine would not tell.

    Raises a WorkbookError if the file is too large to read.
    """
    if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
        raise WorkbookError(
            sentence(
                "{name} unpacks to more than {most} bytes. Delete what does not belong to the study.",
                name=name,
                most=MOST_BYTES,
            )
        )
    area = 0
    errors: dict[str, Errors] = {}
    hides = any(part.startswith("xl/worksheets/_rels/") for part in archive.namelist())
    for title, part in list_parts(archive):
        xml = archive.read(part)
        area += measure_area(xml)
        errors[title] = _find_errors(xml)
        hides = hides or b"HYPERLINK(" in xml
        if area > MOST_CELLS:
            raise WorkbookError(
                sentence(
                    "The used range of the tab {tab} in {name} is too large. Delete the rows and columns far "
                    "below and far right of the last entry.",
                    tab=title,
                    name=name,
                )
            )
    return Measurement(errors, hides)


def list_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """List title and part of each sheet, in the order of the parts. A part without a title has its own name."""
    titles: dict[str, str] = {}
    with suppress(KeyError, ElementTree.ParseError):  # calamine refuses such a file, and says why
        targets = {
            link.get("Id"): posixpath.normpath(posixpath.join("/xl", link.get("Target", "")))[1:]
            for link in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
            link = next((value for key, value in sheet.items() if key.endswith("}id")), None)
            if link in targets and "name" in sheet.attrib:
                titles[targets[link]] = sheet.attrib["name"]
    for part in archive.namelist():
        if part in titles or part.startswith("xl/worksheets/sheet"):
            yield titles.get(part, part), part


_COLUMN = re.compile(rb"""\sr=["']([A-Z]+)""")
_ROW = re.compile(rb"""\sr=["']([0-9]+)["']""")
_CELL = re.compile(rb"""<(?:\w+:)?c\s([^<>]*)>|<(?:\w+:)?v>([^<]*)<""")
_IS_ERROR = re.compile(rb"""\bt=["']e["']""")
_PLACE = re.compile(rb"""\br=["']([A-Z]+)([0-9]+)["']""")


def measure_area(xml: bytes) -> int:
    """Count the cells from A1 to the last row and the last column."""
    rows = max(map(int, _ROW.findall(xml)), default=1)
    columns = max(map(number_column, {found.decode() for found in _COLUMN.findall(xml)}), default=1)
    return rows * columns


def _find_errors(xml: bytes) -> Errors:
    if b't="e"' not in xml and b"t='e'" not in xml:
        return {}
    errors: Errors = {}
    place: re.Match[bytes] | None = None
    for found in _CELL.finditer(xml):
        if found[1] is not None:
            place = _PLACE.search(found[1]) if _IS_ERROR.search(found[1]) else None
        elif place:
            at = int(place[2]) - 1, number_column(place[1].decode()) - 1
            errors[at] = found[2].decode("utf-8", "replace")
            place = None
    return errors

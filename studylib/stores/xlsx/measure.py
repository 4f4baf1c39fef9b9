"""Measure an .xlsx file before it is read, and find its error cells."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from xml.etree import ElementTree

from studylib.text.errors import WorkbookError
from studylib.text.message import sentence

MOST_CELLS = 10_000_000
"""Cells of a file, blank ones inside the used range counted: Google Sheets holds no more. calamine takes 32 bytes
for each and ends the whole process where they do not fit, so a file is measured before calamine sees it."""

MOST_BYTES = 500_000_000
"""Bytes that the parts of a file may unpack to, for the same reason."""


Errors = dict[tuple[int, int], str]
"""The error cells of one sheet: row and column, both from 0, to the error's text."""


def measure(archive: zipfile.ZipFile, name: str) -> dict[str, Errors]:
    """Refuses a file too large to be read; the error cells of each tab, which calamine would give as blank."""
    if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
        raise WorkbookError(
            sentence(
                "{name} unpacks to more than {most} bytes. Delete what is no part of the study from it.",
                name=name,
                most=MOST_BYTES,
            )
        )
    area = 0
    errors: dict[str, Errors] = {}
    for title, part in _parts(archive):
        xml = archive.read(part)
        area += _area(xml)
        errors[title] = _errors(xml)
        if area > MOST_CELLS:
            raise WorkbookError(
                sentence(
                    "The used range of the tab {tab} in {name} is too large. Delete the rows and columns far "
                    "below and far right of the last entry.",
                    tab=title,
                    name=name,
                )
            )
    return errors


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Title and part of each sheet, in the order of the parts; a part that no title leads to has its own name."""
    titles: dict[str, str] = {}
    with suppress(KeyError, ElementTree.ParseError):  # calamine says what is wrong with such a file
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
_ERROR = re.compile(rb"""<(?:\w+:)?c\s([^>]*?\bt=["']e["'][^>]*)>(.*?)</(?:\w+:)?c>""", re.DOTALL)
_PLACE = re.compile(rb"""\br=["']([A-Z]+)([0-9]+)["']""")
_VALUE = re.compile(rb"""<(?:\w+:)?v>([^<]*)<""")


def _area(xml: bytes) -> int:
    """Cells of the rectangle from A1 to the last row and the last column that the sheet names."""
    rows = max(map(int, _ROW.findall(xml)), default=1)
    columns = max(map(_number, set(_COLUMN.findall(xml))), default=1)
    return rows * columns


def _errors(xml: bytes) -> Errors:
    if b't="e"' not in xml and b"t='e'" not in xml:
        return {}
    errors: Errors = {}
    for attributes, content in _ERROR.findall(xml):
        place, value = _PLACE.search(attributes), _VALUE.search(content)
        if place and value:
            errors[int(place[2]) - 1, _number(place[1]) - 1] = value[1].decode("utf-8", "replace")
    return errors


def _number(letters: bytes) -> int:
    """The number of a column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number

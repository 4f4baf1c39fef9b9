"""What an .xlsx file knows of doubtful cells: addresses behind texts, and notes. calamine gives neither."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from xml.etree import ElementTree

from studylib.stores.xlsx.formula_links import (
    Place,
    list_formulas,
    list_results,
    read_attributes,
    read_place,
)
from studylib.stores.xlsx.measure import list_parts
from studylib.workbook.cells import Cell, Tab, Workbook, trim_row
from studylib.workbook.details import Detail, apply_details
from studylib.workbook.hiders import Hidden, Hider, find_hiders
from studylib.workbook.hyperlinks import Hyperlink
from studylib.workbook.values import is_blank

MOST_BYTES = 10_000_000
"""The most bytes of the relations of one sheet. Parsed, they take many times as much."""

WIDEST = 1_000
"""Columns in which a formula without a result is looked for."""

_HYPERLINK = re.compile(rb"<(?:\w+:)?hyperlink\s([^<>]*)>")
_NOTE = re.compile(rb"<(?:\w+:)?comment\s([^<>]*)>")


def complete(archive: zipfile.ZipFile, workbook: Workbook) -> Workbook:
    """Write the addresses behind texts into the cells, and mark edited rows. Unreadable parts add nothing.

    The parts were measured before. Raises the errors of zipfile.
    """
    workbook = _fill_unsaved(archive, workbook)
    hiders = [each for each in find_hiders(workbook) if each.hidden is not Hidden.MOMENT]
    wanted = {each.title for each in hiders}
    known: dict[Hider, Detail] = {}
    for title, part in list_parts(archive) if wanted else ():
        if title in wanted:
            cells = next(tab.rows for tab in workbook.tabs if tab.title == title)
            known |= _read_part(archive, part, cells, [each for each in hiders if each.title == title])
    return apply_details(workbook, known)


def _fill_unsaved(archive: zipfile.ZipFile, workbook: Workbook) -> Workbook:
    """Write what ``=HYPERLINK(…)`` shows where a program saved the formula without its result."""
    texts = {
        title: xml for title, part in list_parts(archive) if b"HYPERLINK(" in (xml := archive.read(part))
    }
    tabs = (_fill_tab(tab, texts[tab.title]) if tab.title in texts else tab for tab in workbook.tabs)
    return replace(workbook, tabs=tuple(tabs))


def _fill_tab(tab: Tab, xml: bytes) -> Tab:
    rows: dict[int, list[Cell]] = {}
    for (row, column), shown in list_results(xml, tab.rows):
        if row < len(tab.rows) and column < WIDEST:
            cells = rows.setdefault(row, list(tab.rows[row]))
            cells += [None] * (column + 1 - len(cells))
            if is_blank(cells[column]) or cells[column] == 0:
                cells[column] = shown
    return replace(
        tab, rows=tuple(trim_row(rows[at]) if at in rows else row for at, row in enumerate(tab.rows))
    )


def _read_part(
    archive: zipfile.ZipFile, part: str, cells: tuple[tuple[object, ...], ...], hiders: list[Hider]
) -> Iterator[tuple[Hider, Detail]]:
    xml, relations = archive.read(part), _read_relations(archive, part)
    addresses = dict(list_formulas(xml, cells)) | dict(_list_hyperlinks(xml, relations))
    noted = set(_list_noted_rows(archive, relations))
    for each in hiders:
        if each.hidden is Hidden.EDIT:
            yield each, Detail(has_note=each.row in noted)
        elif address := addresses.get((each.row, each.column)):
            yield each, Detail(hyperlinks=(Hyperlink(address),))


def _read_relations(archive: zipfile.ZipFile, part: str) -> Mapping[str, tuple[str, str]]:
    """Read the kind and the target of each relation of a sheet, by its id. A target inside the file is a part."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}
    with suppress(KeyError, ElementTree.ParseError):
        info = archive.getinfo(f"{folder}/_rels/{name}.rels")
        xml = archive.read(info) if info.file_size <= MOST_BYTES else b""
        if b"<!DOCTYPE" in xml:  # entities may grow without end
            return {}
        for link in ElementTree.fromstring(xml):
            target = link.get("Target", "")
            if link.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target))[1:]
            found[link.get("Id", "")] = link.get("Type", "").rpartition("/")[2], target
    return found


def _list_hyperlinks(xml: bytes, relations: Mapping[str, tuple[str, str]]) -> Iterator[tuple[Place, str]]:
    """List the addresses of cells. Excel keeps the part behind ``#`` elsewhere. A link to a cell has no address."""
    for attributes in _HYPERLINK.findall(xml):
        given = read_attributes(attributes)
        id = next((value for name, value in given.items() if name.endswith(":id")), "")
        place = read_place(given.get("ref", "").partition(":")[0])
        address = relations.get(id, ("", ""))[1]
        if place and address:
            yield place, f"{address}#{given['location']}" if given.get("location") else address


def _list_noted_rows(archive: zipfile.ZipFile, relations: Mapping[str, tuple[str, str]]) -> Iterator[int]:
    """List the rows with a note, from 0."""
    for kind, target in relations.values():
        if kind == "comments":
            with suppress(KeyError):
                for attributes in _NOTE.findall(archive.read(target)):
                    if place := read_place(read_attributes(attributes).get("ref", "")):
                        yield place[0]

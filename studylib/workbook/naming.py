"""Read the setting ``columns``: which header stands for which column, as ``링크 = 어디에 올렸나요``."""

from collections.abc import Iterable
from dataclasses import dataclass

from studylib.text.message import sentence
from studylib.workbook import readings, values
from studylib.workbook.cells import Cell
from studylib.workbook.headers import Given
from studylib.workbook.index import OTHER, index_loose
from studylib.workbook.layouts import ANSWERS, TITLED, Layout, has_title

MOST = 200
"""Mappings that a cell may hold."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One mapping: a column's name and the header that means it. It may give the title of the tab."""

    tab: str
    column: str
    header: str


def parse_namings(cell: Cell) -> tuple[Naming, ...]:
    """Parse the mappings of a cell, parted by lines or semicolons. Raise a CellError for one that names no column."""
    pieces: list[str] = []
    for piece in values.show_text(cell).replace("＝", "=").replace("\n", ";").split(";")[:MOST]:
        if "=" in piece or not pieces:
            pieces.append(piece)
        elif piece.strip():
            pieces[-1] += f";{piece}"
    return tuple(_parse_naming(piece) for piece in pieces if piece.strip())


def _parse_naming(written: str) -> Naming:
    left, sign, header = written.partition("=")
    for separator in ":.>":
        left = left.replace(separator, "|")
    tab, _, column = left.rpartition("|")
    naming = Naming(tab.strip(), column.strip(), header.strip())
    if not sign or not readings.squeeze(values.fold(naming.header)):
        raise values.CellError(
            sentence(
                "“{cell}” maps no column. Write a column and its header, as in link = Where did you post it.",
                cell=written.strip(),
            )
        )
    if not any(find_column(naming, layout) for layout in (*TITLED, ANSWERS)):
        raise values.CellError(
            sentence(
                "“{column}” is no column. Write a header of the template, as in link = {header}.",
                column=left.replace("|", " ").strip(),
                header=naming.header,
            )
        )
    return naming


def list_namings(cells: Iterable[Cell]) -> tuple[Naming, ...]:
    """List the readable mappings of several cells."""
    namings: list[Naming] = []
    for cell in cells:
        try:
            namings += parse_namings(cell)
        except values.CellError:
            continue
    return tuple(namings)


def find_column(naming: Naming, layout: Layout, title: str | None = None) -> str | None:
    """Find the column of a layout that a mapping names. ``None`` if it names none, or one of another tab.

    ``title`` is that of the tab, ``None`` for any.
    """
    if naming.tab and not _is_tab(naming.tab, layout, title):
        return None
    squeezed = readings.squeeze(values.fold(naming.column))
    if naming.column in layout.columns:
        return naming.column
    column, rank, _ = index_loose(layout).get(squeezed, ("", OTHER + 1, 0))
    later = (each for each in layout.later if squeezed in map(readings.squeeze, layout.columns[each]))
    return column if rank <= OTHER else next(later, None)


def _is_tab(tab: str, layout: Layout, title: str | None) -> bool:
    squeezed = readings.squeeze(values.fold(tab))
    named = {readings.squeeze(each) for each in layout.titles} | set(layout.other_titles)
    if has_title(layout, tab) or squeezed in named:
        return True
    same = title is None or squeezed == readings.squeeze(values.fold(title))
    return same and layout is ANSWERS and not any(has_title(each, tab) for each in TITLED)


def find_given(namings: Iterable[Naming], layout: Layout, title: str) -> Given:
    """Find the columns that the settings give the headers of a tab, by squeezed header."""
    given: dict[str, str] = {}
    for naming in namings:
        if column := find_column(naming, layout, title):
            given.setdefault(readings.squeeze(values.fold(naming.header)), column)
    return given

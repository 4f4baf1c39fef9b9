"""Read the addresses of ``=HYPERLINK(…)`` from the XML of a sheet."""

import html
import re
from collections.abc import Iterator

from studylib.workbook.columns import number_column

LONGEST_FORMULA = 8_192
"""Excel's limit, in characters."""

MOST_FORMULAS = 100_000
"""The most ``=HYPERLINK(…)`` of one sheet that are read."""

LONGEST_START = 500
"""Bytes before a formula in which its cell begins."""

Place = tuple[int, int]
"""Row and column, from 0."""

_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_BEGINNING = re.compile(rb"""<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?f(?:\s[^<>]*)?>\s*=?$""")
_ARGUMENT = re.compile(r"""\s*(?:"((?:[^"]|"")*)"|(\$?[A-Z]{1,3}\$?\d{1,7}))\s*([&,)]|$)""")


def read_attributes(written: bytes) -> dict[str, str]:
    return {
        name.decode("utf-8", "replace"): html.unescape((one or other).decode("utf-8", "replace"))
        for name, one, other in _ATTRIBUTE.findall(written)
    }


def read_place(written: str) -> Place | None:
    match = _CELL.fullmatch(written)
    return (int(match[2]) - 1, number_column(match[1]) - 1) if match else None


def list_formulas(xml: bytes, cells: tuple[tuple[object, ...], ...]) -> Iterator[tuple[Place, str]]:
    """List the addresses of ``=HYPERLINK(…)``. Each must consist of texts and cells of the same sheet."""
    for place, formula in _list_calls(xml):
        if address := _join_argument(formula, cells)[0]:
            yield place, address


def list_results(xml: bytes, cells: tuple[tuple[object, ...], ...]) -> Iterator[tuple[Place, str]]:
    """List the texts that ``=HYPERLINK(…)`` show: the second argument if there is one, else the address."""
    for place, formula in _list_calls(xml):
        address, end = _join_argument(formula, cells)
        if shown := _join_argument(formula, cells, end)[0] or address:
            yield place, shown


def _list_calls(xml: bytes) -> Iterator[tuple[Place, str]]:
    """List the cells of ``=HYPERLINK(…)``, each with the text after the parenthesis."""
    at = -1
    for _ in range(MOST_FORMULAS):
        at = xml.find(b"HYPERLINK(", at + 1)
        if at < 0:
            return
        begins = _BEGINNING.search(xml, max(0, at - LONGEST_START), at)
        place = read_place(read_attributes(begins[1]).get("r", "")) if begins else None
        formula = xml[at + len(b"HYPERLINK(") : at + LONGEST_FORMULA].partition(b"<")[0]
        if place:
            yield place, html.unescape(formula.decode("utf-8", "replace"))


def _join_argument(formula: str, cells: tuple[tuple[object, ...], ...], at: int = 0) -> tuple[str, int]:
    """Join an argument of a formula: texts and cells, with ``&`` between. ``""`` if it has other parts.

    Returns the place after it, too. It is the formula's end if no argument follows that can be read.
    """
    joined = ""
    while match := _ARGUMENT.match(formula, at):
        joined += (match[1] or "").replace('""', '"') if match[2] is None else _show_cell(match[2], cells)
        at = match.end()
        if match[3] != "&":
            return joined, at if match[3] == "," else len(formula)
    return "", len(formula)


def _show_cell(written: str, cells: tuple[tuple[object, ...], ...]) -> str:
    row, column = read_place(written) or (0, 0)
    cell = cells[row][column] if row < len(cells) and column < len(cells[row]) else None
    return "" if cell is None else str(cell)

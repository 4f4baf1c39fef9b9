"""Rows of data as people and programs take them: a table for the terminal, CSV, JSON."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

import pandas as pd

from studylib.season.study import Problem
from studylib.text.language import Language
from studylib.text.masking import mask_addresses
from studylib.text.message import quote
from studylib.workbook import values
from studylib.workbook.cells import Cell, Row, Tab

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\0")
"""A text that begins so, spaces aside, would run as a formula where the CSV is opened (CWE-1236, OWASP CSV injection:
the full-width signs too, in a Japanese or Korean Excel)."""


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def render_rows(frame: pd.DataFrame, form: Format) -> bytes:
    """The frame's rows, UTF-8. CSV and JSON give the same values: times ISO 8601 with offset, blanks empty or null."""
    if form is Format.CSV:
        return to_csv(frame)
    if form is Format.JSON:
        return to_json(frame)
    return to_table(frame)


def list_problems(found: Sequence[Problem], language: Language) -> pd.DataFrame:
    """One row a problem: ``tab, row, column, message``, in the order given."""
    rows = [(mask_addresses(each.tab), each.row, each.column, language.say(each.message)) for each in found]
    return pd.DataFrame(rows, columns=["tab", "row", "column", "message"]).astype({"row": "Int64"})


def to_csv(frame: pd.DataFrame) -> bytes:
    """RFC 4180 with a byte-order mark, for Excel; texts that would run as a formula get a leading apostrophe."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([_unformulated(str(column)) for column in frame.columns])
    writer.writerows([["" if cell is None else _unformulated(cell) for cell in row] for row in _rows(frame)])
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def to_json(frame: pd.DataFrame) -> bytes:
    """A list of one object a row."""
    return json_text([dict(zip(frame.columns, row, strict=True)) for row in _rows(frame)])


def json_text(records: Sequence[Mapping[str, object]]) -> bytes:
    """A list of these objects, for a person too."""
    return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()


def to_paste(rows: Sequence[Row]) -> bytes:
    """Rows of raw cells to paste into a sheet: cells parted by tabs, each row on one line, formulas as in a CSV."""
    lines = (
        "\t".join(str(_unformulated(values.fold_blanks(values.show_text(cell)))) for cell in row)
        for row in rows
    )
    return "".join(f"{line}\n" for line in lines).encode()


def to_table(frame: pd.DataFrame) -> bytes:
    """A table for a terminal, wide characters counted as wide, everything on one line a row; no control characters."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in frame.columns:
        numeric = pd.api.types.is_numeric_dtype(frame[column])
        table.add_column(Text(str(column)), justify="right" if numeric else "left", no_wrap=True)
    for row in _rows(frame):
        table.add_row(*(Text("" if cell is None else str(quote(cell))) for cell in row))
    file = io.StringIO()
    Console(file=file, width=10_000, highlight=False, color_system=None, legacy_windows=False).print(table)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines()).encode()


def to_tab(frame: pd.DataFrame, title: str) -> Tab:
    """The rows as the tab of a workbook, each cell of its own type: there, a text is no formula."""
    return Tab(title, (tuple(frame.columns), *_rows(frame)))


def _rows(frame: pd.DataFrame) -> list[Row]:
    """The cells as plain Python values, row by row."""
    columns = [[_plain(cell) for cell in frame[column].tolist()] for column in frame.columns]
    return list(zip(*columns, strict=True))


def _plain(cell: Cell) -> Cell:
    if pd.isna(cell):  # type: ignore[arg-type]
        return None
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="milliseconds")
    return cell


def _unformulated(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    bare = "".join(char for char in cell if char.isprintable()).lstrip()
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) or bare.startswith(FORMULA_STARTS) else cell

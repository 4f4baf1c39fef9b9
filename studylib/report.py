"""Reports: rows of data as a table for the terminal, as CSV or as JSON."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from math import isinf

import pandas as pd

from studylib.season.problems import Problem
from studylib.text.direction import balance, isolate
from studylib.text.invisible import HIDDEN
from studylib.text.language import Language
from studylib.text.masking import mask_addresses
from studylib.text.message import LONGEST_QUOTE, quote
from studylib.workbook import values
from studylib.workbook.cells import Cell, Row, Tab, is_huge

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\0")
"""Starts of a text, spaces aside, that would run as a formula when the CSV is opened.

CWE-1236, OWASP CSV injection. A Japanese or Korean Excel runs the full-width signs too.
"""


_BETWEEN = re.compile(rf"([;\t\r\n\v\f\s\"'\0{HIDDEN}]++)([=+\-@＝＋－＠])?")
"""Blanks and separators within a text, and the start of a formula behind them."""

_SEPARATORS = frozenset(";\t\r\n\v\f")
"""What parts cells for a program that does not split at commas, as Excel in much of Europe."""


GAP = "   "
"""What parts the columns of a table."""

LONGEST_REASON = 300
"""Most characters of a reason in a table. It says what a fine is made of, part by part."""


class Format(StrEnum):
    """The format of printed rows."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def render_rows(frame: pd.DataFrame, form: Format) -> bytes:
    """Render the rows as UTF-8. CSV and JSON agree: times are ISO 8601 with offset, blanks are empty or null."""
    if form is Format.CSV:
        return to_csv(frame)
    if form is Format.JSON:
        return to_json(frame)
    return to_table(frame)


def list_findings(findings: Sequence[Problem], language: Language) -> pd.DataFrame:
    """List one row a problem or notice, in the given order: ``tab, row, subject, column, message, kind``."""
    rows = [
        (
            balance(mask_addresses(each.tab)),
            each.row,
            each.subject or None,
            each.column,
            language.say(each.message),
            "notice" if each.is_notice else "problem",
        )
        for each in findings
    ]
    columns = ["tab", "row", "subject", "column", "message", "kind"]
    return pd.DataFrame(rows, columns=columns).astype({"row": "Int64"})


def to_csv(frame: pd.DataFrame) -> bytes:
    """Write CSV by RFC 4180, with a byte-order mark for Excel. Formula-like texts get a leading apostrophe."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([_escape_formula(str(column)) for column in frame.columns])
    writer.writerows(
        [["" if cell is None else _escape_formula(cell) for cell in row] for row in _list_rows(frame)]
    )
    return _encode(BYTE_ORDER_MARK + file.getvalue())


def to_json(frame: pd.DataFrame) -> bytes:
    """Write a JSON list with one object a row."""
    rows = [map(_to_json, row) for row in _list_rows(frame)]
    return json_text([dict(zip(frame.columns, row, strict=True)) for row in rows])


def _to_json(cell: Cell) -> Cell:
    """Return the cell if JSON has its type, else its text. JSON knows no infinity."""
    is_text = isinstance(cell, date | time | timedelta) or (isinstance(cell, float) and isinf(cell))
    return values.show_text(cell) if is_text else cell


def json_text(records: Sequence[Mapping[str, object]]) -> bytes:
    """Write a JSON list of these objects, indented for people."""
    return _encode(json.dumps(records, ensure_ascii=False, indent=1) + "\n")


def _encode(text: str) -> bytes:
    """Encode as UTF-8, with U+FFFD for half a character."""
    return values.HALF_CHARACTER.sub("\ufffd", text).encode()


def to_paste(rows: Sequence[Row]) -> bytes:
    """Write raw cells to paste into a sheet, tab-separated, one row a line. Escape formulas as in CSV."""
    lines = (
        "\t".join(str(_escape_formula(values.fold_blanks(values.show_text(cell)))) for cell in row)
        for row in rows
    )
    return "".join(f"{line}\n" for line in lines).encode()


def to_table(frame: pd.DataFrame) -> bytes:
    """Draw a table for a terminal, one line a row. Wide characters count as two. Control characters are left out."""
    from rich.cells import cell_len  # rich's own tables take a tenth of a second

    heads = [str(column) for column in frame.columns]
    most = [LONGEST_REASON if head == "reason" else LONGEST_QUOTE for head in heads]
    right = [pd.api.types.is_numeric_dtype(kind) for kind in frame.dtypes]
    rows = [heads, *(list(map(_quote, row, most)) for row in _list_rows(frame))]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]

    def draw(row: Sequence[str]) -> str:
        blanks = [" " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)]
        cells = zip(row, blanks, right, strict=True)
        return " " + GAP.join(blank + cell if last else cell + blank for cell, blank, last in cells)

    rule = " " + "─" * (sum(widths) + len(GAP) * (len(widths) - 1))
    head, *below = map(draw, rows)
    return "".join(f"{line.rstrip()}\n" for line in ("", head, rule, *below, "")).encode()


def _quote(cell: Cell, most: int) -> str:
    return "" if cell is None else isolate(str(quote(cell, most)))


def to_tab(frame: pd.DataFrame, title: str) -> Tab:
    """Make a tab of a workbook, each cell of its own type. A text cell does not run as a formula."""
    return Tab(title, (tuple(frame.columns), *_list_rows(frame)))


def _list_rows(frame: pd.DataFrame) -> list[Row]:
    """List the cells as plain Python values, row by row."""
    columns = [[_to_plain(cell) for cell in frame[column].tolist()] for column in frame.columns]
    return list(zip(*columns, strict=True))


def _to_plain(cell: Cell) -> Cell:
    if pd.isna(cell):  # type: ignore[arg-type]
        return None
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="milliseconds")
    return values.show_text(cell) if is_huge(cell) else cell


def _escape_formula(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    bare = "".join(char for char in cell if char.isprintable()).lstrip()
    split_safe = _BETWEEN.sub(_part, cell)
    return (
        f"'{split_safe}" if cell.startswith(FORMULA_STARTS) or bare.startswith(FORMULA_STARTS) else split_safe
    )


def _part(found: re.Match[str]) -> str:
    blanks, sign = found.groups()
    return f"{blanks}'{sign}" if sign and _SEPARATORS & set(blanks) else found[0]

"""Tables for people as an .xlsx file: a fixed head, widths, formats, and no text that runs as a formula."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from studylib.exports.listing import ColumnKind, ExportCell, ExportColumn, ExportTable
from studylib.text.bounds import cut_text
from studylib.text.language import Language
from studylib.text.width import measure_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_000
"""The most characters of a text. Excel takes 32,767 UTF-16 units."""
WIDEST, NARROWEST = 60, 9
"""Columns of a text, of which a Hangul syllable takes two."""
MEASURED_ROWS = 200
"""The first rows, by which the widths are chosen."""

WON = {"ko": '#,##0"원"', "en": '"₩"#,##0'}
MONTH = {"ko": 'yyyy"년" m"월"', "en": "mmmm yyyy"}
MOMENT = "yyyy-mm-dd hh:mm:ss"
WIDTHS = {ColumnKind.MOMENT: len(MOMENT), ColumnKind.MONTH: 14, ColumnKind.WON: 12}
"""The columns that a value takes as formatted."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, or what comes out of it as another text."""


def pack_tables(tables: Sequence[ExportTable], language: Language) -> bytes:
    """Pack tables into an .xlsx file, a tab each. It takes any text: what Excel cannot hold becomes U+FFFD."""
    import xlsxwriter  # slow to import

    packed = BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    formats = {kind: {"num_format": _format(kind, language)} for kind in ColumnKind}
    plain = {kind: book.add_format(form) for kind, form in formats.items()}
    bold = {kind: book.add_format({**form, "bold": True, "top": 1}) for kind, form in formats.items()}
    head = {
        kind: book.add_format(
            {"bold": True, "bottom": 1, "align": "left" if kind is ColumnKind.TEXT else "right"}
        )
        for kind in ColumnKind
    }
    for table in tables:
        sheet = book.add_worksheet(table.title)
        _put_row(sheet, 0, table.columns, [column.name for column in table.columns], head)
        for number, row in enumerate(table.rows, 1):
            _put_row(sheet, number, table.columns, row, plain)
        _put_row(sheet, len(table.rows) + 1, table.columns, table.sums, bold)
        _lay_out(sheet, table)
    book.close()
    return packed.getvalue()


def _format(kind: ColumnKind, language: Language) -> str:
    formats = {
        ColumnKind.WON: WON[language.code],
        ColumnKind.MONTH: MONTH[language.code],
        ColumnKind.MOMENT: MOMENT,
        ColumnKind.NUMBER: "0",
    }
    return formats.get(kind, "General")


def _lay_out(sheet: "Worksheet", table: ExportTable) -> None:
    """Fix the head, offer filters over the rows, and set the widths."""
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    shown = [*table.rows[:MEASURED_ROWS], *([table.sums] if table.sums else [])]
    for place, column in enumerate(table.columns):
        cells = [_measure(row[place], column.kind) for row in shown]
        sheet.set_column(place, place, min(WIDEST, max([NARROWEST, measure_text(column.name) + 4, *cells])))


def _measure(cell: ExportCell, kind: ColumnKind) -> int:
    if cell is None:
        return 0
    return measure_text(cell[: 2 * WIDEST]) + 2 if isinstance(cell, str) else WIDTHS.get(kind, 8) + 2


def _put_row(
    sheet: "Worksheet",
    number: int,
    columns: Sequence[ExportColumn],
    cells: Sequence[ExportCell],
    formats: Mapping[ColumnKind, "Format"],
) -> None:
    """Write a row, each cell by the method for its type. XlsxWriter's ``write`` would make formulas and links."""
    for place, (column, cell) in enumerate(zip(columns, cells, strict=False)):
        form = formats[column.kind]
        if cell is None:
            sheet.write_blank(number, place, None, form)
        elif isinstance(cell, str):
            _put_text(sheet, number, place, _UNWRITABLE.sub("\ufffd", cut_text(cell, LONGEST_CELL)), form)
        elif isinstance(cell, datetime | date):
            sheet.write_datetime(number, place, cell, form)
        else:
            sheet.write_number(number, place, cell, form)


def _put_text(sheet: "Worksheet", row: int, column: int, text: str, form: "Format") -> None:
    """Write a text. XlsxWriter would take one between ``<r>`` and ``</r>`` for its own markup."""
    if text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(row, column, text[:1], form, text[1:], form)
    else:
        sheet.write_string(row, column, text, form)

"""Tables for people as CSV, which Excel opens with its letters, numbers and days as they are."""

from datetime import date, datetime

import pandas as pd

from studylib import report
from studylib.exports.listing import ExportCell, ExportTable
from studylib.text.language import Language


def write_csv(table: ExportTable, language: Language) -> bytes:
    """Write a table and its sums as ``report.to_csv`` does: byte-order mark, CRLF, no text that runs as a formula."""
    rows = [*table.rows, *([table.sums] if table.sums else [])]
    names = [column.name for column in table.columns]
    texts = [[_write_cell(cell, language) for cell in row] for row in rows]
    return report.to_csv(pd.DataFrame(texts, columns=names, dtype="object"))


def _write_cell(cell: ExportCell, language: Language) -> str | int | None:
    """Write a moment as any spreadsheet reads it, and a month in words."""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    return language.month(f"{cell:%Y-%m}") if isinstance(cell, date) else cell

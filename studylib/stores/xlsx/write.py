"""Write a workbook as .xlsx. The door of XlsxWriter."""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

from studylib import files
from studylib.stores.xlsx.limits import check_cells, check_titles
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Cell, Row, Tab, Workbook, trim_row

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FIRST_DAY = date(1900, 3, 1)
"""The first day on which Excel and Google Sheets count alike: Excel has a 29 February 1900."""

MOST_EXACT = 2**53
"""Up to here every integer is a double."""

MOST_TIME = timedelta(days=1_000_000)
"""Below this, a duration in days is a double that holds the millisecond."""

_FORMATS = {
    str: "General",
    bool: "General",
    int: "General",
    float: "General",
    datetime: "yyyy-mm-dd hh:mm:ss.000",
    date: "yyyy-mm-dd",
    time: "hh:mm:ss.000",
    timedelta: "[h]:mm:ss.000",
}


def write_xlsx(workbook: Workbook, path: str | Path) -> None:
    """Writes the workbook, ``packed``, to an .xlsx file.

    The file is made beside ``path`` and then takes its place, so an error leaves the old file as it was. Raises a
    WorkbookError where the workbook cannot be packed, before anything is written, and where the file cannot be written.
    """
    _put(pack_xlsx(workbook), Path(path))


def pack_xlsx(workbook: Workbook) -> bytes:
    """The bytes of an .xlsx file that ``Xlsx.fetch`` reads back cell for cell.

    Texts stay texts, whatever they look like. What a number cell does not hold exactly is written as the text that
    says the same: nan and inf, integers beyond ``MOST_EXACT``, times finer than a millisecond or with an offset,
    dates before ``FIRST_DAY`` and durations of a million days. A datetime at 00:00 comes back as a date, a float
    without a fraction as an int. Blank cells at the end of a row and blank rows at the end of a tab are not kept.

    Raises a WorkbookError that names the tab, title or cell that Excel cannot hold.
    """
    tabs = [Tab(tab.title, tuple(map(trim_row, tab.rows))) for tab in workbook.tabs]
    check_titles([tab.title for tab in tabs])
    for tab in tabs:
        check_cells(tab)
    return _packed(tabs)


def _packed(tabs: Sequence[Tab]) -> bytes:
    """The file's bytes. All titles and cells must have been checked."""
    import xlsxwriter  # most of the time in which this file is imported, and reading does without

    packed = BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    plain, bold = _formats(book, bold=False), _formats(book, bold=True)
    for tab in tabs:
        sheet = book.add_worksheet(tab.title)
        if tab.rows:
            sheet.freeze_panes(1, 0)
        for column, width in enumerate(_widths(tab.rows)):
            sheet.set_column(column, column, width)
        for number, row in enumerate(tab.rows):
            for column, cell in enumerate(row):
                _put_cell(sheet, number, column, cell, plain if number else bold)
    book.close()
    return packed.getvalue()


def _formats(book: "xlsxwriter.Workbook", bold: bool) -> dict[type, "Format"]:
    """XlsxWriter's formats, by the type of the cell."""
    return {kind: book.add_format({"num_format": form, "bold": bold}) for kind, form in _FORMATS.items()}


def _put_cell(sheet: "Worksheet", row: int, column: int, cell: Cell, formats: dict[type, "Format"]) -> None:
    """One cell, by the method for its type: XlsxWriter's ``write`` would make formulas and links of texts."""
    if cell is None:
        return
    if not isinstance(cell, str) and not _exact(cell):
        cell = _as_text(cell)
    form = formats[type(cell)]
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, form)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, _Precise(cell), form)
    elif not isinstance(cell, str):
        sheet.write_datetime(row, column, cell, form)
    elif cell.startswith("<r>") and cell.endswith("</r>"):
        # ``write_string`` takes such a text for markup of its own and puts it into the file as it is.
        sheet.write_rich_string(row, column, cell[:1], form, cell[1:], form)
    else:
        sheet.write_string(row, column, cell, form)


class _Precise(float):
    """A number that XlsxWriter, which formats to 16 digits, writes with as many as it needs (up to 17)."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


def _exact(cell: bool | int | float | date | time | timedelta) -> bool:
    """Whether a number cell gives the same back, to the last digit and microsecond."""
    match cell:
        case float():
            return isfinite(cell)
        case int():
            return abs(cell) <= MOST_EXACT
        case datetime():
            return cell.tzinfo is None and cell.date() >= FIRST_DAY and cell.microsecond % 1000 == 0
        case date():
            return cell >= FIRST_DAY
        case time():
            return cell.tzinfo is None and cell.microsecond % 1000 == 0
    return abs(cell) < MOST_TIME and cell.microseconds % 1000 == 0


def _as_text(cell: int | float | date | time | timedelta) -> str:
    match cell:
        case datetime():
            return cell.isoformat(" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            seconds, fraction = divmod(abs(cell) // timedelta(microseconds=1), 1_000_000)
            minutes, second = divmod(seconds, 60)
            hours, minute = divmod(minutes, 60)
            return f"{'-' if cell < timedelta() else ''}{hours}:{minute:02}:{second:02}.{fraction:06}"
    return repr(cell)


def _widths(rows: Sequence[Row]) -> list[int]:
    """The widths of the columns, in digits, that show the first hundred rows; at least 8, at most 60."""
    widths = [8] * max(map(len, rows[:100]), default=0)
    for row in rows[:100]:
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], min(60, _width(cell) + 2))
    return widths


def _width(cell: Cell) -> int:
    """Digits' room of a cell: a datetime is shown with its milliseconds, a Korean letter is as wide as two digits."""
    if isinstance(cell, date | time | timedelta):
        return len(_FORMATS[type(cell)])
    lines = str(cell or "")[:1000].splitlines()
    return max(
        (sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line) for line in lines),
        default=0,
    )


def _put(data: bytes, path: Path) -> None:
    """Puts the file in its place in one step, on disk before the old one goes; only its owner can read it, for it
    holds addresses."""
    try:
        files.replace_file(path, data, files.PRIVATE)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise WorkbookError(
            sentence(
                "The file {path} cannot be written: {why}. Check its folder, or choose another.",
                path=str(path),
                why=why or "",
            )
        ) from error

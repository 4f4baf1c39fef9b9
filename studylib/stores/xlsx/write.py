"""A workbook written as .xlsx by XlsxWriter."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

from studylib import files
from studylib.stores.xlsx.limits import check_cells, check_titles
from studylib.text.errors import WorkbookError
from studylib.text.faults import explain_unwritable_file
from studylib.text.width import measure_text
from studylib.workbook import values
from studylib.workbook.cells import Cell, Row, Tab, Workbook, spell_cell, trim_row

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FIRST_DAY = date(1900, 3, 1)
"""The first day that Excel and Google Sheets count alike. Excel has a 29 February 1900."""

MOST_EXACT = 2**53
"""The bound up to which every integer is a double."""

MOST_TIME = timedelta(days=1_000_000)
"""The bound below which a duration in days is a double to the millisecond."""

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
    """Write the workbook to an .xlsx file, as ``pack_xlsx`` makes it. Only its owner can read it: it holds addresses.

    The new file replaces the old one in one step. An error leaves the old file as it was. Raises a WorkbookError if
    the workbook cannot be packed or the file cannot be written. A workbook is packed before anything is written.
    """
    data = pack_xlsx(workbook)
    try:
        files.replace_file(Path(path), data, files.PRIVATE)
    except (OSError, ValueError) as error:
        raise WorkbookError(explain_unwritable_file(path, error)) from error


def pack_xlsx(workbook: Workbook) -> bytes:
    """Return the bytes of an .xlsx file that ``Xlsx.fetch`` reads back cell for cell.

    Texts stay texts, whatever they look like. A value that a number cell cannot hold exactly becomes a text. Such are
    nan and inf, integers beyond ``MOST_EXACT`` and dates before ``FIRST_DAY``. Such are also times finer than a
    millisecond or with an offset, and durations from ``MOST_TIME`` on. A datetime at 00:00 comes back as a date. A
    float without a fraction comes back as an int. Blank cells and blank rows at the end are dropped.

    Raises a WorkbookError that names the tab, title or cell that Excel cannot hold.
    """
    tabs = [Tab(tab.title, tuple(map(trim_row, tab.rows))) for tab in workbook.tabs]
    check_titles([tab.title for tab in tabs])
    for tab in tabs:
        check_cells(tab)
    return _pack_tabs(tabs)


def _pack_tabs(tabs: Sequence[Tab]) -> bytes:
    """Return the file's bytes. All titles and cells must have been checked."""
    import xlsxwriter  # slow to import, and reading does not need it

    packed = BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    plain, bold = _add_formats(book, bold=False), _add_formats(book, bold=True)
    for tab in tabs:
        sheet = book.add_worksheet(tab.title)
        if tab.rows:
            sheet.freeze_panes(1, 0)
        for column, width in enumerate(_measure_columns(tab.rows)):
            sheet.set_column(column, column, width)
        for number, row in enumerate(tab.rows):
            for column, cell in enumerate(row):
                _put_cell(sheet, number, column, cell, plain if number else bold)
    book.close()
    return packed.getvalue()


def _add_formats(book: "xlsxwriter.Workbook", bold: bool) -> dict[type, "Format"]:
    """XlsxWriter's formats, by the type of the cell."""
    return {kind: book.add_format({"num_format": form, "bold": bold}) for kind, form in _FORMATS.items()}


def _put_cell(sheet: "Worksheet", row: int, column: int, cell: Cell, formats: dict[type, "Format"]) -> None:
    """Write one cell by the method for its type. XlsxWriter's ``write`` would turn texts into formulas and links."""
    if cell is None:
        return
    if not isinstance(cell, str) and not _is_exact(cell):
        cell = _write_text(cell)
    form = formats[type(cell)]
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, form)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, _Precise(cell), form)
    elif not isinstance(cell, str):
        sheet.write_datetime(row, column, cell, form)
    elif cell.startswith("<r>") and cell.endswith("</r>"):
        # ``write_string`` takes such a text for its own markup and copies it into the file.
        sheet.write_rich_string(row, column, cell[:1], form, cell[1:], form)
    else:
        sheet.write_string(row, column, cell, form)


class _Precise(float):
    """A number that XlsxWriter writes with all its digits, up to 17, not with its usual 16."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


def _is_exact(cell: bool | int | float | date | time | timedelta) -> bool:
    """Return True if a number cell keeps the value to the last digit and microsecond."""
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


def _write_text(cell: int | float | date | time | timedelta) -> str:
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
    return spell_cell(cell)


def _measure_columns(rows: Sequence[Row]) -> list[int]:
    """Return the widths of the columns in digits, by their first hundred rows. At least 8, at most 60."""
    widths = [8] * max(map(len, rows[:100]), default=0)
    for row in rows[:100]:
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], min(60, _measure_cell(cell) + 2))
    return widths


def _measure_cell(cell: Cell) -> int:
    """Return the width of a cell in digits. A Korean letter is as wide as two, and a datetime has its milliseconds."""
    if isinstance(cell, date | time | timedelta):
        return len(_FORMATS[type(cell)])
    lines = values.show_text(cell)[:1000].splitlines()
    return max(
        (measure_text(line) for line in lines),
        default=0,
    )

"""A workbook in an .xlsx file: the door of python_calamine, which reads, and of XlsxWriter, which writes."""

import posixpath
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from math import inf, isfinite
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from studylib import file
from studylib.cells import Cell, Edit, Row, Tab, Workbook, WorkbookError, trimmed
from studylib.sentence import sentence

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_CELLS = 10_000_000
"""Cells of a file, blank ones inside the used range counted: Google Sheets holds no more. calamine takes 32 bytes
for each and ends the whole process where they do not fit, so a file is measured before calamine sees it."""

MOST_BYTES = 500_000_000
"""Bytes that the parts of a file may unpack to, for the same reason."""

ROWS, COLUMNS = 1_048_576, 16_384
"""The size of an Excel sheet."""

LONGEST_TEXT = 32_767
"""The longest text of an Excel cell, in UTF-16 units (most emoji are two)."""

LONGEST_TITLE = 31
"""The longest title of an Excel tab, in UTF-16 units."""

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

_UNWRITABLE = re.compile(
    "[\ud800-\udfff\ufffe\uffff]"
    "|_x[0-9A-Fa-f]{4}(?:_x[0-9A-Fa-f]{4}_|[\\x00-\\x08\\x0b-\\x1f])"
    "|\\A<r>(?=.*</r>\\Z).*(?:[\\x00-\\x08\\x0b-\\x1f]|_x[0-9A-Fa-f]{4}_)",
    re.DOTALL,
)
"""What XlsxWriter 3.3 and calamine 0.9 do not bring back as it was: half characters and the two that Unicode keeps
out of files; what becomes two of Excel's escapes that share an underscore; and any escape in a text that is written
as markup (``_put_cell``)."""

_DAMAGED = (
    CalamineError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the readers raise for files that are damaged or something else; zipfile alone has most of these."""


class Xlsx:
    """The store of a workbook in an .xlsx file, read-only."""

    writable = False
    remote = False
    refresh_seconds = inf
    address = None

    def __init__(self, path: str) -> None:
        """Raises a WorkbookError if there is no such file."""
        self.name = path
        self._path = Path(path)
        self.version()

    def address_of(self, title: str) -> None:
        """See ``Store.address_of``. It is edited nowhere else."""

    def version(self) -> str:
        """See ``Store.version``. The file's time and size."""
        try:
            status = self._path.stat()
        except (OSError, ValueError) as error:
            _unreadable(self.name, error)
        return f"{status.st_mtime_ns}-{status.st_size}"

    def fetch(self) -> Workbook:
        """See ``Store.fetch``. All worksheets, hidden ones too, in their order; charts and macros are no tabs.

        Rows come trimmed, and without the blank ones after the last. Numbers without a fraction are ``int``; times
        are to the millisecond; a datetime at 00:00 is a ``date``, for a sheet knows no difference. A cell with an
        error in it is the error's text, such as ``#N/A``. A formula is its last result.
        """
        data = self._read()
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                errors = _measured(archive, self.name)
            with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
                tabs = [
                    Tab(sheet.name, _rows(book.get_sheet_by_name(sheet.name), errors.get(sheet.name, {})))
                    for sheet in book.sheets_metadata
                    if sheet.typ == SheetTypeEnum.WorkSheet
                ]
        except _DAMAGED as error:
            raise WorkbookError(
                sentence(
                    "{name} is no Excel workbook, or it is damaged: {why}. Download it again as .xlsx.",
                    name=self.name,
                    why=str(error),
                )
            ) from error
        return Workbook(tuple(tabs))

    def append(self, title: str, header: Row, rows: Sequence[Row], since: str | None = None) -> None:
        """Raises a WorkbookError: the file is somebody's download."""
        self._refuse()

    def rewrite(self, edits: Sequence[Edit], since: str | None = None) -> None:
        """Raises a WorkbookError: the file is somebody's download."""
        self._refuse()

    def forget(self) -> None:
        """See ``Store.forget``. Nothing was overwritten."""

    def replace(self, workbook: Workbook) -> None:
        """Raises a WorkbookError: the file is somebody's download."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise WorkbookError(
            sentence("{name} is only read. Import it into a database to write to it.", name=self.name)
        )

    def _read(self) -> bytes:
        """The whole file at once, so that all looks at it see the same."""
        try:
            data = self._path.read_bytes()
        except (OSError, ValueError) as error:
            _unreadable(self.name, error)
        if not data:
            raise WorkbookError(sentence("{name} is empty. Download it again as .xlsx.", name=self.name))
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise WorkbookError(
                sentence(
                    "{name} is protected by a password, or of an Excel before 2007. Save it as .xlsx, without a "
                    "password.",
                    name=self.name,
                )
            )
        if not data.startswith(b"PK"):
            raise WorkbookError(
                sentence("{name} is no Excel workbook. Download the sheet as .xlsx.", name=self.name)
            )
        return data


def write(workbook: Workbook, path: str | Path) -> None:
    """Writes the workbook, ``packed``, to an .xlsx file.

    The file is made beside ``path`` and then takes its place, so an error leaves the old file as it was. Raises a
    WorkbookError where the workbook cannot be packed, before anything is written, and where the file cannot be written.
    """
    _put(packed(workbook), Path(path))


def packed(workbook: Workbook) -> bytes:
    """The bytes of an .xlsx file that ``Xlsx.fetch`` reads back cell for cell.

    Texts stay texts, whatever they look like. What a number cell does not hold exactly is written as the text that
    says the same: nan and inf, integers beyond ``MOST_EXACT``, times finer than a millisecond or with an offset,
    dates before ``FIRST_DAY`` and durations of a million days. A datetime at 00:00 comes back as a date, a float
    without a fraction as an int. Blank cells at the end of a row and blank rows at the end of a tab are not kept.

    Raises a WorkbookError that names the tab, title or cell that Excel cannot hold.
    """
    tabs = [Tab(tab.title, tuple(map(trimmed, tab.rows))) for tab in workbook.tabs]
    _check_titles([tab.title for tab in tabs])
    for tab in tabs:
        _check_cells(tab)
    return _packed(tabs)


# Reading


def _unreadable(name: str, error: Exception) -> NoReturn:
    if isinstance(error, FileNotFoundError):
        raise WorkbookError(sentence("There is no file {name}. Check the address.", name=name)) from error
    if isinstance(error, IsADirectoryError):
        raise WorkbookError(
            sentence("{name} is a folder. Give the path of the .xlsx file in it.", name=name)
        ) from error
    why = error.strerror if isinstance(error, OSError) else str(error)
    raise WorkbookError(
        sentence("The file {name} cannot be read: {why}. Check it and its folder.", name=name, why=why or "")
    ) from error


Errors = dict[tuple[int, int], str]
"""The error cells of one sheet: row and column, both from 0, to the error's text."""


def _measured(archive: zipfile.ZipFile, name: str) -> dict[str, Errors]:
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


def _letters(number: int) -> str:
    """The letters of a column, from 1: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _rows(sheet: CalamineSheet, errors: Errors) -> tuple[Row, ...]:
    """The sheet's rows from row 1 on: what lies above the first entry is blank rows, not missing ones."""
    lines = sheet.to_python(skip_empty_area=False)
    for (row, column), text in errors.items():
        lines[row][column] = text
    rows = [trimmed([_cell(value) for value in line]) for line in lines]
    return _without_last_blanks(rows)


def _cell(value: Cell) -> Cell:
    if type(value) is float and value.is_integer() and abs(value) <= MOST_EXACT:
        return int(value)
    return value


def _without_last_blanks(rows: list[Row]) -> tuple[Row, ...]:
    while rows and not rows[-1]:
        rows.pop()
    return tuple(rows)


# Writing


def _check_titles(titles: Sequence[str]) -> None:
    if not titles:
        raise WorkbookError(sentence("The workbook has no tabs, and an Excel file needs one. Add one first."))
    seen: set[str] = set()
    for title in titles:
        _check_title(title)
        if title.casefold() in seen:
            raise WorkbookError(
                sentence(
                    "Two tabs have the title {title}; Excel takes small and capital letters for the same. "
                    "Give one of them another title.",
                    title=title,
                )
            )
        seen.add(title.casefold())


def _check_title(title: str) -> None:
    if _length(title) > LONGEST_TITLE:
        raise WorkbookError(
            sentence(
                "The title of the tab {title} is longer than the {most} characters that Excel takes. Shorten it.",
                title=title,
                most=LONGEST_TITLE,
            )
        )
    spoilt = any(char in "[]:*?/\\" or unicodedata.category(char) == "Cc" for char in title)
    if (
        spoilt
        or not title
        or title[0] == "'"
        or title[-1] == "'"
        or title.casefold() == "history"
        or _UNWRITABLE.search(title)
    ):
        raise WorkbookError(
            sentence(
                'Excel does not take "{title}" as the title of a tab: it may not be empty or "History", hold one of '
                "{signs} or a line break, nor begin or end with an apostrophe. Give the tab another title.",
                title=title,
                signs="[ ] : * ? / \\",
            )
        )


def _check_cells(tab: Tab) -> None:
    if len(tab.rows) > ROWS:
        raise WorkbookError(
            sentence(
                "The tab {tab} has {rows} rows, and Excel takes {most}. Move some to another tab.",
                tab=tab.title,
                rows=len(tab.rows),
                most=ROWS,
            )
        )
    for number, row in enumerate(tab.rows, start=1):
        if len(row) > COLUMNS:
            raise WorkbookError(
                sentence(
                    "Tab {tab}, row {row} has {columns} columns, and Excel takes {most}. Move some to another tab.",
                    tab=tab.title,
                    row=number,
                    columns=len(row),
                    most=COLUMNS,
                )
            )
        for column, cell in enumerate(row, start=1):
            if isinstance(cell, str):
                _check_text(cell, tab.title, number, column)


def _check_text(text: str, tab: str, row: int, column: int) -> None:
    if _length(text) > LONGEST_TEXT:
        raise WorkbookError(
            sentence(
                "Tab {tab}, row {row}, column {column}: the text is longer than the {most} characters that Excel "
                "takes (most emoji count as two). Shorten it.",
                tab=tab,
                row=row,
                column=_letters(column),
                most=LONGEST_TEXT,
            )
        )
    if _UNWRITABLE.search(text):
        raise WorkbookError(
            sentence(
                "Tab {tab}, row {row}, column {column}: the text {cell} holds characters that an Excel file cannot "
                "hold. Write it again without them.",
                tab=tab,
                row=row,
                column=_letters(column),
                cell=text,
            )
        )


def _length(text: str) -> int:
    """The text's length as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


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
        file.put(path, data, file.PRIVATE)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise WorkbookError(
            sentence(
                "The file {path} cannot be written: {why}. Check its folder, or choose another.",
                path=str(path),
                why=why or "",
            )
        ) from error

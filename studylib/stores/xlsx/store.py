"""A workbook in an .xlsx file: the door of python_calamine, which reads, and of XlsxWriter, which writes."""

import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from math import inf
from pathlib import Path
from typing import NoReturn

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from studylib.stores.xlsx.measure import Errors, measure
from studylib.stores.xlsx.write import MOST_EXACT
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Cell, Edit, Row, Tab, Workbook, trim_row

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
                errors = measure(archive, self.name)
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


def _rows(sheet: CalamineSheet, errors: Errors) -> tuple[Row, ...]:
    """The sheet's rows from row 1 on: what lies above the first entry is blank rows, not missing ones."""
    lines = sheet.to_python(skip_empty_area=False)
    for (row, column), text in errors.items():
        lines[row][column] = text
    rows = [trim_row([_cell(value) for value in line]) for line in lines]
    return _without_last_blanks(rows)


def _cell(value: Cell) -> Cell:
    if type(value) is float and value.is_integer() and abs(value) <= MOST_EXACT:
        return int(value)
    return value


def _without_last_blanks(rows: list[Row]) -> tuple[Row, ...]:
    while rows and not rows[-1]:
        rows.pop()
    return tuple(rows)

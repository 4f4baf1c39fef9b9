"""A workbook in an .xlsx file, read by calamine."""

import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from io import BytesIO
from math import inf
from pathlib import Path
from typing import NoReturn

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from studylib.stores.xlsx.apart import read_apart
from studylib.stores.xlsx.measure import Errors, measure
from studylib.stores.xlsx.plain import is_plain
from studylib.stores.xlsx.write import MOST_EXACT
from studylib.text.errors import StudyboardError, WorkbookError
from studylib.text.faults import explain_unreadable_file
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
"""The errors of the readers for damaged or other files. zipfile alone raises most of them."""


class Xlsx:
    """The read-only store of a workbook in an .xlsx file."""

    writable = False
    remote = False
    refresh_seconds = inf
    address = None

    def __init__(self, path: str) -> None:
        """Raise a WorkbookError if there is no such file."""
        self.name = path
        self._path = Path(path)
        self.version()

    def address_of(self, title: str) -> None:
        """See ``Store.address_of``. The cells are edited nowhere else."""

    def version(self) -> str:
        """See ``Store.version``. It is made of the file's times, size and place on the disk."""
        try:
            status = self._path.stat()
        except (OSError, ValueError) as error:
            _raise_unreadable(self.name, error)
        if stat.S_ISFIFO(status.st_mode) or stat.S_ISCHR(status.st_mode) or stat.S_ISSOCK(status.st_mode):
            # A read of it may never end.
            raise WorkbookError(
                sentence("{name} is no file. Put the .xlsx file itself at its place.", name=self.name)
            )
        return f"{status.st_mtime_ns}-{status.st_ctime_ns}-{status.st_size}-{status.st_ino}"

    def fetch(self) -> Workbook:
        """See ``Store.fetch``. All worksheets, hidden ones too, in their order. Charts and macros are no tabs.

        Rows come trimmed, without the blank ones at the end. Numbers without a fraction are ``int``. Times are to the
        millisecond. A datetime at 00:00 is a ``date``, because a sheet has no difference. A cell with an error is the
        error's text, such as ``#N/A``. A formula is its last result. An address behind the text of a cell stands after
        the text.
        """
        self._check_kind()
        try:
            plain = is_plain(self._path)
        except OSError as error:
            _raise_unreadable(self.name, error)
        return read_safely(str(self._path), self.name) if plain else read_apart(self._path, self.name)

    def take_turn(self) -> nullcontext[None]:
        """See ``Store.take_turn``. Nothing is written."""
        return nullcontext()

    def append(self, title: str, header: Row, rows: Sequence[Row], since: str | None = None) -> None:
        """Raise a WorkbookError: the file is a download, not the group's workbook."""
        self._refuse()

    def rewrite(self, edits: Sequence[Edit], since: str | None = None) -> None:
        """Raise a WorkbookError: the file is a download, not the group's workbook."""
        self._refuse()

    def forget(self) -> None:
        """See ``Store.forget``. Nothing was overwritten."""

    def replace(self, workbook: Workbook, since: str | None = None) -> None:
        """Raise a WorkbookError: the file is a download, not the group's workbook."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise WorkbookError(
            sentence("{name} is read-only. Import it into a database to write to it.", name=self.name)
        )

    def _check_kind(self) -> None:
        """Raise a WorkbookError for a file that begins like no workbook, without reading the rest."""
        try:
            with self._path.open("rb") as file:
                data = file.read(8)
        except (OSError, ValueError) as error:
            _raise_unreadable(self.name, error)
        if not data:
            raise WorkbookError(sentence("{name} is empty. Download it again as .xlsx.", name=self.name))
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise WorkbookError(
                sentence(
                    "{name} has a password, or it is from an Excel before 2007. Save it as .xlsx, without a password.",
                    name=self.name,
                )
            )
        if not data.startswith(b"PK"):
            raise WorkbookError(
                sentence("{name} is not an Excel workbook. Download the sheet as .xlsx.", name=self.name)
            )


def read_safely(path: str, name: str) -> Workbook:
    """Read a file as ``read_here`` does. Raises a WorkbookError for a panic of calamine, too."""
    try:
        return read_here(path, name)
    except (StudyboardError, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic is no Exception
        raise _make_damage_error(name, error) from error


def read_here(path: str, name: str) -> Workbook:
    """Read a file in this process, which it may end. Raises a WorkbookError if it cannot be read."""
    data = Path(path).read_bytes()
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            contents = measure(archive, name)
            with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
                bare = Workbook(tuple(_read_tabs(book, contents.errors)))
            return _complete(archive, bare) if contents.hides else bare
    except _DAMAGED as error:
        raise _make_damage_error(name, error) from error


def _make_damage_error(name: str, error: BaseException) -> WorkbookError:
    return WorkbookError(
        sentence(
            "{name} is not an Excel workbook, or it is damaged: {why}. Download it again as .xlsx.",
            name=name,
            why=str(error),
        )
    )


def _complete(archive: zipfile.ZipFile, bare: Workbook) -> Workbook:
    from studylib.stores.xlsx import details  # slow to import, and most files hide nothing

    return details.complete(archive, bare)


def _raise_unreadable(name: str, error: Exception) -> NoReturn:
    if isinstance(error, FileNotFoundError):
        raise WorkbookError(sentence("There is no file {name}. Check the address.", name=name)) from error
    if isinstance(error, IsADirectoryError):
        raise WorkbookError(
            sentence("{name} is a folder. Give the path of the .xlsx file in it.", name=name)
        ) from error
    raise WorkbookError(explain_unreadable_file(name, error)) from error


def _read_tabs(book: CalamineWorkbook, errors: Mapping[str, Errors]) -> Iterator[Tab]:
    for sheet in book.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet:
            yield Tab(sheet.name, _read_rows(book.get_sheet_by_name(sheet.name), errors.get(sheet.name, {})))


def _read_rows(sheet: CalamineSheet, errors: Errors) -> tuple[Row, ...]:
    """Return the sheet's rows from row 1 on. Rows above the first entry are blank, not missing."""
    lines = sheet.to_python(skip_empty_area=False)
    for (row, column), text in errors.items():
        lines[row][column] = text
    rows = [trim_row([_read_cell(value) for value in line]) for line in lines]
    return _drop_last_blanks(rows)


def _read_cell(value: Cell) -> Cell:
    if type(value) is float and value.is_integer() and abs(value) <= MOST_EXACT:
        return int(value)
    return value


def _drop_last_blanks(rows: list[Row]) -> tuple[Row, ...]:
    while rows and not rows[-1]:
        rows.pop()
    return tuple(rows)

"""The stores: where the cells of a workbook lie. One address says which store it is.

``sqlalchemy``, ``gspread``, ``python_calamine`` and ``xlsxwriter`` each take a good part of the time in which a
command starts, so a store's file is imported only when an address asks for that store.
"""

import os
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from studylib import secret
from studylib.cells import Edit, Row, Workbook, WorkbookError
from studylib.sentence import sentence

if TYPE_CHECKING:
    from studylib.stores.sheet import Sheet

DEFAULT = "sqlite:///data/studyboard.db"
"""The workbook of somebody who names none."""

VARIABLE = "STUDYBOARD_WORKBOOK"
"""The environment variable that names a workbook."""

GOOGLE_SHEET = "https://docs.google.com/"
"""How the address of a Google Sheet begins."""


class HeaderChanged(WorkbookError):
    """The tab is there, but its columns are no longer those the rows were made for; nothing was written."""


class WorkbookChanged(WorkbookError):
    """The workbook is no longer the version the rows were made for; nothing was written."""


class Store(Protocol):
    """Where the cells of one workbook lie. Every store may be used from several threads at once."""

    @property
    def name(self) -> str:
        """The address as people may see it: without its password."""

    @property
    def writable(self) -> bool:
        """Whether ``append`` can work at all; where False, it and ``replace`` raise a WorkbookError."""

    @property
    def remote(self) -> bool:
        """Whether the cells come over a network from a service in which others, a form first of all, write them.

        Then a read takes its time and may fail for a while, ``version`` knows only of this program's own writes, and
        what has just been handed in may still be on its way. A tab that a form fills is the form's alone.
        """

    @property
    def refresh_seconds(self) -> float:
        """For how long a read may be shown while ``version`` stays the same; infinite where it tells all."""

    @property
    def address(self) -> str | None:
        """Where the group edits the cells by hand, for its leader alone; ``None``: nowhere else."""

    def address_of(self, title: str) -> str | None:
        """The same for one tab, as it was last fetched; ``None`` also where there is no such tab."""

    def version(self) -> str:
        """A mark that changes whenever the cells may have changed; cheap, for a page asks at each rerun.

        Two marks say only whether they are the same; they have no order. Raises a WorkbookError if the
        workbook cannot be had.
        """

    def fetch(self) -> Workbook:
        """All cells as they stood at one moment. Raises a WorkbookError if the workbook cannot be had."""

    def append(self, title: str, header: Row, rows: Sequence[Row], since: str | None = None) -> None:
        """Adds ``rows`` at the end of the tab, all or none; when this returns, they survive a crash.

        A tab that is not there is made after the last one, with ``header`` as its first row; so is the header
        of a tab without rows. Raises HeaderChanged if the tab's first row is another (blank cells at the end
        aside), WorkbookChanged if the version is no longer ``since`` (``None``: any version will do), and a
        WorkbookError if the rows cannot be written. Nothing is written then.
        """

    def rewrite(self, edits: Sequence[Edit], since: str | None = None) -> None:
        """Changes the rows as the edits say, all or none; when this returns, that survives a crash.

        A tab has at most one edit of each of its rows, and its new rows in rising order. Raises WorkbookChanged if a
        row is no longer what its edit has as ``before``, or if the version is no longer ``since`` (``None``: any
        version will do), and a WorkbookError if it cannot be written. Nothing is written then.
        """

    def forget(self) -> None:
        """Sees that what was overwritten lies nowhere in the store's own files any more.

        What a service keeps of earlier versions, and copies that were made, are out of reach. Raises a WorkbookError
        where it cannot be done now; the cells are as they were.
        """

    def replace(self, workbook: Workbook) -> None:
        """Puts ``workbook`` in the place of all that is there, whole or not at all.

        Raises a WorkbookError if it cannot be written; the old cells are then as they were.
        """


def resolve(given: str | None) -> str:
    """The address to open: ``given``, else the environment's, else the secrets file's, else ``DEFAULT``.

    An empty address counts as none. Raises a WorkbookError if the secrets file has to be read and cannot be.
    """
    return given or os.environ.get(VARIABLE) or secret.text("workbook") or DEFAULT


def open_store(address: str, first: Callable[[], Workbook] | None = None, create: bool = False) -> Store:
    """The store of an address; ``resolve`` gives the address when none is named.

    With ``create``, a SQLite file that is not there is made, and so are its folders; without it, a mistyped
    address is an error and leaves nothing behind. ``first`` fills a database that has never held a workbook, in
    the transaction that makes it, so that two processes that start together fill it once; it is called for no
    other store and no other time.

    Raises a WorkbookError if there is no workbook at the address, or if it is no address.
    """
    if is_sheet(address):
        return open_sheet(address)
    kind = address.casefold()
    if kind.startswith(("sqlite:///", "postgresql+psycopg://")):
        from studylib.stores.database import Database

        return Database(address, shown(address), first, create)
    if kind.endswith((".xlsx", ".xlsm")):
        from studylib.stores.xlsx import Xlsx

        return Xlsx(address)
    raise WorkbookError(
        sentence(
            "{address} is not the address of a workbook. An address is that of a Google Sheet "
            "(https://docs.google.com/spreadsheets/d/…), a path that ends in .xlsx, sqlite:///path/to/file.db, or "
            "postgresql+psycopg://user@host/name.",
            address=shown(address),
        )
    )


def is_sheet(address: str) -> bool:
    """Whether the address is meant as that of a Google Sheet."""
    return address.casefold().startswith(GOOGLE_SHEET)


def open_sheet(address: str) -> "Sheet":
    """The Google Sheet of an address. Raises a WorkbookError if it is the address of anything else."""
    from studylib.stores.sheet import Sheet

    return Sheet(address)


def shown(address: str) -> str:
    """The address with ``***`` for a password in it, be it before the host or in the query."""
    address = re.sub(r"(?s)(://[^:@/]*):.*@", r"\1:***@", address)
    return re.sub(r"(?i)(password=)[^&]*", r"\1***", address)

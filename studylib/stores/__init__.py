"""The stores: where the cells of a workbook lie. One address says which store it is.

``sqlalchemy``, ``gspread``, ``python_calamine`` and ``xlsxwriter`` each take a good part of the time in which a
command starts, so a store's file is imported only when an address asks for that store.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from studylib.stores.store import Store
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Workbook

if TYPE_CHECKING:
    from studylib.stores.google.sheet import Sheet

GOOGLE_SHEET = "https://docs.google.com/"
"""How the address of a Google Sheet begins."""


def open_store(address: str, first: Callable[[], Workbook] | None = None, create: bool = False) -> Store:
    """Return the store of an address; ``resolve`` gives the address when none is named.

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
        from studylib.stores.database.database import Database

        return Database(address, hide_password(address), first, create)
    if kind.endswith((".xlsx", ".xlsm")):
        from studylib.stores.xlsx.store import Xlsx

        return Xlsx(address)
    raise WorkbookError(
        sentence(
            "{address} is not the address of a workbook. An address is that of a Google Sheet "
            "(https://docs.google.com/spreadsheets/d/…), a path that ends in .xlsx, sqlite:///path/to/file.db, or "
            "postgresql+psycopg://user@host/name.",
            address=hide_password(address),
        )
    )


def is_sheet(address: str) -> bool:
    """Whether the address is meant as that of a Google Sheet."""
    return address.casefold().startswith(GOOGLE_SHEET)


def open_sheet(address: str) -> "Sheet":
    """Return the Google Sheet of an address. Raises a WorkbookError if it is the address of anything else."""
    from studylib.stores.google.sheet import Sheet

    return Sheet(address)


def hide_password(address: str) -> str:
    """Return the address with ``***`` for a password in it, be it before the host or in the query."""
    address = re.sub(r"(?s)(://[^:@/]*):.*@", r"\1:***@", address)
    return re.sub(r"(?i)(password=)[^&]*", r"\1***", address)

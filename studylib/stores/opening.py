"""The store of an address.

``sqlalchemy``, ``gspread``, ``python_calamine`` and ``xlsxwriter`` slow down the start of a command. So each store is
imported only for an address of its kind.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from studylib.stores.answers_file import is_answers_file
from studylib.stores.google.script_address import is_script
from studylib.stores.store import Store
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Workbook

if TYPE_CHECKING:
    from studylib.stores.google.sheet import Sheet

GOOGLE_SHEET = "https://docs.google.com/"
"""The beginning of a Google Sheet's address."""


def open_store(address: str, first: Callable[[], Workbook] | None = None, create: bool = False) -> Store:
    """Open the store of an address. ``config.studies`` finds the address if none is named.

    With ``create``, a missing SQLite file and its folders are made. Without it, a mistyped address is an error and
    leaves nothing behind. ``first`` fills a database that has never held a workbook, in the transaction that makes
    it. So two processes that start together fill it once. Other stores never call it.

    Raises a WorkbookError if it is not an address, or if there is no workbook.
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
    if is_answers_file(address):
        raise WorkbookError(
            sentence(
                "{name} holds the answers of a form, not a workbook. Add them to one: --workbook ADDRESS import "
                "{name}. An address is that of a Google Sheet (https://docs.google.com/spreadsheets/d/…), a path that "
                "ends in .xlsx, sqlite:///path/to/file.db, or postgresql+psycopg://user@host/name.",
                name=address,
            )
        )
    raise WorkbookError(
        sentence(
            "{address} is not the address of a workbook. An address is that of a Google Sheet "
            "(https://docs.google.com/spreadsheets/d/…), a path that ends in .xlsx, sqlite:///path/to/file.db, or "
            "postgresql+psycopg://user@host/name.",
            address=hide_password(address),
        )
    )


def is_sheet(address: str) -> bool:
    """Return True if the address is meant as a Google Sheet's, or as that of the script in one."""
    return address.casefold().startswith(GOOGLE_SHEET) or is_script(address)


def open_sheet(address: str) -> "Sheet":
    """Open the Google Sheet of an address, or of its script. Raises a WorkbookError if it is another address."""
    from studylib.stores.google.sheet import Sheet

    return Sheet(address)


def hide_password(address: str) -> str:
    """Replace a password in the address by ``***``, before the host or in the query. So is the id of a script."""
    address = re.sub(r"(?i)((?:script\.google\.com|macros)\S{0,120}?/s/)[\w-]+", r"\1***", address)
    address = re.sub(r"(?s)(://[^:@/]*):.*@", r"\1:***@", address)
    return re.sub(r"(?i)(password=)[^&]*", r"\1***", address)

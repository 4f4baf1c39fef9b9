"""Begin a season: write its made workbook into a store that holds no other."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studylib.stores.store import Store
from studylib.text.message import Sentence
from studylib.workbook.cells import Workbook

BACKUPS = Path("data/backups")
"""The folder for the season before, under the working folder."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What was made: the store's name, and the backup of the season before (``None``: there was none)."""

    name: str
    backup: Path | None = None


def explain_taken(store: Store) -> Sentence | None:
    """Explain why no season can begin in a store. ``None``: it can, as it is writable and empty or the sample."""
    raise NotImplementedError


def begin_season(store: Store, cells: Workbook) -> Begun:
    """Write a workbook into a store that is empty or holds only the sample. Refuse any other.

    Of two who begin at once, one wins, and the other is told. Raises a WorkbookError if nothing was written.
    """
    raise NotImplementedError


def begin_at(address: str, cells: Workbook) -> Begun:
    """Begin at an address: a new .xlsx file, a new or empty database, or an empty sheet. Raises a WorkbookError."""
    raise NotImplementedError


def begin_next(store: Store, cells: Workbook, now: datetime, folder: Path = BACKUPS) -> Begun:
    """Put the next season in the place of the present one, in a database. Back that one up first, and read it back.

    Raises a WorkbookError if nothing was written. The backup may be there all the same.
    """
    raise NotImplementedError

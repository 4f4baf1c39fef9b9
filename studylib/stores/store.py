"""The methods of every store, and the errors that callers tell apart."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, runtime_checkable

from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Edit, Row, Tab, Workbook

_ID_AFTER = "/"
"""Stands in a version before the id of the workbook."""


def add_workbook_id(version: str, workbook_id: str) -> str:
    """Add to a version which workbook it is of."""
    return f"{version}{_ID_AFTER}{workbook_id}"


def find_workbook_id(version: str) -> str:
    """Return which workbook the version is of. Empty: the address alone tells."""
    return version.partition(_ID_AFTER)[2]


class HeaderChangedError(WorkbookError):
    """The tab's columns are no longer those the rows were made for. Nothing was written."""

    @classmethod
    def of_tab(cls, title: str) -> "HeaderChangedError":
        """Make the error for the tab of that title."""
        return cls(
            sentence(
                "The columns of the tab {title} have changed. Load the page again, then try again.",
                title=title,
            )
        )


class WorkbookChangedError(WorkbookError):
    """The workbook is no longer the version the rows were made for. Nothing was written."""

    @classmethod
    def since_read(cls, name: str) -> "WorkbookChangedError":
        """Make the error for a store whose version is another than the caller's. ``name`` is the store's."""
        return cls(
            sentence(
                "{name} was changed meanwhile. Nothing was written. Look again, then try again.", name=name
            )
        )


class NotSharedError(WorkbookError):
    """A workbook that its group does not share with Studyboard, or no longer, or that is gone."""


class TooLargeError(WorkbookError):
    """A workbook that is larger than this server reads."""


class Store(Protocol):
    """The cells of one workbook. Every store may be used from several threads at once."""

    @property
    def name(self) -> str:
        """The address without its password, for people to see."""

    @property
    def writable(self) -> bool:
        """Whether writes can succeed at all. If not, ``append``, ``rewrite`` and ``replace`` raise a WorkbookError."""

    @property
    def remote(self) -> bool:
        """Whether a service holds the cells and others write them there, such as a form.

        Then a read takes long and may fail for a while. ``version`` covers only this program's own writes. An answer
        may still be on its way. The form owns the tab that it fills: only why an answer is void is written there.
        """

    @property
    def refresh_seconds(self) -> float:
        """How long a read stays valid under the same ``version``. Infinite if ``version`` covers all writes."""

    @property
    def address(self) -> str | None:
        """The page where the group edits the cells by hand, for the leader alone. ``None`` if there is none."""

    def address_of(self, title: str) -> str | None:
        """Return the same for one tab, as of the last fetch. ``None`` also for an unknown tab."""

    def version(self) -> str:
        """Return a mark that changes whenever the cells may have changed.

        It is cheap: each run of a page asks for it. Two marks are equal or not. They have no order. If another
        workbook may come in the place of this one, ``find_workbook_id`` tells the two apart. Raises a WorkbookError if
        the workbook cannot be read.
        """

    def fetch(self) -> Workbook:
        """Return all cells as of one moment. Raises a WorkbookError if the workbook cannot be read."""

    def take_turn(self) -> AbstractContextManager[None]:
        """Hold the turn to decide and write, if decisions of one process must follow each other.

        Raises a WorkbookError if the turn does not come in time.
        """

    def append(self, title: str, header: Row, rows: Sequence[Row], since: str | None = None) -> None:
        """Add ``rows`` at the end of the tab, all or none. When this returns, they survive a crash.

        A missing tab is made after the last one, with ``header`` as its first row. A tab without rows gets the header,
        too. Raises HeaderChangedError if the tab's first row is another (blank cells at the end aside). Raises
        WorkbookChangedError if the version is no longer ``since`` (``None``: any version will do). Raises a
        WorkbookError if the rows cannot be written. Nothing is written then.
        """

    def rewrite(self, edits: Sequence[Edit], since: str | None = None) -> None:
        """Change the rows as the edits say, all or none. When this returns, the change survives a crash.

        A tab has at most one edit of each row, and its new rows in rising order. Raises WorkbookChangedError if a row
        is no longer the ``before`` of its edit. It does so, too, if the version is no longer ``since`` (``None``: any
        will do). Raises a WorkbookError if it cannot be written. Nothing is written then.
        """

    def forget(self) -> None:
        """Remove overwritten content from the store's own files.

        Earlier versions at a service, and copies, are out of reach. Raises a WorkbookError if it cannot be done now.
        The cells stay as they were.
        """

    def replace(self, workbook: Workbook, since: str | None = None) -> None:
        """Replace all cells by ``workbook``, whole or not at all.

        Raises WorkbookChangedError if the version is no longer ``since`` (``None``: any will do). Raises a
        WorkbookError if it cannot be written. The old cells stay as they were.
        """


@runtime_checkable
class Zoned(Protocol):
    """What a store has whose workbook has a time zone of its own, such as a Google Sheet."""

    def add(self, new: Sequence[Tab], *, zone: str | None = None, locale: str | None = None) -> None:
        """Make missing tabs. ``zone`` (an IANA name) and ``locale`` (``ko_KR``) become those of the whole."""


@runtime_checkable
class SignOuts(Protocol):
    """What a store has that also keeps which sign-ins have ended, for all replicas and over restarts.

    ``mark`` names one sign-in. Both raise a WorkbookError if the store does not answer.
    """

    def end_sign_in(self, mark: str, at: datetime) -> None:
        """Note that the sign-in ended at that moment (aware). The note lasts longer than any cookie."""

    def has_ended(self, mark: str) -> bool:
        """Tell whether the sign-in has ended."""

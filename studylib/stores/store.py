"""What a store does, and what goes wrong in it."""

from collections.abc import Sequence
from typing import Protocol

from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Edit, Row, Workbook


class HeaderChangedError(WorkbookError):
    """The tab is there, but its columns are no longer those the rows were made for; nothing was written."""


class WorkbookChangedError(WorkbookError):
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

"""Gather rows that wait to be appended, so that one request writes those of many people."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Event, Lock

from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Row

Append = Callable[[str, Row, Sequence[Row]], None]
"""Appends rows to the tab of a title with that header, all or none, or raises a WorkbookError."""


@dataclass(eq=False, slots=True)
class QueuedRows:
    """Rows of one caller. ``error`` is why they were not written, once ``done`` is set."""

    title: str
    header: Row
    rows: Sequence[Row]
    done: Event = field(default_factory=Event)
    error: WorkbookError | None = None


class Gatherer:
    """Lets the caller whose turn it is append the rows of all who wait for the same tab."""

    def __init__(self, take_turn: Callable[[], AbstractContextManager[None]], append: Append) -> None:
        self._take_turn, self._append = take_turn, append
        self._waiting: list[QueuedRows] = []
        self._lock = Lock()

    def append(self, title: str, header: Row, rows: Sequence[Row]) -> None:
        """Append the rows, together with those of others. Raises a WorkbookError if they were not written."""
        mine = QueuedRows(title, header, rows)
        with self._lock:
            self._waiting.append(mine)
        try:
            with self._take_turn():
                if group := self._take_group(mine):
                    self._append_group(group)
        except WorkbookError:
            if self._withdraw(mine):
                raise
        mine.done.wait()  # somebody else may be writing it just now
        if mine.error:
            raise mine.error

    def _take_group(self, mine: QueuedRows) -> list[QueuedRows]:
        """Take all rows that wait for the same tab. Empty if somebody else has taken the caller's."""
        with self._lock:
            if mine not in self._waiting:
                return []
            group = [each for each in self._waiting if (each.title, each.header) == (mine.title, mine.header)]
            self._waiting = [each for each in self._waiting if each not in group]
        return group

    def _append_group(self, group: Sequence[QueuedRows]) -> None:
        """Append the rows of a group, and tell each of them how it ended."""
        error: WorkbookError | None = WorkbookError(
            sentence("Google did not confirm the write. Check the sheet before you try again.")
        )
        try:
            self._append(group[0].title, group[0].header, [row for each in group for row in each.rows])
            error = None
        except WorkbookError as refused:
            error = refused
        finally:
            for each in group:
                each.error = error
                each.done.set()

    def _withdraw(self, mine: QueuedRows) -> bool:
        """Take the caller's rows back. Return False if somebody else has taken them."""
        with self._lock:
            is_there = mine in self._waiting
            self._waiting = [each for each in self._waiting if each is not mine]
        return is_there

"""A remote store for the tests of readers."""

from collections.abc import Sequence
from contextlib import nullcontext
from threading import Event

from studylib.workbook.cells import Edit, Row, Workbook
from tests.season import seasons


class Remote:
    """A remote store that gives what it is told to: ``cells``, or the failure, when ``gate`` is open."""

    name, writable, remote, refresh_seconds = "far away", True, True, 60.0
    address: str | None = None

    def __init__(self) -> None:
        self.cells = seasons.book()
        self.failure: Exception | None = None
        self.fetched = 0
        self.written = 0
        self.gate = Event()
        self.gate.set()

    def version(self) -> str:
        return str(self.written)

    def fetch(self) -> Workbook:
        self.fetched += 1
        assert self.gate.wait(30)
        if self.failure:
            raise self.failure
        return self.cells

    def take_turn(self) -> nullcontext[None]:
        return nullcontext()

    def append(self, title: str, header: Row, rows: Sequence[Row], since: str | None = None) -> None:
        self.written += 1

    def address_of(self, title: str) -> str | None:
        raise NotImplementedError

    def rewrite(self, edits: Sequence[Edit], since: str | None = None) -> None:
        raise NotImplementedError

    def forget(self) -> None:
        raise NotImplementedError

    def replace(self, workbook: Workbook, since: str | None = None) -> None:
        raise NotImplementedError

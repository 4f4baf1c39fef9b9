"""Stand-in for Google's Sheets API in its own process.

So it does not slow the interpreter that is measured.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from studylib.workbook.cells import Workbook
from tests.stand_ins.googlesheets.log import Request
from tests.stand_ins.googlesheets.server import Google


@dataclass(frozen=True)
class StandIn:
    """A running stand-in: the address of its sheet, the URL of its API, and a service account's key."""

    address: str
    url: str
    key: Mapping[str, str]
    _pipe: Connection

    def fetch_requests(self) -> list[Request]:
        """Fetch all requests so far. Leaves out token requests: a client sends one an hour."""
        self._pipe.send(None)
        return [each for each in self._pipe.recv() if each.kind != "token"]


@contextmanager
def run_stand_in(workbook: Workbook, **options: Any) -> Iterator[StandIn]:
    """Serve the workbook until the block ends. The options are those of ``Google``."""
    spawn = get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_serve, args=(there, workbook, options), daemon=True)
    process.start()
    there.close()
    try:
        address, url, key = here.recv()
        yield StandIn(address, url, key, here)
    finally:
        process.kill()
        process.join()


def _serve(pipe: Connection, workbook: Workbook, options: Mapping[str, Any]) -> None:
    with Google(workbook, **options) as google:
        pipe.send((google.address, google.url, google.key()))
        while True:
            pipe.recv()
            pipe.send(google.requests)

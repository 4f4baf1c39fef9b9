"""The stand-in for Google's Sheets API in a process of its own: it shares no interpreter with what is measured."""

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
    address: str
    url: str
    key: Mapping[str, str]
    _pipe: Connection

    def requests(self) -> list[Request]:
        """All that came, but for those for a token, which come once an hour."""
        self._pipe.send(None)
        return [each for each in self._pipe.recv() if each.kind != "token"]


@contextmanager
def standing_in(workbook: Workbook, **options: Any) -> Iterator[StandIn]:
    """Answers until the end. For the options see ``Google``."""
    spawn = get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_answer, args=(there, workbook, options), daemon=True)
    process.start()
    there.close()
    try:
        address, url, key = here.recv()
        yield StandIn(address, url, key, here)
    finally:
        process.kill()
        process.join()


def _answer(pipe: Connection, workbook: Workbook, options: Mapping[str, Any]) -> None:
    with Google(workbook, **options) as google:
        pipe.send((google.address, google.url, google.key()))
        while True:
            pipe.recv()
            pipe.send(google.requests)

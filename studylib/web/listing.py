"""List the studies that a visitor may see, without reading what is closed to them.

A Google Sheet costs requests, of which an account has 60 a minute. So a sheet is judged by the last copy in memory.
A thread reads the sheets that no visit has read, one after the other.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock, Thread

from studylib import clock
from studylib.access import rights
from studylib.access.origin import Origin, Visitor
from studylib.access.rights import Role
from studylib.config import studies
from studylib.season.study import Study
from studylib.source.reader import Reader, Reading
from studylib.text.errors import StudyboardError
from studylib.web.look import KNOWN_SECONDS
from studylib.web.readers import open_reader
from studylib.web.visit import is_unfilled

READ_AT_ONCE = 8
"""How many workbooks to read side by side."""

SHOWN_SECONDS = 600.0
"""How long the list shows a sheet without a fresh read."""

PAUSE_SECONDS = 6.0
"""The time before each read in the background. A read takes two or three requests."""

_LEARNING = Lock()


def list_open_studies(visitor: Visitor, reached: Origin) -> list[tuple[str, str]]:
    """List id and name of each study that the visitor may see, in the configured order.

    Studies that cannot be read are left out. So are studies whose board is open only because there is no sign-in, and
    sheets of which this process has no copy yet.
    """
    listings = studies.list_studies()
    readers = [_open_reader(each.workbook) for each in listings]
    with ThreadPoolExecutor(READ_AT_ONCE) as pool:
        read = pool.map(lambda reader: _find_study(reader, visitor, reached), readers)
    now = clock.now()
    _learn_behind([each for each in readers if each])
    return [
        (listing.id, study.name or listing.id)
        for listing, study in zip(listings, read, strict=True)
        if listing.id and study and rights.may_list(study, visitor, reached, now)
    ]


def find_unfilled(visitor: Visitor, reached: Origin) -> str | None:
    """Find the id of the first study that this machine may begin: it holds the sample, or no members or weeks.

    ``None`` for anybody else, as nobody leads such a study.
    """
    if rights.find_role(visitor, reached, clock.now()) is not Role.HERE:
        return None
    for each in studies.list_studies():
        study = _find_study(_open_reader(each.workbook), visitor, reached)
        if study and is_unfilled(study):
            return each.id
    return None


def _open_reader(workbook: str) -> Reader | None:
    try:
        return open_reader(workbook)
    except StudyboardError:
        return None


def _find_study(reader: Reader | None, visitor: Visitor, reached: Origin) -> Study | None:
    """Find the study as last read. Read it first if it is at hand, or open to the visitor and not fresh."""
    if reader is None:
        return None
    now = clock.now()
    if reader.store.remote and rights.find_role(visitor, reached, now) is not Role.HERE:
        last = reader.find_last()
        if last is None or not rights.may_list(last.season.study, visitor, reached, now):
            return None
        if _is_within(SHOWN_SECONDS, last):
            return last.season.study
    try:
        return reader.read().season.study
    except StudyboardError:
        return None


def _is_within(seconds: float, last: Reading | None) -> bool:
    """Check if a copy is at most so old. A clock that was put back makes it old."""
    return last is not None and 0 <= (clock.now() - last.read_at).total_seconds() < seconds


def _learn_behind(readers: Sequence[Reader]) -> None:
    """Read the sheets without a copy of the last hour in a thread, unless one does already."""
    due = [each for each in readers if each.store.remote and not _is_within(KNOWN_SECONDS, each.find_last())]
    if due and _LEARNING.acquire(blocking=False):
        Thread(target=_learn, args=(due,), name="studyboard-list", daemon=True).start()


def _learn(readers: Sequence[Reader]) -> None:
    try:
        for reader in readers:
            time.sleep(PAUSE_SECONDS)
            if not _is_within(KNOWN_SECONDS, reader.find_last()):
                _read_quietly(reader)
    finally:
        _LEARNING.release()


def _read_quietly(reader: Reader) -> None:
    try:
        reader.read()
    except StudyboardError:
        return

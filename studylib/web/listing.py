"""List the studies that a visitor may see, without reading what is closed to them.

A Google Sheet costs requests, of which an account has 60 a minute. So a sheet is judged by the last copy in memory.
A thread reads the sheets that no visit has read, one after the other.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Lock, Thread
from typing import NamedTuple

from studylib import clock
from studylib.access import rights
from studylib.access.origin import Origin, Visitor
from studylib.access.rights import Role
from studylib.config import studies
from studylib.config.studies import StudyConfig
from studylib.source import catalogue
from studylib.source.reader import Reader, Reading
from studylib.text.errors import StudyboardError, WorkbookError
from studylib.text.message import Sentence
from studylib.web.look import KNOWN_SECONDS
from studylib.web.readers import open_reader
from studylib.web.visit import is_unfilled

READ_AT_ONCE = 8
"""How many workbooks to read side by side."""

SHOWN_SECONDS = 600.0
"""How long the list shows a sheet without a fresh read."""

PAUSE_SECONDS = 6.0
"""The time before each read in the background. A read takes two or three requests."""

TRIED_WITHIN = timedelta(days=1)
"""How often the background tries a sheet that shares the account with the studies that people add."""

_LEARNING = Lock()


class OpenStudies(NamedTuple):
    """Id and name of each study that a visitor may see. ``failure``: why others may be missing."""

    named: list[tuple[str, str]]
    failure: Sentence | None


def list_open_studies(visitor: Visitor, reached: Origin) -> OpenStudies:
    """List the studies that the visitor may see, in the configured order.

    Studies that cannot be read are left out. So are studies whose board is open only because there is no sign-in, and
    sheets of which this process has no copy yet. Of those that people added, only members see the name.
    """
    listings, failure = _list_all()
    readers = [_open_reader(each.workbook) for each in listings]
    with ThreadPoolExecutor(READ_AT_ONCE) as pool:
        read = pool.map(lambda of, reader: _read_open(of, reader, visitor, reached), listings, readers)
    _learn_behind([each for each in readers if each])
    named = [
        (listing.id, reading.season.study.name or listing.id)
        for listing, reading in zip(listings, read, strict=True)
        if listing.id and reading
    ]
    return OpenStudies(named, failure)


def _list_all() -> tuple[Sequence[StudyConfig], Sentence | None]:
    """List all studies. Without the registry, those of the secrets file, and why."""
    try:
        return catalogue.list_studies(), None
    except WorkbookError as error:
        return studies.list_studies(), error.why


def find_unfilled(visitor: Visitor, reached: Origin) -> str | None:
    """Find the id of the first study that this machine may begin: it holds the sample, or no members or weeks.

    ``None`` for anybody else, as nobody leads such a study.
    """
    if rights.find_role(visitor, reached, clock.now()) is not Role.HERE:
        return None
    for each in _list_all()[0]:
        reading = _read_open(each, _open_reader(each.workbook), visitor, reached)
        if reading and is_unfilled(reading.season.study):
            return each.id
    return None


def _open_reader(workbook: str) -> Reader | None:
    try:
        return open_reader(workbook)
    except StudyboardError:
        return None


def _read_open(
    listing: StudyConfig, reader: Reader | None, visitor: Visitor, reached: Origin
) -> Reading | None:
    """Return the last reading of a study, ``None`` if it is closed to the visitor.

    Read it first if it is at hand, or open to the visitor and not fresh.
    """
    if reader is None:
        return None
    role = rights.find_role(visitor, reached, clock.now())
    if listing.registered or (reader.store.remote and role is not Role.HERE):
        last = _open_to(listing, reader.find_last(), visitor, reached)
        if last is None or _is_within(SHOWN_SECONDS, last):
            return last
    try:
        return _open_to(listing, reader.read(), visitor, reached)
    except StudyboardError:
        return None


def _open_to(
    listing: StudyConfig, reading: Reading | None, visitor: Visitor, reached: Origin
) -> Reading | None:
    """Return the reading if the visitor may see the study in the list. One that is no longer shared is not there."""
    if reading is None or (listing.registered and not reading.is_shared):
        return None
    study, now = reading.season.study, clock.now()
    may_list = rights.may_list(study, visitor, reached, now, members_only=listing.registered)
    return reading if may_list else None


def _is_within(seconds: float, last: Reading | None) -> bool:
    """Check if a copy is at most so old. A clock that was put back makes it old."""
    return last is not None and 0 <= (clock.now() - last.read_at).total_seconds() < seconds


def _learn_behind(readers: Sequence[Reader]) -> None:
    """Read the sheets that are due in a thread, unless one does already."""
    due = [each for each in readers if each.store.remote and _is_due(each)]
    if due and _LEARNING.acquire(blocking=False):
        Thread(target=_learn, args=(due,), name="studyboard-list", daemon=True).start()


def _is_due(reader: Reader) -> bool:
    """Tell whether the list needs a copy. Many sheets share one account, so they are tried once a day at most."""
    if reader.pace is None:
        return not _is_within(KNOWN_SECONDS, reader.find_last())
    tried_at = reader.find_tried_at()
    return tried_at is None or not timedelta() <= clock.now() - tried_at < TRIED_WITHIN


def _learn(readers: Sequence[Reader]) -> None:
    try:
        for reader in readers:
            time.sleep(PAUSE_SECONDS)
            while reader.pace and not reader.pace.is_idle():
                time.sleep(PAUSE_SECONDS)  # people who wait for their study go first
            if _is_due(reader):
                _read_quietly(reader)
    finally:
        _LEARNING.release()


def _read_quietly(reader: Reader) -> None:
    try:
        reader.read()
    except StudyboardError:
        return

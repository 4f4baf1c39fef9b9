"""Where the season comes from: an address, opened, fetched and read, and kept while it is fresh."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from threading import Event, Lock, Thread

import numpy as np
import numpy.typing as npt

from studylib import board, change, clock, sample, stores, workbook
from studylib.cells import Workbook, WorkbookError
from studylib.change import Change
from studylib.sentence import Sentence, sentence
from studylib.stores import Store, WorkbookChanged
from studylib.study import Problem, Study

PATIENCE = 3.0
"""Seconds that a visitor waits for a fresh read while there is an older one to show."""

LONGEST_WAIT = 25.0
"""Seconds that a visitor waits where there is nothing to show yet, or where they asked for a fresh read."""

AFTER_A_WRITE = 10.0
"""Seconds that a visitor waits for the read after a write: it may itself have waited long, and a run lasts 30."""

LOST_AFTER = timedelta(seconds=60)
"""After that long without an end, a read is given up and another one begun."""

TRY_AGAIN_AFTER = 15.0
"""Seconds from a read that failed to the next one."""

ATTEMPTS = 100
"""How often a change is decided anew because others write all the time; each takes some hundredths of a second."""

AT_ONCE = 5.0
"""Seconds between two reads however often people ask for one: an account has 60 requests a minute for all."""


@dataclass(frozen=True, eq=False)
class Season:
    """One version of a workbook: its cells, the study they describe, and what could not be read.

    A season is equal to itself alone, so that what is worked out of it can be kept under it.
    """

    cells: Workbook
    study: Study
    problems: tuple[Problem, ...]

    @cached_property
    def events(self) -> npt.NDArray[np.int64]:
        """The moments at which its board may change, as ``board.events`` gives them."""
        return board.events(self.study)


@dataclass(frozen=True, slots=True)
class Reading:
    """The last good read: its season, when it was read, and why it is not newer, where the last attempt failed."""

    season: Season
    read_at: datetime
    failure: Sentence | None = None


def store(given: str | None = None) -> Store:
    """The store at the address given, or else at the one that is set up, or else the sample.

    Raises ``WorkbookError`` where there is none. Only the default database is made where it is missing.
    """
    address = stores.resolve(given)
    if address == stores.DEFAULT:
        return stores.open_store(address, first=lambda: sample.workbook(clock.now()), create=True)
    return stores.open_store(address)


def load(opened: Store) -> Season:
    """The season as it now stands in the store; raises ``WorkbookError`` where it cannot be had."""
    return _season(opened.fetch())


def save(opened: Store, decide: Callable[[Season], Change], now: datetime) -> Change:
    """Write what ``decide`` makes of the season as it now stands, and what is kept of it; the change, once on disk.

    It is decided, checked and written for one and the same version of the workbook: if others write between, it is
    decided again on what they wrote. Raises what ``decide`` raises, Refused where the change would make something
    unreadable, and a WorkbookError where it cannot be written. What is not to be kept is gone from the store's files.
    """
    for attempt in range(1, ATTEMPTS + 1):
        version = opened.version()
        season = load(opened)
        decided = decide(season)
        try:
            opened.rewrite(change.written(season.cells, season.study, decided, now), version)
        except WorkbookChanged:
            if attempt == ATTEMPTS:
                raise
        else:
            break
    if not decided.kept:
        opened.forget()
    return decided


def _season(cells: Workbook) -> Season:
    study, problems = workbook.read(cells)
    return Season(cells, study, tuple(problems))


class _Flight:
    """One read that is under way: which version of the store it will have seen, and since when it runs."""

    def __init__(self, version: str, began_at: datetime) -> None:
        self.version = version
        self.began_at = began_at
        self.landed = Event()


class Reader:
    """The one reader of a store in a process, however many look at it at once.

    A read is kept until the store's version changes or it is older than ``refresh_seconds``. Who comes while one is
    under way waits for the same. A remote store's last good read is shown, with the reason, while newer ones fail.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = Lock()
        self._flight: _Flight | None = None
        self._tried: _Flight | None = None
        self._reading: Reading | None = None
        self._failure: Sentence | None = None
        self._bug: Exception | None = None

    def read(self, *, anew: bool = False) -> Reading:
        """The season as it is now known. ``anew``: somebody asks for a fresh read, whatever its age.

        Raises ``WorkbookError`` where there is nothing to show: no read has succeeded yet, or the store is not remote
        and cannot be had.
        """
        version = self.store.version()
        with self._lock:
            flight = self._flight_for(version, anew, clock.now())
            patience = self._patience(version, anew)
        if flight:
            flight.landed.wait(patience)
        return self._outcome()

    def _flight_for(self, version: str, anew: bool, now: datetime) -> _Flight | None:
        """The read to wait for: the one under way, or a new one; none where what is there is fresh."""
        under_way = self._flight
        if under_way and under_way.version == version and now - under_way.began_at < LOST_AFTER:
            return under_way
        if not under_way and not self._is_due(version, anew, now):
            return None
        self._flight = flight = _Flight(version, now)
        Thread(target=self._fly, args=(flight,), name="studyboard-read", daemon=True).start()
        return flight

    def _is_due(self, version: str, anew: bool, now: datetime) -> bool:
        if self._tried is None or self._tried.version != version:
            return True
        if self._failure or self._bug:
            keep = TRY_AGAIN_AFTER if self.store.remote else 0.0
        else:
            keep = self.store.refresh_seconds
        age = (now - self._tried.began_at).total_seconds()
        return not 0 <= age < (min(keep, AT_ONCE) if anew and self.store.remote else keep)

    def _patience(self, version: str, anew: bool) -> float | None:
        """Seconds to wait for a fresh read; ``None``: as long as it takes, which on a machine of one's own is short."""
        if not self.store.remote:
            return None
        if self._reading is None or anew:
            return LONGEST_WAIT
        if self._tried and self._tried.version != version:
            return AFTER_A_WRITE
        return 0.0 if self._failure else PATIENCE

    def _fly(self, flight: _Flight) -> None:
        reading, failure, bug = None, None, None
        try:
            reading = self._fetched()
        except WorkbookError as error:
            failure = error.why
        except Exception as error:
            bug = error
        with self._lock:
            if flight is self._flight:  # else it was given up, and a newer one tells more
                self._flight, self._tried = None, flight
                self._reading, self._failure, self._bug = reading or self._reading, failure, bug
            elif self._reading is None:  # who waited for this one has at least something to see
                self._reading = reading
        flight.landed.set()

    def _fetched(self) -> Reading:
        """A fresh read. The same cells are the same season, so that all that was worked out of it still holds."""
        cells = self.store.fetch()
        with self._lock:
            last = self._reading
        return Reading(last.season if last and last.season.cells == cells else _season(cells), clock.now())

    def _outcome(self) -> Reading:
        with self._lock:
            reading, failure, bug = self._reading, self._failure, self._bug
        if bug:
            raise bug
        if failure and not (reading and self.store.remote):
            raise WorkbookError(failure)
        if reading is None:
            raise WorkbookError(
                sentence(
                    "Google has not answered for {seconds} seconds. It is asked again; nothing has to be done.",
                    seconds=math.floor(LONGEST_WAIT),
                )
            )
        return replace(reading, failure=failure)

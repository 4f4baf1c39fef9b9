"""The last good copy of what lies elsewhere: read by one for all, and kept while newer reads fail."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

from studylib import clock
from studylib.text.errors import StudyboardError
from studylib.text.message import Sentence

T = TypeVar("T")

LOST_AFTER = timedelta(seconds=60)
"""After that long without an end, a read is given up and another one begun."""


@dataclass(frozen=True, slots=True)
class Snapshot(Generic[T]):
    """The last good read: what was read and when, and why it is not newer, where the last attempt failed."""

    value: T
    read_at: datetime
    failure: Sentence | None = None


@dataclass(frozen=True, slots=True)
class RefreshPolicy:
    """How often is read, and how long somebody waits for it; in seconds, ``None`` for as long as it takes."""

    keep: float
    """A good read is kept so long."""
    try_again: float
    """So long after the beginning of a read that failed, the next one begins."""
    first: float | None
    """The wait where there is nothing to show yet."""
    changed: float | None
    """The wait for another version than the last one tried."""
    newer: float | None
    """The wait for a newer read of the same version, while there is an older one and it does not fail."""
    failing: float | None = 0.0
    """The same while reads fail."""


class _Fetch:
    """One read that is under way: which version it will have seen, and since when it runs."""

    def __init__(self, version: Hashable, began_at: datetime) -> None:
        self.version = version
        self.began_at = began_at
        self.landed = Event()


class SnapshotCache(Generic[T]):
    """The one in a process who reads a thing, however many look at it at once.

    ``fetch`` is given the value of the last good read, if any, and raises ``WorkbookError`` where it cannot be had.
    Who comes while a read is under way waits for the same.
    """

    def __init__(self, fetch: Callable[[T | None], T]) -> None:
        self._fetch = fetch
        self._lock = Lock()
        self._flight: _Fetch | None = None
        self._tried: _Fetch | None = None
        self._copy: Snapshot[T] | None = None
        self._failure: StudyboardError | None = None
        self._bug: Exception | None = None

    def read(self, version: Hashable, pace: RefreshPolicy) -> Snapshot[T] | None:
        """The last good copy, newer if it is time for that or the version is another; ``None`` while it is waited for.

        Raises ``WorkbookError`` where no read has succeeded yet and the last one failed, and whatever else than that
        the last one raised: a bug is no failure.
        """
        with self._lock:
            flight = self._flight_for(version, pace, clock.now())
            patience = self._patience(version, pace)
        if flight:
            flight.landed.wait(patience)
        return self._outcome()

    def _flight_for(self, version: Hashable, pace: RefreshPolicy, now: datetime) -> _Fetch | None:
        """The read to wait for: the one under way, or a new one; none where what is there is fresh."""
        under_way = self._flight
        if under_way and under_way.version == version and now - under_way.began_at < LOST_AFTER:
            return under_way
        if not under_way and not self._is_due(version, pace, now):
            return None
        self._flight = flight = _Fetch(version, now)
        Thread(target=self._fly, args=(flight,), name="studyboard-read", daemon=True).start()
        return flight

    def _is_due(self, version: Hashable, pace: RefreshPolicy, now: datetime) -> bool:
        if self._tried is None or self._tried.version != version:
            return True
        age = (now - self._tried.began_at).total_seconds()
        return not 0 <= age < (pace.try_again if self._failure or self._bug else pace.keep)

    def _patience(self, version: Hashable, pace: RefreshPolicy) -> float | None:
        if self._copy is None:
            return pace.first
        if self._tried and self._tried.version != version:
            return pace.changed
        return pace.failing if self._failure else pace.newer

    def _fly(self, flight: _Fetch) -> None:
        copy, failure, bug = None, None, None
        try:
            copy = self._fetched()
        except StudyboardError as error:
            failure = error
        except Exception as error:
            bug = error
        with self._lock:
            if flight is self._flight:  # else it was given up, and a newer one tells more
                self._flight, self._tried = None, flight
                self._copy, self._failure, self._bug = copy or self._copy, failure, bug
            elif self._copy is None:  # who waited for this one has at least something to see
                self._copy = copy
        flight.landed.set()

    def _fetched(self) -> Snapshot[T]:
        with self._lock:
            last = self._copy
        return Snapshot(self._fetch(last.value if last else None), clock.now())

    def _outcome(self) -> Snapshot[T] | None:
        with self._lock:
            copy, failure, bug = self._copy, self._failure, self._bug
        if bug:
            raise bug
        if copy is None and failure:
            raise type(failure)(failure.why)
        return replace(copy, failure=failure.why if failure else None) if copy else None

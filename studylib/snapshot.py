"""Share one fetch among many threads: ``SnapshotCache`` keeps the last good value, ``FreshLookup`` keeps nothing."""

from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock, Thread
from typing import Generic, TypeAlias, TypeVar

from studylib import clock
from studylib.text.errors import StudyboardError
from studylib.text.message import Sentence

T = TypeVar("T")

LOST_AFTER = timedelta(seconds=60)
"""Time after which a fetch without an end is given up and another one begins."""


class _Flight(Generic[T]):
    """One call under way. Any number of threads wait for its end."""

    def __init__(self) -> None:
        self._landed = Lock()  # held until the end, then passed on by each who waited: cheaper than an Event
        self._landed.acquire()
        self._value: T
        self._error: BaseException | None = None

    def fly(self, call: Callable[[], T]) -> None:
        """Make the call. Release all waiting threads at its end, whatever it raises."""
        try:
            self._value = call()
        except BaseException as error:
            self._error = error
        finally:
            self._landed.release()

    def wait(self, seconds: float | None) -> None:
        """Wait for the end, at most that long. ``None`` means no limit."""
        if self._landed.acquire(timeout=-1 if seconds is None else seconds):
            self._landed.release()

    def result(self) -> T:
        """Wait for the end. Return what the call returned, or raise what it raised."""
        self.wait(None)
        if self._error is not None:
            raise self._error
        return self._value


class FreshLookup(Generic[T]):
    """Runs at most one look-up at a time. Threads that ask meanwhile share the next one.

    They never share the present one, so no answer is older than its question. After a write of its own, a thread
    sees the result of that write. The look-up runs in the thread that asks first. Nothing is kept: a failure reaches
    all that asked together, and the next question looks again.
    """

    def __init__(self, look: Callable[[], T]) -> None:
        self._look = look
        self._turn = Lock()
        self._lock = Lock()
        self._next: _Flight[T] | None = None

    def read(self) -> T:
        """Look up, or share the next look-up. Raises what the look-up raises."""
        with self._lock:
            flight, is_first = self._next, self._next is None
            if flight is None:
                flight = self._next = _Flight()
        if is_first:
            with self._turn:
                with self._lock:
                    self._next = None
                flight.fly(self._look)
        return flight.result()


@dataclass(frozen=True, slots=True)
class Snapshot(Generic[T]):
    """The last good value and its time. ``error`` is what the last attempt raised, ``None`` if it did not."""

    value: T
    read_at: datetime
    error: StudyboardError | None = None

    @property
    def failure(self) -> Sentence | None:
        """Why the last attempt failed. ``None``: it did not."""
        return self.error.why if self.error else None


@dataclass(frozen=True, slots=True)
class RefreshPolicy:
    """How often to fetch again and how long callers wait, in seconds. ``None``: until the fetch ends."""

    keep: float
    """The time for which a good value is kept."""
    try_again: float
    """The time from the beginning of a failed fetch to the next one."""
    first: float | None
    """The wait if there is no value yet."""
    changed: float | None
    """The wait for another version than the last one tried."""
    newer: float | None
    """The wait for a newer value of the same version, while there is an older one and no failure."""
    failing: float | None = 0.0
    """The same wait while fetches fail."""


TakeTurn: TypeAlias = Callable[[datetime | None, Callable[[], bool]], AbstractContextManager[bool]]
"""Waits until a fetch may begin, for as long as it lasts. Tells whether it is still wanted then.

It is told when the last fetch of the same version began, and how to ask whether this one is still wanted.
"""


class _Fetch(_Flight[None]):
    """One fetch under way: the version it will have seen, and when it was asked for, then when it began."""

    def __init__(self, version: Hashable, began_at: datetime) -> None:
        super().__init__()
        self.version = version
        self.began_at = began_at
        self.waits = True
        """Whether it still waits for its turn."""


class SnapshotCache(Generic[T]):
    """Runs at most one fetch at a time per process. Concurrent callers share its result.

    ``fetch`` receives the last good value, if any, and raises a ``StudyboardError`` if it fails. It runs in a thread
    of its own, so that callers can stop waiting for it. ``take_turn`` holds it back, ``None``: nothing does.
    """

    def __init__(self, fetch: Callable[[T | None], T], take_turn: TakeTurn | None = None) -> None:
        self._fetch_value = fetch
        self._take_turn = take_turn or (lambda *_: nullcontext(True))
        self._lock = Lock()
        self._under_way: _Fetch | None = None
        self._last_tried: _Fetch | None = None
        self._snapshot: Snapshot[T] | None = None
        self._failure: StudyboardError | None = None
        self._bug: Exception | None = None

    def read(self, version: Hashable, policy: RefreshPolicy) -> Snapshot[T] | None:
        """Return the last good value. Fetch first if the version changed or the value is due.

        ``None`` means the first fetch is still under way. Raises the last fetch's ``StudyboardError`` if none has
        succeeded yet. Raises any other error of the last fetch at once: a bug is not a failure.
        """
        with self._lock:
            fetch = self._find_or_start(version, policy, clock.now())
            seconds = self._choose_wait(version, policy)
        if fetch:
            fetch.wait(seconds)
        return self._report()

    def find_last(self) -> Snapshot[T] | None:
        """Return the last good value without a fetch. ``None`` if no fetch has succeeded yet."""
        with self._lock:
            return replace(self._snapshot, error=self._failure) if self._snapshot else None

    def find_tried_at(self) -> datetime | None:
        """Return when the last fetch began that has ended. ``None``: there is none."""
        with self._lock:
            return self._last_tried.began_at if self._last_tried else None

    def give_up(self) -> None:
        """Want the fetch under way no longer. If it still waits for its turn, it never begins."""
        with self._lock:
            self._under_way = None

    def _find_or_start(self, version: Hashable, policy: RefreshPolicy, now: datetime) -> _Fetch | None:
        """Return the fetch to wait for: the one under way or a new one. ``None`` if the value is fresh."""
        under_way = self._under_way
        # A clock that is put back makes an age negative, and would keep a fetch without an end for long.
        is_alive = under_way and (under_way.waits or timedelta() <= now - under_way.began_at < LOST_AFTER)
        if under_way and is_alive and under_way.version == version:
            return under_way
        if not under_way and not self._is_due(version, policy, now):
            return None
        fetch = _Fetch(version, now)
        call = (lambda: self._fetch_and_keep(fetch),)
        Thread(target=fetch.fly, args=call, name="studyboard-read", daemon=True).start()
        # After the start, which may fail: nobody may wait for a thread that never ran.
        self._under_way = fetch
        return fetch

    def _is_due(self, version: Hashable, policy: RefreshPolicy, now: datetime) -> bool:
        if self._last_tried is None or self._last_tried.version != version:
            return True
        age = (now - self._last_tried.began_at).total_seconds()
        return not 0 <= age < (policy.try_again if self._failure or self._bug else policy.keep)

    def _choose_wait(self, version: Hashable, policy: RefreshPolicy) -> float | None:
        if self._snapshot is None:
            return policy.first
        if self._last_tried and self._last_tried.version != version:
            return policy.changed
        return policy.failing if self._failure else policy.newer

    def _fetch_and_keep(self, fetch: _Fetch) -> None:
        try:
            with self._take_turn(self._find_tried_at(fetch), lambda: self._is_wanted(fetch)) as is_wanted:
                if is_wanted:
                    fetch.began_at, fetch.waits = clock.now(), False
                    self._fetch_in_turn(fetch)
        finally:
            fetch.waits = False

    def _find_tried_at(self, fetch: _Fetch) -> datetime | None:
        with self._lock:
            last = self._last_tried
            return last.began_at if last and last.version == fetch.version else None

    def _is_wanted(self, fetch: _Fetch) -> bool:
        with self._lock:
            return fetch is self._under_way

    def _fetch_in_turn(self, fetch: _Fetch) -> None:
        snapshot, failure, bug = None, None, None
        try:
            snapshot = self._take_snapshot()
        except StudyboardError as error:
            failure = error
        except Exception as error:
            bug = error
        except BaseException as error:  # such as a panic in Rust, which is no Exception
            bug = RuntimeError(f"the fetch ended with {type(error).__name__}")
            bug.__cause__ = error
        with self._lock:
            if fetch is self._under_way:  # else it was given up, and a newer one knows more
                self._under_way, self._last_tried = None, fetch
                self._snapshot, self._failure, self._bug = snapshot or self._snapshot, failure, bug
            elif self._snapshot is None:  # its callers have at least something to show
                self._snapshot = snapshot

    def _take_snapshot(self) -> Snapshot[T]:
        last = self.find_last()
        return Snapshot(self._fetch_value(last.value if last else None), clock.now())

    def _report(self) -> Snapshot[T] | None:
        with self._lock:
            snapshot, failure, bug = self._snapshot, self._failure, self._bug
        if bug:
            raise bug
        if snapshot is None and failure:
            raise type(failure)(failure.why)
        return replace(snapshot, error=failure) if snapshot else None

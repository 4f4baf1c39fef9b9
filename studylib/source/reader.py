"""The reader: open a store, read its season, and keep it while it is fresh."""

import math
from dataclasses import dataclass
from datetime import datetime

from studylib import clock
from studylib.config import studies
from studylib.snapshot import RefreshPolicy, SnapshotCache
from studylib.source.season import Season, read_season
from studylib.stores import opening
from studylib.stores.store import Store
from studylib.text.errors import WorkbookError
from studylib.text.message import Sentence, sentence
from studylib.workbook import sample

PATIENCE = 3.0
"""Seconds that a visitor waits for a fresh read if there is an older one to show."""

LONGEST_WAIT = 25.0
"""Seconds that a visitor waits if there is nothing to show yet, or after asking for a fresh read."""

AFTER_A_WRITE = 10.0
"""Seconds that a visitor waits for the read after a write. The write may have waited too, and a run lasts 30."""

TRY_AGAIN_AFTER = 15.0
"""Seconds from a failed read to the next one."""

LONG_LOOK = 1.0
"""Seconds of a failed look at the version, from which on visitors share the failure."""

AT_ONCE = 5.0
"""Least seconds between two reads on demand. An account has 60 requests a minute for all visitors."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The last good read. ``failure``: why it is not newer (``None``: the last attempt succeeded)."""

    season: Season
    read_at: datetime
    failure: Sentence | None = None


def open_store(given: str | None = None) -> Store:
    """Open the store at ``given``, else at the configured address, else the sample.

    Raises a WorkbookError if there is no workbook. Only a missing default database is made.
    """
    address = studies.resolve_address(given)
    if address == studies.DEFAULT:
        return opening.open_store(address, first=lambda: sample.make_sample(clock.now()), create=True)
    return opening.open_store(address)


class Reader:
    """The only reader of a store in a process. Concurrent callers share its fetch.

    A read is kept until the store's version changes or ``refresh_seconds`` pass. While newer reads fail, the last good
    one is shown with the reason.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._cache = SnapshotCache(self._fetch)
        self._slow_failure: tuple[datetime, WorkbookError] | None = None

    def read(self, *, anew: bool = False) -> Reading:
        """Return the last good read, refreshed if it is due. ``anew``: a visitor asks for a fresh read at any age.

        Raises a WorkbookError if no read has succeeded yet.
        """
        try:
            version = self._look_up_version(anew)
        except WorkbookError as error:
            copy = self._cache.find_last()
            if copy is None:
                raise
            return Reading(copy.value, copy.read_at, error.why)
        snapshot = self._cache.read(version, self._choose_policy(anew))
        if snapshot is None:
            raise WorkbookError(
                sentence(
                    "Google has not answered for {seconds} seconds. We retry automatically. "
                    "You do not need to do anything.",
                    seconds=math.floor(LONGEST_WAIT),
                )
            )
        return Reading(snapshot.value, snapshot.read_at, snapshot.failure)

    def _look_up_version(self, anew: bool) -> str:
        """Look up the version. A failure that took long counts for all visitors until it is time to try again."""
        began_at = clock.now()
        if self._slow_failure and not anew:
            failed_at, failure = self._slow_failure
            if 0 <= (began_at - failed_at).total_seconds() < TRY_AGAIN_AFTER:
                raise type(failure)(failure.why)
        try:
            version = self.store.version()
        except WorkbookError as error:
            took = (clock.now() - began_at).total_seconds()
            self._slow_failure = (clock.now(), error) if took >= LONG_LOOK else None
            raise
        self._slow_failure = None
        return version

    def _choose_policy(self, anew: bool) -> RefreshPolicy:
        """Choose how long to wait. Wait for a local read until it ends, because it is short."""
        keep = self.store.refresh_seconds
        if not self.store.remote:
            return RefreshPolicy(keep, try_again=0.0, first=None, changed=None, newer=None, failing=None)
        if anew:
            at_once, wait = min(keep, AT_ONCE), LONGEST_WAIT
            return RefreshPolicy(
                at_once,
                min(TRY_AGAIN_AFTER, AT_ONCE),
                first=wait,
                changed=wait,
                newer=wait,
                failing=wait,
            )
        return RefreshPolicy(keep, TRY_AGAIN_AFTER, first=LONGEST_WAIT, changed=AFTER_A_WRITE, newer=PATIENCE)

    def _fetch(self, last: Season | None) -> Season:
        """Fetch and read. Equal cells give the same Season object, so that its derived results stay valid."""
        cells = self.store.fetch()
        return last if last and last.cells == cells else read_season(cells)

"""The reader: open a store, read its season, and keep it while it is fresh."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from studylib import clock
from studylib.config import studies
from studylib.snapshot import FreshLookup, RefreshPolicy, Snapshot, SnapshotCache
from studylib.source.pace import Pace
from studylib.source.season import Season, read_season
from studylib.source.slow_failure import TRY_AGAIN_AFTER, SlowFailure
from studylib.stores import opening
from studylib.stores.store import NotSharedError, Store, find_workbook_id
from studylib.text.errors import StudyboardError, WorkbookError
from studylib.text.message import Sentence, sentence
from studylib.workbook import sample

PATIENCE = 3.0
"""Seconds that a visitor waits for a fresh read if there is an older one to show."""

OLD_COPY, PATIENCE_WITH_OLD = 600.0, 15.0
"""The age in seconds from which on a visitor waits longer for a read whose turn comes soon, and how long."""

LONGEST_WAIT = 25.0
"""Seconds that a visitor waits if there is nothing to show yet, or after asking for a fresh read."""

AFTER_A_WRITE = 10.0
"""Seconds that a visitor waits for the read after a write. The write may have waited too, and a run lasts 30."""

AT_ONCE = 5.0
"""Least seconds between two reads on demand. An account has 60 requests a minute for all visitors."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The last good read. ``failure``: why it is not newer (``None``: the last attempt succeeded)."""

    season: Season
    read_at: datetime
    failure: Sentence | None = None
    workbook_id: str = ""
    """Which workbook was at the address. Empty: the address alone tells."""
    is_shared: bool = True
    """Whether the group shared the workbook with Studyboard at the last attempt that told."""


class _Kept(NamedTuple):
    """What one fetch gave: the season, and of which workbook it is."""

    season: Season
    workbook_id: str


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
    one is shown with the reason. ``pace`` holds the reads of all readers back, ``None``: nothing does.
    """

    def __init__(self, store: Store, pace: Pace | None = None) -> None:
        self.store, self.pace = store, pace
        self._cache = SnapshotCache(self._fetch, pace.take_turn if pace else None)
        self._is_shared = True
        self._slow = SlowFailure()
        self._looks = FreshLookup(lambda: self._slow.call(store.version))

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
            return self._make_reading(copy, error)
        snapshot = self._cache.read(version, self._choose_policy(anew))
        if snapshot is None:
            raise WorkbookError(self._explain_silence())
        return self._make_reading(snapshot, snapshot.error)

    def find_last(self) -> Reading | None:
        """Return the last good read of any age, and ask the store nothing. ``None`` if no read has succeeded yet."""
        copy = self._cache.find_last()
        return self._make_reading(copy, copy.error) if copy else None

    def find_tried_at(self) -> datetime | None:
        """Return when the last read began, whether it succeeded or not. ``None``: there was none."""
        return self._cache.find_tried_at()

    def give_up(self) -> None:
        """Want no read any longer, so that none waits for its turn."""
        self._cache.give_up()

    def _look_up_version(self, anew: bool) -> str:
        """Look up the version. Visitors at the same moment share a look, and a failure that took long."""
        if anew:
            self._slow.forget()
        else:
            self._slow.raise_kept()
        return self._looks.read()

    def _explain_silence(self) -> Sentence:
        return sentence(
            "{name} has not answered for {seconds} seconds. We retry automatically. You do not need to do anything.",
            name="Google" if self.store.remote else self.store.name,
            seconds=math.floor(LONGEST_WAIT),
        )

    def _choose_policy(self, anew: bool) -> RefreshPolicy:
        """Choose how long to wait. A local read is short, so all wait for it unless its disk or server hangs."""
        keep, wait = self.store.refresh_seconds, LONGEST_WAIT
        if not self.store.remote:
            return RefreshPolicy(keep, try_again=0.0, first=wait, changed=wait, newer=wait, failing=wait)
        if anew:
            at_once = min(keep, AT_ONCE)
            return RefreshPolicy(
                at_once,
                min(TRY_AGAIN_AFTER, AT_ONCE),
                first=wait,
                changed=wait,
                newer=wait,
                failing=wait,
            )
        newer, failing = self._choose_patience()
        return RefreshPolicy(
            keep, TRY_AGAIN_AFTER, first=wait, changed=AFTER_A_WRITE, newer=newer, failing=failing
        )

    def _choose_patience(self) -> tuple[float, float]:
        """Choose how long to wait for a newer copy, and how long while reads fail.

        At a pace, a very old copy is worth a wait, if its turn comes soon. The copy of a sheet that is no longer
        shared is not shown.
        """
        copy, tried_at = self._cache.find_last(), self._cache.find_tried_at()
        if self.pace is None or copy is None or tried_at is None:
            return PATIENCE, 0.0
        is_old = not 0 <= (clock.now() - copy.read_at).total_seconds() < OLD_COPY
        failing = PATIENCE if not self._is_shared else 0.0
        comes_soon = is_old and self.pace.find_delay_of(tried_at) < PATIENCE_WITH_OLD
        return (PATIENCE_WITH_OLD if comes_soon else PATIENCE), failing

    def _fetch(self, last: _Kept | None) -> _Kept:
        """Fetch and read. Equal cells give the same Season object, so that its derived results stay valid."""
        try:
            workbook_id = find_workbook_id(self.store.version())
            cells = self.store.fetch()
        except NotSharedError:
            self._is_shared = False  # until a read succeeds: no other failure tells
            raise
        self._is_shared = True
        is_same = last is not None and last.season.cells == cells
        return _Kept(last.season if last and is_same else read_season(cells), workbook_id)

    def _make_reading(self, copy: Snapshot[_Kept], error: StudyboardError | None) -> Reading:
        kept, failure = copy.value, error.why if error else None
        return Reading(kept.season, copy.read_at, failure, kept.workbook_id, self._is_shared)

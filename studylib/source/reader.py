"""Where the season comes from: an address, opened, fetched and read, and kept while it is fresh."""

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
"""Seconds that a visitor waits for a fresh read while there is an older one to show."""

LONGEST_WAIT = 25.0
"""Seconds that a visitor waits where there is nothing to show yet, or where they asked for a fresh read."""

AFTER_A_WRITE = 10.0
"""Seconds that a visitor waits for the read after a write: it may itself have waited long, and a run lasts 30."""

TRY_AGAIN_AFTER = 15.0
"""Seconds from a read that failed to the next one."""

AT_ONCE = 5.0
"""Seconds between two reads however often people ask for one: an account has 60 requests a minute for all."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The last good read: its season, when it was read, and why it is not newer, where the last attempt failed."""

    season: Season
    read_at: datetime
    failure: Sentence | None = None


def open_store(given: str | None = None) -> Store:
    """The store at the address given, or else at the one that is set up, or else the sample.

    Raises ``WorkbookError`` where there is none. Only the default database is made where it is missing.
    """
    address = studies.resolve_address(given)
    if address == studies.DEFAULT:
        return opening.open_store(address, first=lambda: sample.make_sample(clock.now()), create=True)
    return opening.open_store(address)


class Reader:
    """The one reader of a store in a process, however many look at it at once.

    A read is kept until the store's version changes or it is older than ``refresh_seconds``. Who comes while one is
    under way waits for the same. A remote store's last good read is shown, with the reason, while newer ones fail.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._keeper = SnapshotCache(self._fetched)

    def read(self, *, anew: bool = False) -> Reading:
        """The season as it is now known. ``anew``: somebody asks for a fresh read, whatever its age.

        Raises ``WorkbookError`` where there is nothing to show: no read has succeeded yet, or the store is not remote
        and cannot be had.
        """
        copy = self._keeper.read(self.store.version(), self._pace(anew))
        if copy is None:
            raise WorkbookError(
                sentence(
                    "Google has not answered for {seconds} seconds. We retry automatically. "
                    "You do not need to do anything.",
                    seconds=math.floor(LONGEST_WAIT),
                )
            )
        if copy.failure and not self.store.remote:
            raise WorkbookError(copy.failure)
        return Reading(copy.value, copy.read_at, copy.failure)

    def _pace(self, anew: bool) -> RefreshPolicy:
        """On a machine of one's own a read is short, and waited for as long as it takes."""
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

    def _fetched(self, last: Season | None) -> Season:
        """A fresh read. The same cells are the same season, so that all that was worked out of it still holds."""
        cells = self.store.fetch()
        return last if last and last.cells == cells else read_season(cells)

"""Where the season comes from: an address, opened, fetched and read, and kept while it is fresh."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

import numpy as np
import numpy.typing as npt

from studylib import board, change, clock, sample, stores, workbook
from studylib.cells import Workbook, WorkbookError
from studylib.change import Change
from studylib.copies import Keeper, Pace
from studylib.sentence import Sentence, sentence
from studylib.stores import Store, WorkbookChanged
from studylib.study import Problem, Study

PATIENCE = 3.0
"""Seconds that a visitor waits for a fresh read while there is an older one to show."""

LONGEST_WAIT = 25.0
"""Seconds that a visitor waits where there is nothing to show yet, or where they asked for a fresh read."""

AFTER_A_WRITE = 10.0
"""Seconds that a visitor waits for the read after a write: it may itself have waited long, and a run lasts 30."""

TRY_AGAIN_AFTER = 15.0
"""Seconds from a read that failed to the next one."""

ATTEMPTS = 100
"""How often a change is decided anew because others write all the time; each takes some hundredths of a second."""

AT_ONCE = 5.0
"""Seconds between two reads however often people ask for one: an account has 60 requests a minute for all."""


MOST_KEPT = 16
"""Of a season: the moments that people look at, times two languages and two themes."""

KEEPING = Lock()
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Season:
    """One version of a workbook: its cells, the study they describe, and what could not be read.

    A season is equal to itself alone, so that what is worked out of it can be kept under it.
    """

    cells: Workbook
    study: Study
    problems: tuple[Problem, ...]

    @cached_property
    def kept(self) -> dict[Callable[..., Any], dict[Any, Any]]:
        """What ``kept_with_season`` has kept: by function, by its other arguments."""
        return {}

    @cached_property
    def events(self) -> npt.NDArray[np.int64]:
        """The moments at which its board may change, as ``board.events`` gives them."""
        return board.events(self.study)


def kept_with_season(work: Callable[Concatenate[Season, P], T]) -> Callable[Concatenate[Season, P], T]:
    """Keep what a function works out of a season for as long as that season is read by anybody.

    So each study of a deployment has its own, however many there are, and a season that a newer one has replaced
    leaves nothing behind. Of each function the results for ``MOST_KEPT`` arguments are kept, the newest.
    """

    @wraps(work)
    def kept(season: Season, /, *asked: P.args, **named: P.kwargs) -> T:
        assert not named
        mine = season.kept.setdefault(work, {})
        try:
            found: T = mine[asked]
        except KeyError:
            found = work(season, *asked, **named)
            with KEEPING:
                while len(mine) >= MOST_KEPT:
                    del mine[next(iter(mine))]
                mine[asked] = found
        return found

    return kept


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


class Reader:
    """The one reader of a store in a process, however many look at it at once.

    A read is kept until the store's version changes or it is older than ``refresh_seconds``. Who comes while one is
    under way waits for the same. A remote store's last good read is shown, with the reason, while newer ones fail.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._keeper = Keeper(self._fetched)

    def read(self, *, anew: bool = False) -> Reading:
        """The season as it is now known. ``anew``: somebody asks for a fresh read, whatever its age.

        Raises ``WorkbookError`` where there is nothing to show: no read has succeeded yet, or the store is not remote
        and cannot be had.
        """
        copy = self._keeper.read(self.store.version(), self._pace(anew))
        if copy is None:
            raise WorkbookError(
                sentence(
                    "Google has not answered for {seconds} seconds. It is asked again; nothing has to be done.",
                    seconds=math.floor(LONGEST_WAIT),
                )
            )
        if copy.failure and not self.store.remote:
            raise WorkbookError(copy.failure)
        return Reading(copy.value, copy.read_at, copy.failure)

    def _pace(self, anew: bool) -> Pace:
        """On a machine of one's own a read is short, and waited for as long as it takes."""
        keep = self.store.refresh_seconds
        if not self.store.remote:
            return Pace(keep, try_again=0.0, first=None, changed=None, newer=None, failing=None)
        if anew:
            at_once, wait = min(keep, AT_ONCE), LONGEST_WAIT
            return Pace(
                at_once,
                min(TRY_AGAIN_AFTER, AT_ONCE),
                first=wait,
                changed=wait,
                newer=wait,
                failing=wait,
            )
        return Pace(keep, TRY_AGAIN_AFTER, first=LONGEST_WAIT, changed=AFTER_A_WRITE, newer=PATIENCE)

    def _fetched(self, last: Season | None) -> Season:
        """A fresh read. The same cells are the same season, so that all that was worked out of it still holds."""
        cells = self.store.fetch()
        return last if last and last.cells == cells else _season(cells)

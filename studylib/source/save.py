"""Save a change: decide, check and write it for one version of the workbook."""

from collections.abc import Callable
from datetime import datetime

from studylib.changes import history
from studylib.changes.draft import Change
from studylib.source.season import Season, load_season
from studylib.stores.store import Store, WorkbookChangedError

ATTEMPTS = 100
"""How often a change is decided anew because others write all the time; each takes some hundredths of a second."""


def save_change(opened: Store, decide: Callable[[Season], Change], now: datetime) -> Change:
    """Write what ``decide`` makes of the season as it now stands, and what is kept of it; the change, once on disk.

    It is decided, checked and written for one and the same version of the workbook: if others write between, it is
    decided again on what they wrote. Raises what ``decide`` raises, Refused where the change would make something
    unreadable, and a WorkbookError where it cannot be written. What is not to be kept is gone from the store's files.
    """
    for attempt in range(1, ATTEMPTS + 1):
        version = opened.version()
        season = load_season(opened)
        decided = decide(season)
        try:
            opened.rewrite(history.with_history(season.cells, season.study, decided, now), version)
        except WorkbookChangedError:
            if attempt == ATTEMPTS:
                raise
        else:
            break
    if not decided.kept:
        opened.forget()
    return decided

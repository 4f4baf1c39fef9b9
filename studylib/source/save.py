"""Save a change: decide, check and write it for one version of the workbook."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from studylib.changes import history, sizes
from studylib.changes.draft import Change
from studylib.changes.identity import keep_identity
from studylib.source.season import Season, load_season, read_season
from studylib.stores.store import Store, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Workbook
from studylib.workbook.entries import NewRows

ATTEMPTS = 100
"""Most decisions of one change while others keep writing. Each takes some hundredths of a second."""

Decide = Callable[[Season], Change]
"""Decides a change on the season of one version of the workbook."""


def save_change(store: Store, decide: Decide, now: datetime) -> Change:
    """Write the change that ``decide`` makes of the newest season, and its history.

    Return it once it is on disk, with its number in the history.

    Decision, check and write are for the same version of the workbook. If others write in between, ``decide`` runs
    again on their cells. Raises the errors of ``decide``. Raises an UnreadableError if a cell would become
    unreadable. Raises a WorkbookError if the write fails. If the change keeps no history, the old cells are gone from
    the store's files.
    """

    def write(season: Season, change: Change, version: str) -> Change:
        whole = keep_identity(season.cells, season.study, change)
        store.rewrite(history.with_history(season.cells, season.study, whole, now), version)
        return replace(whole, number=history.find_next_number(season.cells))

    change = _decide_and_write(store, decide, write)
    if not change.kept:
        store.forget()
    return change


def append_change(store: Store, decide: Decide, list_rows: Callable[[Workbook, Change], NewRows]) -> Change:
    """Append the rows of a change to a store that cannot rewrite rows, such as a Google Sheet.

    There is no history: a Google Sheet keeps its own versions. ``list_rows`` gets the cells of the decision. If this
    program writes in between, ``decide`` runs again. Raises the errors of ``decide``, and a WorkbookError if the
    write fails.
    """

    def write(season: Season, change: Change, version: str) -> Change:
        new = list_rows(season.cells, change)
        sizes.check_new_rows(new)
        store.append(new.title, new.header, new.rows, version)
        return change

    return _decide_and_write(store, decide, write)


def replace_workbook(store: Store, cells: Workbook, *, replace: bool) -> None:
    """Put ``cells`` in the place of the whole workbook. ``replace``: also of a season that is not the sample.

    Raises a WorkbookError for such a season without ``replace``, or if the write fails.
    """
    present = store.fetch()
    if present.tabs and not replace and not read_season(present).study.sample:
        raise WorkbookError(
            sentence("{name} already holds a season. Say --replace to replace it whole.", name=store.name)
        )
    store.replace(cells)


def _decide_and_write(store: Store, decide: Decide, write: Callable[[Season, Change, str], Change]) -> Change:
    """Decide and write until no other writer comes in between, at most ``ATTEMPTS`` times."""
    attempt = 1
    while True:
        version = store.version()
        season = load_season(store)
        change = decide(season)
        try:
            return write(season, change, version)
        except WorkbookChangedError:
            if attempt == ATTEMPTS:
                raise
            attempt += 1

"""Save a change: decide, check and write it for one version of the workbook."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from studylib.changes import form_tab, history
from studylib.changes.draft import Change
from studylib.changes.identity import keep_identity
from studylib.changes.kept import keep_cells, keep_edits, restore_blank_rows
from studylib.source.season import Season, load_season, read_season
from studylib.stores.store import Store, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook import sample
from studylib.workbook.cells import Workbook

ATTEMPTS = 100
"""Most decisions of one change while others keep writing. Each takes some hundredths of a second."""

REMOTE_ATTEMPTS = 4
"""The same at a service, where each decision takes a read of all cells. An account has 60 a minute."""

Decide = Callable[[Season], Change]
"""Decides a change on the season of one version of the workbook."""


def save_change(store: Store, decide: Decide, now: datetime) -> Change:
    """Write the change that ``decide`` makes of the newest season, and its history.

    Return it once it is written, with its number in the history.

    Decision, check and write are for the same version of the workbook. If others write in between, ``decide`` runs
    again on their cells. Raises the errors of ``decide``. Raises an UnreadableError if a cell would become
    unreadable. Raises a FormTabError if cells of the form's own tab would change at a service. Raises a WorkbookError
    if the write fails. If the change keeps no history, the old cells are gone from the store's files.
    """
    with store.take_turn():
        change = _decide_and_write(store, decide, now)
    if not change.kept:
        store.forget()
    return change


def load_whole_season(store: Store) -> Season:
    """Load the season as it is now in the store, with the blank rows that a service leaves out."""
    return read_season(restore_blank_rows(store.fetch())) if store.remote else load_season(store)


def plan_change(store: Store, season: Season, change: Change, now: datetime) -> Change:
    """Check a change of the season, and return it as ``store`` would keep it, without a number.

    Raises the errors of ``save_change``.
    """
    whole = keep_identity(season.cells, season.study, change)
    if store.remote and store.writable:
        whole = keep_cells(season.cells, whole)
        form_tab.check_form_tabs(season.cells, whole.edits)
    history.check_change(season.cells, season.study, whole, now)
    return whole


def replace_workbook(store: Store, cells: Workbook, *, replace: bool) -> None:
    """Put ``cells`` in the place of the whole workbook. ``replace``: also of one that is not the untouched sample.

    Raises a WorkbookError for such a season without ``replace``, or if the write fails.
    """
    present = store.fetch()
    if store.writable and present.tabs and not replace and not sample.is_untouched(present):
        raise WorkbookError(
            sentence("{name} already holds a season. Say --replace to replace it whole.", name=store.name)
        )
    store.replace(cells)


def _decide_and_write(store: Store, decide: Decide, now: datetime) -> Change:
    """Decide and write until no other writer comes in between."""
    most, attempt = REMOTE_ATTEMPTS if store.remote else ATTEMPTS, 1
    while True:
        version = store.version()
        season = load_whole_season(store)
        whole = plan_change(store, season, decide(season), now)
        rows = history.list_history_rows(season.cells, season.study, whole, now)
        if store.remote:
            rows = keep_edits(season.cells, (*whole.edits, *rows))[len(whole.edits) :]
        try:
            store.rewrite((*whole.edits, *rows), version)
        except WorkbookChangedError:
            if attempt == most:
                raise
            attempt += 1
        else:
            return replace(whole, number=history.find_next_number(season.cells))

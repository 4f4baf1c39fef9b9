"""The readers of the workbooks, one a workbook, shared by all visitors."""

from threading import Lock

import streamlit as st

from studylib.config import studies
from studylib.config.studies import UnlistedError
from studylib.season.study import Study
from studylib.source import reader
from studylib.source.pace import find_pace
from studylib.source.reader import Reader, Reading
from studylib.source.slow_failure import SlowFailure
from studylib.stores.opening import is_sheet
from studylib.stores.store import NotSharedError

MOST_STUDIES = 1024
"""How many workbooks stay in memory, the most recently read. A season of a year takes about 100 KB."""


class WithdrawnError(UnlistedError):
    """A study that people added, and whose group no longer shares its sheet. ``study`` is the last copy of it."""

    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study


def read_study(listing: studies.StudyConfig, shared: Reader, *, anew: bool = False) -> Reading:
    """Read a study by its reader. ``anew``: a visitor asks for a fresh read.

    One that people added is open only as long as its group shares the sheet. Raises WithdrawnError after that, and
    UnlistedError if there is no copy to tell who was in the group. Raises another StudyboardError if there is no
    workbook.
    """
    try:
        reading = shared.read(anew=anew)
    except NotSharedError:
        if listing.registered:
            raise UnlistedError from None
        raise
    if listing.registered and not reading.is_shared:
        raise WithdrawnError(reading.season.study)
    return reading


def find_reader(listing: studies.StudyConfig) -> Reader:
    """Find the one reader of a study's workbook. Raises a StudyboardError if its address is wrong."""
    return open_reader(listing.workbook)


def open_reader(address: str) -> Reader:
    """Open the workbook once for all. While its server says nothing, one visitor in a while waits for it."""
    return _find_opening(address).open()


class _Opening:
    """The one opening of a workbook. It fails for all if it fails slowly."""

    def __init__(self, address: str) -> None:
        self._address, self._slow, self._lock = address, SlowFailure(), Lock()
        self._reader: Reader | None = None

    def open(self) -> Reader:
        if self._reader is None:
            with self._lock:
                self._reader = self._reader or self._slow.call(self._open)
        return self._reader

    def _open(self) -> Reader:
        return Reader(reader.open_store(self._address), find_pace() if is_sheet(self._address) else None)


@st.cache_resource(max_entries=MOST_STUDIES, show_spinner=False)
def _find_opening(address: str) -> _Opening:
    return _Opening(address)

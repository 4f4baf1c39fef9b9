"""The readers of the workbooks, one a workbook, shared by all visitors."""

import streamlit as st

from studylib.config import studies
from studylib.source import reader
from studylib.source.reader import Reader
from studylib.source.slow_failure import SlowFailure

MOST_STUDIES = 1024
"""How many workbooks stay in memory, the most recently read. A season of a year takes about 100 KB."""


def find_reader(listing: studies.StudyConfig) -> Reader:
    """Find the one reader of a study's workbook. Raises a StudyboardError if its address is wrong."""
    return open_reader(listing.workbook)


def open_reader(address: str) -> Reader:
    """Open the workbook once for all. While its server says nothing, one visitor in a while waits for it."""
    return _open_reader(address, _find_slow_failure(address))


@st.cache_resource(max_entries=MOST_STUDIES, show_spinner=False)
def _open_reader(address: str, _slow: SlowFailure) -> Reader:
    return Reader(_slow.call(lambda: reader.open_store(address)))


@st.cache_resource(max_entries=MOST_STUDIES, show_spinner=False)
def _find_slow_failure(address: str) -> SlowFailure:
    return SlowFailure()

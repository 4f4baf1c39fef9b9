"""What the tests of pages in their frame share."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import streamlit as st

from studylib import clock, stores
from studylib.config import studies
from studylib.workbook import sample


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The clock, standing at the due moment of the sample's third week and half an hour."""
    moment = datetime(2022, 5, 11, 0, 30, tzinfo=ZoneInfo("Asia/Seoul"))
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


@pytest.fixture
def sample_workbook(now: datetime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The sample in a new database, in an empty folder."""
    st.cache_resource.clear()
    monkeypatch.chdir(tmp_path)
    address = f"sqlite:///{tmp_path / 'studyboard.db'}"
    stores.open_store(address, first=lambda: sample.make_sample(now), create=True)
    monkeypatch.setenv(studies.VARIABLE, address)

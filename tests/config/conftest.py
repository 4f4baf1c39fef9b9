"""A secrets file, and two studies that it lists."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import streamlit as st

from studylib import clock
from studylib.config import studies
from studylib.stores.opening import open_store
from tests.config.groups import AUTH, group

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty secrets file, and nothing else that names a workbook."""
    st.cache_resource.clear()
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.delenv(studies.VARIABLE, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    file = tmp_path / ".streamlit/secrets.toml"
    file.parent.mkdir()
    file.write_text("")
    return file


@pytest.fixture
def two(secrets: Path, tmp_path: Path) -> Path:
    """Two studies, one of them public."""
    groups = {
        "night": group("밤샘 스터디", "하나", "hana@example.com"),
        "dawn": group("새벽 스터디", "두리", "duri@example.com", ("access", "public")),
    }
    listed = ""
    for id, cells in groups.items():
        address = f"sqlite:///{tmp_path / id}.db"
        open_store(address, create=True).replace(cells)
        listed += f'[[studies]]\nid = "{id}"\nworkbook = "{address}"\n'
    secrets.write_text(AUTH + listed)
    return secrets

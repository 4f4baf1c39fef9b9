"""A fixed clock and an empty folder for each test of a source."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from studylib import clock
from studylib.config import studies

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.fixture(autouse=True)
def outset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.delenv(studies.VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)

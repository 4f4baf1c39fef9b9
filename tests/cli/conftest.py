"""A fixed clock, an English terminal and an empty folder for every test of a command."""

from pathlib import Path

import pytest

from studylib import clock
from studylib.config import studies
from tests.cli.program import NOW
from tests.cli.readmes import APRIL


@pytest.fixture(autouse=True)
def outset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The clock stands, the terminal is an English one, and nothing of this machine says what to open."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.delenv(studies.VARIABLE, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def in_april(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the clock to the week in which the table was written."""
    monkeypatch.setattr(clock, "now", lambda: APRIL)

"""No key and no server of Google for any test."""

from pathlib import Path

import pytest

from studylib.stores.google import key, session


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in, and no key and no server named anywhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(key.KEY_FILE, raising=False)
    monkeypatch.delenv(session.ELSEWHERE, raising=False)
    return tmp_path

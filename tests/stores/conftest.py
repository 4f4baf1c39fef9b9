"""A stand-in for Google."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studylib.stores.google import key, session
from studylib.workbook.cells import Tab, Workbook
from tests.stand_ins.googlesheets.server import Google


@pytest.fixture(scope="module")
def server() -> Iterator[Google]:
    with Google(open=True, quota=None) as google:
        yield google


@pytest.fixture
def google_(server: Google, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Google]:
    """Google, with nothing wrong and nothing in the first spreadsheet, and no key."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(key.KEY_FILE, raising=False)
    monkeypatch.setenv(session.ELSEWHERE, server.url)
    monkeypatch.setattr(session, "TIMEOUT", (1.0, 1.0))
    server.spreadsheet.fill(Workbook((Tab("시트1", ()),)))
    server.spreadsheet.zone, server.spreadsheet.locale = "Asia/Seoul", "ko_KR"
    server.spreadsheet.shared = "editor"
    server.open, server.on_request = True, lambda request: None
    yield server
    server.fix()

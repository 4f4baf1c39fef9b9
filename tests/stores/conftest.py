"""Stand-ins for Google: of the Sheets API, and of the group's own script."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studylib.config.bridge import VARIABLE
from studylib.stores.google import bridge, key, session
from studylib.workbook.cells import Tab, Workbook
from tests.stand_ins.appsscript.server import ScriptServer
from tests.stand_ins.googlesheets.server import Google
from tests.stores.google.scripts import with_token


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


@pytest.fixture(scope="module")
def script_server() -> Iterator[ScriptServer]:
    with ScriptServer() as scripts:
        yield scripts


@pytest.fixture
def scripts(
    script_server: ScriptServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[ScriptServer]:
    """The group's own script, with nothing wrong and a blank sheet, and its token in the secrets."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv(session.ELSEWHERE, script_server.url)
    monkeypatch.setattr(bridge, "TIMEOUT", (1.0, 10.0))
    with_token(tmp_path)
    script_server.fill(Workbook((Tab("시트1", ()),)))
    script_server.on_request = lambda request: None
    yield script_server
    script_server.fix()

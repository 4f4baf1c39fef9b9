"""Google with an empty spreadsheet that the program may write to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from studylib.stores.google import key, session
from studylib.workbook.cells import Tab, Workbook
from tests.stand_ins.googlesheets.server import Google


@contextmanager
def empty_sheet(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    """Serve the spreadsheet. The secrets file under ``home`` lets the program write. There is no key."""
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv(key.KEY_FILE, raising=False)
    (home / ".streamlit").mkdir()
    (home / ".streamlit" / "secrets.toml").write_text("[sheet]\nwrite = true\n")
    with Google(Workbook((Tab("시트1", ()),)), open=True, zone="America/New_York", locale="en_US") as started:
        monkeypatch.setenv(session.ELSEWHERE, started.url)
        yield started

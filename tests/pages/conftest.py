"""Fixtures of the tests of pages."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

from studylib import clock
from studylib.config import studies
from studylib.stores.opening import open_store
from studylib.workbook.cells import Workbook
from tests.pages.drawn import NOW, PAGES, Open


@pytest.fixture(autouse=True)
def outset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Forget the test before, stop the clock, and hide this machine's settings."""
    st.cache_resource.clear()
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Open:
    """Run a page on a workbook: ``visit("board", workbook, lang="en")``.

    The workbook is put into a database. A second visit finds what the first has written there. An address instead of
    the workbook is opened.
    """

    def visit(name: str, on: Workbook | str, /, **query: str) -> AppTest:
        address = on if isinstance(on, str) else f"sqlite:///{tmp_path / 'studyboard.db'}"
        if isinstance(on, Workbook):
            open_store(address, create=True).replace(on)
        monkeypatch.setenv(studies.VARIABLE, address)
        app = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60)
        app.query_params.update(query)
        return app.run()

    return visit


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """``at(moment)`` puts the clock to that moment."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Collect what the pages offer for download, by file name. Each file is made as if a visitor asked for it."""
    offered: dict[str, bytes] = {}
    kept = MediaFileManager.add_deferred

    def spied(self: MediaFileManager, make: Callable[[], bytes], *where: Any, **more: Any) -> str:
        offered[more["file_name"]] = make()
        return kept(self, make, *where, **more)

    monkeypatch.setattr(MediaFileManager, "add_deferred", spied)
    return offered

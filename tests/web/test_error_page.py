"""The page that a visitor gets if a page fails."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.servers.websocket import ROOT, Run, Session, serving

BROKEN = """
import streamlit as st
st.write("before")
raise RuntimeError("이은빈 owes 4,000 won. Ask eunbin@school.kr, hong@school or narae%40school%2Ekr")
"""
LAUNCHER = """
import streamlit as st
from studylib.web import error_page, feed
app = st.App("broken.py", on_script_error=error_page.show_error)
"""


def visit(url: str, query: str) -> Run:
    async def run() -> Run:
        async with Session(url) as session:
            return await session.run(query=query)

    with ThreadPoolExecutor() as pool:  # see tests/web/test_cold_server.py
        return pool.submit(lambda: asyncio.run(run())).result()


def test_a_page_that_fails_shows_one_line_and_the_log_has_the_rest(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text(BROKEN)
    (tmp_path / "launcher.py").write_text(LAUNCHER)
    with serving(tmp_path / "launcher.py", tmp_path) as url:
        korean, english = visit(url, ""), visit(url, "lang=en")
    assert "문제가 생겼습니다" in korean.texts[-1]
    assert "Something went wrong here." in english.texts[-1]
    for run in (korean, english):
        assert not run.exceptions
        assert not [text for text in run.texts if "이은빈" in text or "Traceback" in text]
    (log,) = tmp_path.glob("launcher-*.log")
    assert "이은빈 owes 4,000 won" in log.read_text()


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_page_that_fails_prints_no_address(tmp_path: Path, elsewhere: bool) -> None:
    (tmp_path / "broken.py").write_text(BROKEN)
    (tmp_path / "launcher.py").write_text(LAUNCHER)
    (tmp_path / "other").mkdir()
    started_in = tmp_path / "other" if elsewhere else ROOT
    with serving(tmp_path / "launcher.py", tmp_path, {"PYTHONPATH": str(ROOT)}, started_in) as url:
        visit(url, "")
    (log,) = tmp_path.glob("launcher-*.log")
    written = log.read_text()
    assert "이은빈 owes 4,000 won. Ask e***@school.kr, h***@school or n***%40school%2Ekr" in written
    assert "Traceback" in written
    assert [each for each in ("eunbin", "hong@", "narae") if each in written] == []

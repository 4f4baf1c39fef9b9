"""The page that a visitor gets if a page fails."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.servers.websocket import Run, Session, serving

BROKEN = """
import streamlit as st
st.write("before")
raise RuntimeError("이은빈 owes 4,000 won")
"""
LAUNCHER = """
import streamlit as st
from studylib.web import error_page
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

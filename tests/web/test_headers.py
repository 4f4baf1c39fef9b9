"""The headers of every answer of the real server, and the page that a visitor gets if one fails."""

import asyncio
import re
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError

import pytest
from starlette.types import Message as AsgiMessage
from starlette.types import Receive, Scope, Send

from studylib.web import headers, policy
from tests.servers.websocket import ROOT, Run, Session, serving

ADDRESSES = ["/", "/fines", "/static/css/none.css", "/_stcore/health", "/media/none.csv", "/favicon.png"]
SAID = {
    "content-security-policy": r"default-src 'none'; "
    r"script-src 'self' 'wasm-unsafe-eval' 'sha256-\S+'( 'sha256-\S+')*; .*"
    r"base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    "x-frame-options": "SAMEORIGIN",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": r"camera=\(\), .*",
    "cross-origin-opener-policy": "same-origin-allow-popups",
}
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


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("server")
    with serving(ROOT / "app.py", folder, {"STUDYBOARD_WORKBOOK": f"sqlite:///{folder / 'none.db'}"}) as url:
        yield url


def answer(url: str, origin: str | None = None) -> tuple[int, Message]:
    request = urllib.request.Request(url, headers={"Origin": origin} if origin else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as got:
            return got.status, got.headers
    except HTTPError as error:
        return error.code, error.headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_each_header_once(url: str, address: str) -> None:
    _, got = answer(url + address)
    assert {name: len(got.get_all(name) or ()) for name in SAID} == dict.fromkeys(SAID, 1)
    assert [name for name, said in SAID.items() if not re.fullmatch(said, got[name])] == []


def test_the_policy_lets_no_script_run_that_is_not_written_here(url: str) -> None:
    _, got = answer(url)
    scripts = re.search(r"script-src ([^;]*);", got["content-security-policy"])
    assert scripts
    assert not re.search("'unsafe-|http|data:|\\*", scripts[1])
    assert "http" not in got["content-security-policy"]


def test_another_letter_in_a_script_makes_another_policy() -> None:
    assert policy.write_policy(["a"]) != policy.write_policy(["b"])
    assert len(list(policy.list_inline_scripts())) == 2


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/x/_stcore/metrics"]
)
def test_closed_addresses_answer_404(url: str, path: str) -> None:
    assert answer(url + path)[0] == 404


def test_the_page_of_another_site_may_not_read_an_answer(url: str) -> None:
    _, got = answer(url + "/_stcore/health", origin="https://elsewhere.example")
    assert got["access-control-allow-origin"] is None


def test_a_header_that_an_answer_has_stays() -> None:
    sent: list[AsgiMessage] = []

    async def server(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "headers": [(b"Referrer-Policy", b"no-referrer")]})

    async def send(message: AsgiMessage) -> None:
        sent.append(message)

    async def receive() -> AsgiMessage:
        raise AssertionError("nothing is to be received")

    async def served() -> None:
        await headers.HeadersMiddleware(server)({"type": "http", "path": "/"}, receive, send)

    with ThreadPoolExecutor() as pool:  # see tests/web/test_cold_server.py
        pool.submit(lambda: asyncio.run(served())).result()
    assert [value for name, value in sent[0]["headers"] if name.lower() == b"referrer-policy"] == [
        b"no-referrer"
    ]


# ---- a page that fails ----


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

"""The headers of every answer of the real server, and the page that a visitor gets if one fails."""

import asyncio
import re
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from urllib.error import HTTPError

import pytest
import streamlit as st
from starlette.types import Message as AsgiMessage
from starlette.types import Receive, Scope, Send

from studylib import clock
from studylib.config import studies
from studylib.stores.opening import open_store
from studylib.web import headers
from studylib.web.packed_files import KEPT
from studylib.workbook import sample
from tests.servers.websocket import ROOT, Session, serving
from tests.web.security_headers import SAID

ADDRESSES = ["/", "/fines", "/static/css/none.css", "/_stcore/health", "/media/none.csv", "/favicon.png"]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("server")
    workbook = f"sqlite:///{folder / 'studyboard.db'}"
    open_store(workbook, first=lambda: sample.make_sample(clock.now()), create=True)
    with serving(ROOT / "app.py", folder, {studies.VARIABLE: workbook}) as url:
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


@pytest.mark.parametrize(
    "address",
    ["/", "/fines?study=night", "/member", "/media/none.csv", "/_stcore/health"],
)
def test_no_cache_may_keep_a_page_or_a_download(url: str, address: str) -> None:
    _, got = answer(url + address)
    assert got.get_all("cache-control") == ["no-store"]


def test_a_download_itself_may_be_kept_by_no_cache(url: str) -> None:
    async def run() -> tuple[int, Message]:
        async with Session(url) as session:
            path = await session.ask_for((await session.run("fines")).downloads[0])
            return await asyncio.to_thread(answer, url + path)

    with ThreadPoolExecutor() as pool:  # see tests/web/test_cold_server.py
        status, got = pool.submit(lambda: asyncio.run(run())).result()
    assert (status, got.get_all("cache-control")) == (200, ["no-store"])


def test_browsers_keep_streamlits_own_code(url: str) -> None:
    with urllib.request.urlopen(url) as page:
        code = re.search(r"/static/js/[\w.-]+\.js", page.read().decode())
    assert code
    _, got = answer(url + code[0])
    assert got["cache-control"].startswith("public, immutable")


def test_a_calendar_may_be_kept_by_the_program_that_reads_it() -> None:
    sent = answered([(b"cache-control", b"private, max-age=300")])
    assert [value for name, value in sent if name == b"cache-control"] == [b"private, max-age=300"]


def test_the_policy_lets_no_script_run_that_is_not_written_here(url: str) -> None:
    _, got = answer(url)
    scripts = re.search(r"script-src ([^;]*);", got["content-security-policy"])
    assert scripts
    assert not re.search("'unsafe-|http|data:|\\*", scripts[1])
    assert "http" not in got["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/x/_stcore/metrics"]
)
def test_closed_addresses_answer_404(url: str, path: str) -> None:
    assert answer(url + path)[0] == 404


def test_the_page_of_another_site_may_not_read_an_answer(url: str) -> None:
    _, got = answer(url + "/_stcore/health", origin="https://elsewhere.example")
    assert got["access-control-allow-origin"] is None


def test_a_header_that_an_answer_has_stays() -> None:
    sent = answered([(b"Referrer-Policy", b"no-referrer")])
    assert [value for name, value in sent if name.lower() == b"referrer-policy"] == [b"no-referrer"]


@pytest.mark.parametrize(
    ("base", "path", "kept"),
    [
        ("", "/static/js/a.js", KEPT),
        ("board", "/board/static/js/a.js", KEPT),
        ("board", "/board/fines", "no-store"),
        ("board", "/static/js/a.js", "no-store"),
    ],
)
def test_caches_keep_the_code_below_the_base_of_the_pages_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, base: str, path: str, kept: str
) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": base}.get)
    assert (b"cache-control", kept.encode()) in answered([(b"cache-control", KEPT.encode())], path)


def answered(own: list[tuple[bytes, bytes]], path: str = "/") -> list[tuple[bytes, bytes]]:
    """The headers of an answer that already has its own."""
    sent: list[AsgiMessage] = []

    async def server(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "headers": own})

    async def send(message: AsgiMessage) -> None:
        sent.append(message)

    async def receive() -> AsgiMessage:
        raise AssertionError("nothing is to be received")

    async def served() -> None:
        await headers.HeadersMiddleware(server)({"type": "http", "path": path}, receive, send)

    with ThreadPoolExecutor() as pool:  # see tests/web/test_cold_server.py
        pool.submit(lambda: asyncio.run(served())).result()
    return list(sent[0]["headers"])

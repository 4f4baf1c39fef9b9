"""The headers of every answer of the real server, and the page that a visitor gets if one fails."""

import asyncio
import re
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from urllib.error import HTTPError

import pytest
from starlette.types import Message as AsgiMessage
from starlette.types import Receive, Scope, Send

from studylib.web import headers
from tests.servers.websocket import ROOT, serving
from tests.web.security_headers import SAID

ADDRESSES = ["/", "/fines", "/static/css/none.css", "/_stcore/health", "/media/none.csv", "/favicon.png"]


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

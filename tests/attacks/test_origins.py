"""A page of another site, or one that has turned its name to this machine, asks the server."""

import http.client
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import websockets

from tests.attacks.attacked import Attacked, run_apart, watch
from tests.servers.websocket import ROOT, serving

AT_ONCE = 0.5
"""Seconds for a refusal. A look for its own address elsewhere would take the server two."""
PATHS = [
    "/",
    "/_stcore/health",
    "/_stcore/host-config",
    "/media/x",
    "/static/x.js",
    "/_stcore/upload_file/x/y",
]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server of `make run`, without a sign-in."""
    folder = tmp_path_factory.mktemp("own")
    environment = {"STUDYBOARD_WORKBOOK": f"sqlite:///{folder / 'none.db'}", "HOME": str(folder)}
    with serving(ROOT / "app.py", folder, environment) as url:
        yield url


def ask(url: str, path: str, **headers: str) -> int:
    """Ask for a path. A header ``Host`` replaces the true one. Fails if the answer takes long."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    began = time.monotonic()
    connection.request("GET", path, headers=headers)
    status = connection.getresponse().status
    connection.close()
    assert time.monotonic() - began < AT_ONCE
    return status


def connect(url: str, **headers: str) -> int:
    """Open a websocket. Give 101, or the status of the refusal."""

    async def run() -> int:
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        try:
            async with websockets.connect(address, additional_headers=headers, open_timeout=30):
                return 101
        except websockets.InvalidStatus as refused:
            return refused.response.status_code

    began = time.monotonic()
    status = run_apart(run)
    assert time.monotonic() - began < 2 * AT_ONCE
    return status


def list_foreign(url: str) -> list[str]:
    port = urlsplit(url).port
    assert port
    return [
        "https://evil.example",
        f"http://evil.example:{port}",
        f"http://localhost:{port + 1}",
        f"http://127.0.0.1:{port + 1}",
        f"http://localhost:{port}",  # not the 127.0.0.1 that is asked
        f"http://127.0.0.1.evil.example:{port}",
        "null",
        "http://[::1",
        "x" * 5000,
    ]


def test_a_page_of_another_site_is_refused_at_once(server: Attacked, own: str) -> None:
    with watch(server, log=5_000):
        for url in (server.url, own):
            for origin in list_foreign(url):
                assert connect(url, Origin=origin) == 403
                assert {ask(url, path, Origin=origin) for path in PATHS} <= {403, 404}


def test_many_foreign_pages_write_one_line(server: Attacked) -> None:
    with watch(server, log=10_000):
        for _ in range(100):
            ask(server.url, "/_stcore/health", Origin="https://evil.example")
            connect(server.url, Origin="https://evil.example")
    assert "evil.example" not in server.log


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8501", "localhost.evil.example", "192.0.2.1:80", "["]
)
def test_a_name_that_was_turned_to_this_machine_is_refused(own: str, host: str) -> None:
    assert {ask(own, path, Host=host) for path in PATHS} <= {421, 404}
    assert ask(own, "/", Host=host, Origin=f"http://{host}") == 421


def test_this_machine_is_let_in_under_each_of_its_names(own: str, server: Attacked) -> None:
    for url in (own, server.url):
        port = urlsplit(url).port
        for name in ("localhost", "127.0.0.1", "[::1]"):
            here = f"{name}:{port}"
            assert ask(url, "/", Host=here) == ask(url, "/", Host=here, Origin=f"http://{here}") == 200
        assert connect(url, Origin=url) == 101


def test_a_proxy_passes_on_the_name_of_a_deployment(server: Attacked) -> None:
    headers = {"Host": "study.example", "X-Forwarded-For": "203.0.113.9", "Origin": "https://study.example"}
    assert ask(server.url, "/", **headers) == 200
    assert ask(server.url, "/", **{**headers, "Origin": "https://evil.example"}) == 403

"""A stranger uploads files, in each way that HTTP knows."""

import http.client
import urllib.request
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from tests.attacks.attacked import Attacked, watch

MIB = 1024 * 1024
PATHS = [
    "/_stcore/upload_file/x/y",
    "/_stcore/%75pload_file/x/y",
    "//_stcore/upload_file/x/y",
    "/_stcore/upload_file",
    "/",
    "/fines",
    "/deadlines.ics",
    "/media/x",
    "/oauth2callback",
    "/_stcore/agent/mcp",
]


def upload(server: Attacked, method: str, path: str, size: int) -> int | None:
    """Upload so many bytes. Give the status, ``None`` if the server closed the connection before it was read."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    try:
        connection.putrequest(method, path)
        connection.putheader("Content-Length", str(size))
        connection.putheader("Content-Type", "multipart/form-data; boundary=x")
        connection.endheaders()
        with suppress(ConnectionError):
            for _ in range(0, size, MIB):
                connection.send(b"x" * MIB)
        return connection.getresponse().status
    except (TimeoutError, ConnectionError, http.client.BadStatusLine):
        return None
    finally:
        connection.close()


@pytest.mark.parametrize("path", PATHS)
def test_an_upload_is_refused_unread(server: Attacked, path: str) -> None:
    with watch(server, log=5_000, memory=8):
        for method in ("PUT", "POST", "DELETE", "PATCH"):
            assert upload(server, method, path, 0) in (404, 405)
            assert upload(server, method, path, 16 * MIB) in (404, 405, None)


def test_the_pages_are_there_afterwards(server: Attacked) -> None:
    assert urllib.request.urlopen(server.url, timeout=30).status == 200
    assert not server.visit(None).exceptions

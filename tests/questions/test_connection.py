"""An answer of any size, packing or pace ends within bounds. A server on this machine plays a GitHub gone wrong."""

import gzip
import json
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from studylib.questions import connection, github
from studylib.questions.access import Access
from studylib.questions.connection import MOST_BYTES
from studylib.text.errors import QuestionsError
from tests.questions.asking import NOW, PLACE

Write = Callable[[BaseHTTPRequestHandler], None]

ISSUE = {
    "number": 1,
    "title": "왜?",
    "created_at": "2022-05-01T00:00:00Z",
    "user": {"login": "hana"},
    "labels": [],
    "comments": 0,
}


@contextmanager
def answering(write: Write) -> Iterator[str]:
    """The address of a server that answers each request so."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                write(self)
            except OSError:
                self.close_connection = True  # nobody reads any more

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def give(body: bytes, status: int = 200, **headers: str) -> Write:
    def write(to: BaseHTTPRequestHandler) -> None:
        to.send_response(status)
        for name, value in headers.items():
            to.send_header(name.replace("_", "-"), value)
        to.send_header("Content-Length", str(len(body)))
        to.end_headers()
        to.wfile.write(body)

    return write


def stream(part: bytes, count: int, pause: float = 0.0, **headers: str) -> Write:
    def write(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        for name, value in headers.items():
            to.send_header(name.replace("_", "-"), value)
        to.end_headers()
        for _ in range(count):
            to.wfile.write(part)
            to.wfile.flush()
            time.sleep(pause)

    return write


def ask(write: Write) -> str:
    """The title of the only question."""
    with answering(write) as url:
        return github.fetch_questions(PLACE, Access(url), NOW).questions[0].title


def fail(write: Write) -> str:
    with pytest.raises(QuestionsError) as raised:
        ask(write)
    return str(raised.value)


PLAIN = json.dumps([ISSUE]).encode()


@pytest.mark.parametrize(
    "write",
    [
        give(PLAIN),
        give(gzip.compress(PLAIN), Content_Encoding="gzip"),
        give(gzip.compress(PLAIN), Content_Encoding=" GZIP "),
        give(zlib.compress(PLAIN), Content_Encoding="deflate"),
        give(PLAIN, Content_Encoding="identity"),
        stream(PLAIN, 1),
    ],
    ids=["plain", "gzip", "GZIP", "deflate", "identity", "without a length"],
)
def test_an_answer_is_read_however_it_is_packed(write: Write) -> None:
    assert ask(write) == "왜?"


def filled(size: int) -> bytes:
    """The answer, filled with blanks up to that size in bytes."""
    return PLAIN[:-1] + b" " * (size - len(PLAIN)) + b"]"


@pytest.mark.parametrize("pack", [False, True])
def test_an_answer_is_read_up_to_its_bound_and_not_one_byte_beyond(pack: bool) -> None:
    def packed(body: bytes) -> Write:
        return give(gzip.compress(body, 1), Content_Encoding="gzip") if pack else give(body)

    assert ask(packed(filled(MOST_BYTES - 1))) == "왜?"
    assert ask(packed(filled(MOST_BYTES))) == "왜?"
    assert "The answer is incomplete, or it is not from GitHub" in fail(packed(filled(MOST_BYTES + 1)))


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return b"".join(packer.compress(bytes(2**20)) for _ in range(size >> 20)) + packer.flush()


def test_a_bomb_of_600_megabytes_takes_no_more_memory_than_the_bound() -> None:
    import tracemalloc

    write = give(bomb(600 * 2**20), Content_Encoding="gzip")
    tracemalloc.start()
    try:
        assert "The answer is incomplete, or it is not from GitHub" in fail(write)
        assert tracemalloc.get_traced_memory()[1] < 4 * MOST_BYTES
    finally:
        tracemalloc.stop()


def test_empty_packed_parts_without_an_end_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "MOST_BYTES", 2**18)
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    empty = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    more = packer.flush(zlib.Z_FULL_FLUSH) or b"\x00\x00\x00\xff\xff"

    def write(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Content-Encoding", "gzip")
        to.end_headers()
        to.wfile.write(empty + more * 2**18)

    assert "The answer is incomplete, or it is not from GitHub" in fail(write)


@pytest.mark.parametrize(
    "write",
    [
        give(b"\x1f\x8b broken", Content_Encoding="gzip"),
        give(PLAIN, Content_Encoding="gzip"),
        give(gzip.compress(gzip.compress(PLAIN)), Content_Encoding="gzip, gzip"),
        give(PLAIN, Content_Encoding="br"),
        give(b"[" * 10_000),
        give(b'[{"number": ' + b"1" * 10_000 + b"}]"),
        give(PLAIN, 202),
    ],
    ids=["broken", "not packed", "packed twice", "br", "deep", "long number", "202"],
)
def test_an_answer_that_is_packed_wrongly_or_no_list_is_reported(write: Write) -> None:
    assert "The answer is incomplete, or it is not from GitHub" in fail(write)


def test_an_answer_that_drips_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WITHIN", 0.3)
    assert "did not answer in time" in fail(stream(b" ", 1000, pause=0.02))


@pytest.mark.parametrize(("folder", "count"), [("repositories", 2), ("hop", 1)])
def test_a_chain_of_redirections_ends(folder: str, count: int) -> None:
    asked: list[str] = []

    def write(to: BaseHTTPRequestHandler) -> None:
        asked.append(to.path)
        give(b"", 301, Location=f"http://{to.headers['Host']}/{folder}/{len(asked)}")(to)

    assert "The answer is incomplete, or it is not from GitHub" in fail(write)
    assert len(asked) == count


def test_a_title_and_a_login_are_cut() -> None:
    issue = ISSUE | {"title": "가" * 100_000, "user": {"login": "h" * 100_000}}
    with answering(give(json.dumps([issue]).encode())) as url:
        (question,) = github.fetch_questions(PLACE, Access(url), NOW).questions
    assert (len(question.title), len(question.asker or "")) == (github.MOST_TITLE, github.MOST_LOGIN)

"""A stranger sends much, or forged, or unreadable messages over the websocket, or never reads the answers."""

import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress

import pytest
import uvicorn
import websockets
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from studylib.web import websocket as sieve
from studylib.web.senders import MOST, STRANGERS_MOST
from tests.attacks.attacked import Attacked, run_apart, watch
from tests.servers import hosted
from tests.servers.websocket import free_port

MIB = 1024 * 1024
CLOSED_WITHIN = 30.0
"""Seconds within which a connection that does not read is closed."""


def ask_for_file(file_id: str) -> bytes:
    message = BackMsg()
    message.backend_operation_request.request_id = "1"
    message.backend_operation_request.deferred_file.file_id = file_id
    return bytes(message.SerializeToString())


def fill_widgets(size: int, name: str = "x") -> bytes:
    message = BackMsg()
    message.rerun_script.widget_states.widgets.add(id=name, string_value="x" * size)
    return bytes(message.SerializeToString())


def send(server: Attacked, *messages: bytes | str, user: str | None = None) -> int | None:
    """Send messages in one session. Give the code with which the server closed it, ``None`` if it did not."""

    async def run() -> int | None:
        async with server.open_session(user) as session:
            socket = session._socket
            try:
                for each in messages:
                    await socket.send(each)
                await session.run()
            except websockets.ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd else -1
        return None

    return run_apart(run)


def test_long_ids_of_files_fill_no_log(server: Attacked) -> None:
    with watch(server, log=5_000):
        for file_id in ("x" * 20 * MIB, "x" * 200_000, "가" * 50_000, "\u0301\u0327" * 50_000):
            for _ in range(1 if len(file_id) > MIB else 30):
                with suppress(OSError):
                    send(server, ask_for_file(file_id))
    assert "x" * 1000 not in server.log


def test_many_unheard_messages_write_one_line_each_kind(server: Attacked) -> None:
    clear = BackMsg(clear_cache=True).SerializeToString()
    with watch(server, log=5_000):
        assert send(server, *[clear] * 5_000, *[ask_for_file("a\nERROR forged")] * 5_000) is None
    assert server.log.count("a visitor’s clear_cache.") == 1
    assert "forged" not in server.log


@pytest.mark.parametrize("data", [b"\xff\xff no message", b"\x00", "a text", "x" * 100_000])
def test_unreadable_messages_fill_no_log(server: Attacked, data: bytes | str) -> None:
    with watch(server):
        for _ in range(100):
            assert send(server, data) is not None


def test_empty_messages_fill_no_log(server: Attacked) -> None:
    with watch(server):
        assert send(server, *[b""] * 5_000) is None


@pytest.mark.parametrize("more", [-1000, 0, 1])
def test_a_stranger_sends_256_kib_and_a_leader_1_mib(server: Attacked, more: int) -> None:
    leader = server.make_cookie(hosted.LEADER)
    for user, most in ((None, STRANGERS_MOST), (leader, MOST)):
        frame = len(fill_widgets(most)) - most
        message = fill_widgets(most - frame + more)
        assert len(message) == most + more
        assert send(server, message, user=user) == (1009 if more > 0 else None)
    assert send(server, fill_widgets(MOST - 1000)) == 1009
    assert (
        send(server, fill_widgets(MOST - 1000), user=hosted.cookie(server.url, hosted.LEADER, secret="x"))
        == 1009
    )


def test_widget_states_stay_in_no_memory(server: Attacked) -> None:
    states = [fill_widgets(STRANGERS_MOST - 1000, f"w{place}") for place in range(10)]
    with watch(server):
        for _ in range(4):
            send(server, *states)


@contextmanager
def open_silent_tab(url: str, headers: Mapping[str, str]) -> Iterator[socket.socket]:
    """Open a websocket that never reads, not even the answer to its handshake."""
    host, port = url.removeprefix("http://").split(":")
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host}:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Protocol: streamlit, {hosted.XSRF}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    with socket.socket() as tab:
        tab.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        tab.connect((host, int(port)))
        tab.sendall("\r\n".join([*lines, "", ""]).encode())
        yield tab


def test_tabs_that_never_read_fill_no_memory(server: Attacked) -> None:
    page = BackMsg()
    page.rerun_script.page_name = "fines"
    frame = mask_frame(page.SerializeToString())
    headers = hosted.headers(server.url, server.make_cookie(hosted.LEADER))
    with watch(server), ExitStack() as stack:
        tabs = [stack.enter_context(open_silent_tab(server.url, headers)) for _ in range(3)]
        for _ in range(8):
            for tab in tabs:
                tab.sendall(frame)
            time.sleep(0.3)


def test_a_tab_that_never_reads_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sieve, "READ_WITHIN", 0.5)
    ended: list[BaseException] = []

    async def flood(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.accept"})
            try:
                while True:
                    await send({"type": "websocket.send", "bytes": b"x" * MIB})
            except OSError as error:
                ended.append(error)
                ended.append(ConnectionError((await receive())["type"]))

    with serve_app(sieve.WebsocketFilter(flood)) as url, open_silent_tab(url, {}) as tab:
        deadline = time.monotonic() + CLOSED_WITHIN
        with suppress(ConnectionError):
            while len(ended) < 2 and time.monotonic() < deadline:
                tab.sendall(mask_frame(b""))
                time.sleep(0.05)
        time.sleep(0.2)
        with pytest.raises(ConnectionResetError):
            read_all(tab)
    assert isinstance(ended[0], TimeoutError)
    assert str(ended[1]) == "websocket.disconnect"


def read_all(tab: socket.socket) -> None:
    while tab.recv(MIB):
        pass


@contextmanager
def serve_app(app: ASGIApp) -> Iterator[str]:
    """Serve an app with the program that Streamlit uses, in a thread."""
    port = free_port()
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join()


def mask_frame(data: bytes) -> bytes:
    """Put a short message into a frame of a browser, masked with zeros."""
    assert len(data) < 126
    return bytes([0x82, 0x80 | len(data), 0, 0, 0, 0]) + data


def test_the_log_has_no_traceback_after_all_that(server: Attacked) -> None:
    found = re.findall(r"^.*(?:Error sending|Exception in ASGI|Logging error).*$", server.log, re.MULTILINE)
    assert found == []

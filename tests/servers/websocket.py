"""A visitor with Streamlit's own websocket protocol (as of 1.67) instead of a browser, and a server to visit.

    with serving(ROOT / "app.py", folder) as url:
        async with Session(url) as session:
            run = await session.run(page="fines")
            assert "fines" in run.pages and not run.exceptions

Only what comes with Streamlit is needed to read the messages; ``websockets`` carries them.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from ssl import SSLContext
from typing import Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation
from websockets.typing import Subprotocol

ROOT = Path(__file__).parents[2]
START_WITHIN = 60.0
"""Seconds. A server needs about one, and some more on a busy machine."""
ANSWER_WITHIN = 120.0
"""Seconds until a run has to be done, the first one of a cold server under load included."""
ENDS = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR}
"""What ends a run. The others are about a run that is begun again, or about a part of the page."""


GRID = '<div class="board'
"""How the markup of the board's grid begins."""


@dataclass
class Run:
    """The result of one run of the script."""

    elements: list[str] = field(default_factory=list)
    """The kinds of the elements, in the order in which they came: ``grid`` (of the board), ``html`` …"""
    texts: list[str] = field(default_factory=list)
    """The bodies of those that have one, markup included."""
    downloads: list[str] = field(default_factory=list)
    """The files that ``Session.ask_for`` has made."""
    """The addresses of the files behind the buttons."""
    exceptions: list[str] = field(default_factory=list)
    """The errors. A script that does not compile has one, too."""
    pages: dict[str, str] = field(default_factory=dict)
    """The navigation: the title of each page by its address. The default page has the address ``""``."""
    page: str | None = None
    """The address of the page that ran. ``None`` if the script has no navigation."""
    not_found: bool = False
    """Whether the page does not exist."""
    size: int = 0
    """Bytes received."""
    raw: list[bytes] = field(default_factory=list)
    """The messages as they came."""

    def take(self, message: ForwardMsg) -> None:
        """Note a message."""
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._draw(message.delta)
        elif kind == "navigation":
            self._navigate(message.navigation)
        elif kind == "page_not_found":
            self.not_found = True
        elif message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self.exceptions.append("The script cannot be compiled.")

    def _draw(self, delta: Delta) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        kind = str(delta.new_element.WhichOneof("type"))
        element = getattr(delta.new_element, kind)
        self.elements.append("grid" if kind == "html" and element.body.startswith(GRID) else kind)
        if kind == "download_button":
            self.downloads.append(element.deferred_file_id)
        if kind == "exception":
            self.exceptions.append(element.message)
        elif body := getattr(element, "body", ""):
            self.texts.append(body)

    def _navigate(self, navigation: Navigation) -> None:
        self.pages = {page.url_pathname: page.page_name for page in navigation.app_pages}
        ran = (page for page in navigation.app_pages if page.page_script_hash == navigation.page_script_hash)
        self.page = next((page.url_pathname for page in ran), None)


class Session:
    """One open tab of one visitor, in Seoul. Only servers on this machine are visited."""

    def __init__(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        xsrf: str = "",
        ssl: SSLContext | None = None,
    ) -> None:
        """``headers`` go along as the visitor's connects, and so does the token against requests from other sites."""
        assert url.startswith(("http://127.0.0.1:", "https://127.0.0.1:"))
        self._connecting = websockets.connect(
            url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[Subprotocol(each) for each in ("streamlit", xsrf) if each],
            additional_headers=headers,
            ssl=ssl,
            max_size=None,
            open_timeout=ANSWER_WITHIN,
            ping_interval=None,
            compression=None,
        )

    async def __aenter__(self) -> Self:
        self._socket = await self._connecting
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def run(self, page: str = "", query: str = "", asked: BackMsg | None = None) -> Run:
        """Visit the page of that address, or run it again, until its script is done. ``asked`` may add to it."""
        request = asked or BackMsg()
        request.rerun_script.page_name = page
        request.rerun_script.query_string = query
        request.rerun_script.context_info.timezone = "Asia/Seoul"
        request.rerun_script.context_info.locale = "ko-KR"
        await self.send(request)
        async with asyncio.timeout(ANSWER_WITHIN):
            return await self._drawn()

    async def send(self, request: BackMsg) -> None:
        """Send a request and do not wait."""
        await self._socket.send(request.SerializeToString())

    async def ask_for(self, file: str) -> str:
        """Have a file of ``Run.downloads`` made, and return its address, as a click on its button does."""
        request = BackMsg()
        request.backend_operation_request.request_id = file
        request.backend_operation_request.session_id = self._id
        request.backend_operation_request.deferred_file.file_id = file
        await self.send(request)
        async with asyncio.timeout(ANSWER_WITHIN):
            while True:
                data = await self._socket.recv()
                assert isinstance(data, bytes)
                answer = ForwardMsg.FromString(data).backend_operation_response
                if answer.request_id == file:
                    assert not answer.error_msg, answer.error_msg
                    return str(answer.deferred_file.url)

    async def _drawn(self) -> Run:
        run = Run()
        while True:
            data = await self._socket.recv()
            message = ForwardMsg.FromString(data)
            run.size += len(data)
            assert isinstance(data, bytes)
            run.raw.append(data)
            run.take(message)
            if message.WhichOneof("type") == "new_session":
                self._id = message.new_session.initialize.session_id
            if message.WhichOneof("type") == "script_finished" and message.script_finished in ENDS:
                return run


@contextmanager
def serving(
    script: Path, folder: Path, environment: Mapping[str, str] | None = None, started_in: Path = ROOT
) -> Iterator[str]:
    """The address of a server that runs ``script`` as `make run` would, with the project's own settings.

    It prints to a file in ``folder``, and stops at the end.
    """
    with starting(script, folder, environment, started_in) as (url, _):
        yield url


@contextmanager
def starting(
    script: Path, folder: Path, environment: Mapping[str, str] | None = None, started_in: Path = ROOT
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The same with the server's process."""
    port = free_port()
    options = ["--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}"]
    log = folder / f"{script.stem}-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", script, *options],
            cwd=started_in,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_up(url := f"http://127.0.0.1:{port}", process, log)
        yield url, process
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_up(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"The server did not start:\n{log.read_text(errors='replace')}")


def spelled(word: str) -> set[bytes]:
    """The word as it may stand among the bytes of a message: as it is, or as JSON escapes it."""
    return {word.encode(), json.dumps(word)[1:-1].encode()}

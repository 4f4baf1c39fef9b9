"""A real server under attack, started as users start it, and what the others notice meanwhile.

    with serve_attacked(folder) as server, watch(server):
        attack(server.url)

``watch`` fails if health is slow meanwhile, or if the attack leaves memory or log behind.
"""

import asyncio
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from studylib import clock
from studylib.config import studies
from studylib.stores.opening import open_store
from studylib.workbook.cells import Cell
from tests.servers import hosted
from tests.servers.websocket import ROOT, Run, Session, starting

T = TypeVar("T")

ASKING = """
import select, socket, sys, time
host, port, every = sys.argv[1:]
request = f"GET /_stcore/health HTTP/1.1\\r\\nHost: {host}:{port}\\r\\nConnection: close\\r\\n\\r\\n".encode()
while not select.select([sys.stdin], [], [], float(every))[0]:
    began = time.monotonic()
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(request)
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert b" 200 " in answer, answer
    print(time.monotonic() - began)
"""
ASK_EVERY = 0.05
"""Seconds between two questions for health."""
MOST_WAIT = 0.5
"""Seconds that health may take during an attack, so many times as long if so many programs want each core."""
MOST_TIMES_CALM = 5
"""How many times as long as before the attack it may take on a busy machine."""
MOST_MEMORY = 64.0
"""MiB that an attack may leave behind."""
MOST_LOG = 100_000
"""Bytes that an attack may write into the log."""
SETTLE_WITHIN = 5.0
"""Seconds within which a server gives memory back."""


@dataclass(frozen=True)
class Attacked:
    """A server that others can reach, as far as it knows, for a group whose board only members see."""

    url: str
    workbook: str
    folder: Path
    process: int
    """The id of the server's process."""

    def open_session(self, user: str | None = None, headers: dict[str, str] | None = None) -> Session:
        """Open a tab of the visitor with that cookie (``None``: a stranger)."""
        return Session(self.url, {**hosted.headers(self.url, user), **(headers or {})}, hosted.XSRF)

    def make_cookie(self, address: str) -> str:
        return hosted.cookie(self.url, address)

    def visit(self, user: str | None = None, page: str = "", query: str = "") -> Run:
        """Draw one page for the visitor with that cookie."""

        async def run() -> Run:
            async with self.open_session(user) as session:
                return await session.run(page, query)

        return run_apart(run)

    @property
    def log(self) -> str:
        """All that the server printed."""
        return "".join(each.read_text(errors="replace") for each in self.folder.glob("*.log"))

    @property
    def memory(self) -> float:
        """The server's resident memory in MiB."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


@dataclass
class Watch:
    """What the others noticed during an attack."""

    waits: list[float] = field(default_factory=list)
    """Seconds that each question for health took."""
    allowed: float = MOST_WAIT
    """Seconds that the longest one may take."""

    @property
    def longest(self) -> float:
        return max(self.waits)


def run_apart(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run a coroutine in a thread of its own, because a browser's tests keep a loop running in this one."""
    with ThreadPoolExecutor() as pool:
        return pool.submit(lambda: asyncio.run(work())).result()


@contextmanager
def serve_attacked(folder: Path, *settings: tuple[str, Cell]) -> Iterator[Attacked]:
    """Serve a group's season with these additional settings, once pages have been drawn for all kinds of visitors."""
    workbook = f"sqlite:///{folder / 'studyboard.db'}"
    open_store(workbook, create=True).replace(hosted.workbook(clock.now(), *settings))
    home = hosted.home(folder / "home", "http://127.0.0.1:1")
    environment = {"HOME": str(home), studies.VARIABLE: workbook}
    with starting(ROOT / "app.py", folder, environment) as (url, process):
        server = Attacked(url, workbook, folder, process.pid)
        for user in (None, server.make_cookie(hosted.LEADER)):
            server.visit(user)
        yield server


@contextmanager
def watch(server: Attacked, *, log: int = MOST_LOG, memory: float = MOST_MEMORY) -> Iterator[Watch]:
    """Watch a server during an attack. ``log`` (bytes) and ``memory`` (MiB) are what the attack may leave behind."""
    found = Watch()
    calm = [_ask_health(server.url) for _ in range(5)]
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)  # programs that want each core, this one included
    found.allowed = max(MOST_WAIT * max(1.0, busy), MOST_TIMES_CALM * max(calm))
    memory_before, log_before = server.memory, len(server.log)

    asking = _start_asking(server.url)
    try:
        yield found
    finally:
        waits, _ = asking.communicate("over")
    assert asking.returncode == 0, "health did not answer"
    found.waits += [*map(float, waits.split()), _ask_health(server.url)]
    assert found.longest < found.allowed, f"health took {found.longest:.2f} s, before {max(calm):.2f} s"
    written = len(server.log) - log_before
    assert written <= log, f"{written} bytes of log: {server.log[-2000:]}"
    assert _settle(server, memory_before + memory) <= memory_before + memory, (
        f"{memory_before:.0f} MiB before, {server.memory:.0f} now"
    )


def _start_asking(url: str) -> subprocess.Popen[str]:
    """Start to ask for health again and again, until something comes in. It prints how many seconds each took.

    A process of its own: a thread would wait for the attacker's work.
    """
    host, port = url.removeprefix("http://").split(":")
    command = [sys.executable, "-S", "-E", "-c", ASKING, host, port, str(ASK_EVERY)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _ask_health(url: str) -> float:
    began = time.monotonic()
    with urllib.request.urlopen(f"{url}/_stcore/health", timeout=60) as answer:
        assert answer.status == 200
    return time.monotonic() - began


def _settle(server: Attacked, most: float) -> float:
    """Wait until memory is below ``most`` (MiB), at most ``SETTLE_WITHIN``. Give the memory."""
    deadline = time.monotonic() + SETTLE_WITHIN
    while (memory := server.memory) > most and time.monotonic() < deadline:
        time.sleep(0.1)
    return memory

"""A PostgreSQL server for the tests, in a temporary folder. Only a socket in that folder leads to it."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from tests.install import NO_POSTGRESQL, postgresql

QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",  # the server is thrown away, and kill -9 of a writer loses nothing
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "250",
    "autovacuum": "off",
    "listen_addresses": "",
}
START_WITHIN = 60.0
USER = "studyboard"


class Server:
    """A running server. Each ``database()`` is the address of a new, empty database."""

    def __init__(self, folder: Path, password: str, start: Callable[[], "subprocess.Popen[bytes]"]) -> None:
        """``start`` starts its first process, again and again."""
        self.folder = folder
        self.password = password
        self._start = start
        self._numbers = count(1)
        self._process = start()
        self.wait()

    @property
    def number(self) -> int:
        """The process number of the server's first process."""
        return self._process.pid

    def address(self, name: str, user: str = USER, password: str | None = None) -> str:
        """The address of a database, as Studyboard takes it."""
        return f"postgresql+psycopg://{user}:{password or self.password}@/{name}?host={self.folder}"

    def database(self) -> str:
        """The address of a new database."""
        name = f"test_{next(self._numbers)}"
        with connected(self.address("postgres")) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.address(name)

    def wait(self) -> None:
        """Wait until it takes connections."""
        deadline = time.monotonic() + START_WITHIN
        while True:
            try:
                connected(self.address("postgres")).close()
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.02)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it, as an administrator does: SIGINT ends what there is, SIGQUIT does it at once."""
        self._process.send_signal(how)
        self._process.wait()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Stop it in an orderly way, and start it again."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    @contextmanager
    def killed(self) -> Iterator[None]:
        """Kill all its processes at once, and start it again."""
        numbers = [self.number, *_list_children(self.number)]
        for number in numbers:
            os.kill(number, signal.SIGKILL)
        self._process.wait()
        try:
            yield
        finally:
            self.start()

    def start(self) -> None:
        """Start it again."""
        self._process = self._start()
        self.wait()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Stop all its processes where they are. They keep their sockets and say nothing."""
        numbers = [self.number, *_list_children(self.number)]
        for number in numbers:
            os.kill(number, signal.SIGSTOP)
        try:
            yield
        finally:
            for number in numbers:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGCONT)


def _list_children(number: int) -> list[int]:
    listed = subprocess.run(["pgrep", "-P", str(number)], capture_output=True, text=True, check=False)
    return [int(line) for line in listed.stdout.split()]


def connected(address: str) -> psycopg.Connection[tuple[Any, ...]]:
    """Connect past the store, in autocommit."""
    return psycopg.connect(address.replace("+psycopg", "", 1), autocommit=True)


@contextmanager
def serving() -> Iterator[Server]:
    """Start a server and stop it at the end. Root runs it as another user, because PostgreSQL refuses root."""
    found = postgresql()
    if found is None:
        raise FileNotFoundError(NO_POSTGRESQL)
    # Not in pytest's own folder: only root could enter it, and the name of a socket has at most 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="studyboard-"))
    user = _user()
    password = secrets.token_hex(16)
    (folder / "password").write_text(password)
    if user:
        for path in (folder, folder / "password"):
            os.chown(path, user["user"], user["group"])
    try:
        initdb: list[str | Path] = [
            found / "initdb",
            "--pgdata",
            folder / "data",
            "--username",
            USER,
            "--no-sync",
        ]
        initdb += ["--pwfile", folder / "password", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
        done = subprocess.run(initdb, cwd=folder, capture_output=True, check=False, text=True, **user)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        settings = [word for name, value in QUICK.items() for word in ("-c", f"{name}={value}")]
        command: list[str | Path] = [found / "postgres", "-D", folder / "data", "-k", folder, *settings]

        def start() -> "subprocess.Popen[bytes]":
            with (folder / "log").open("a") as log:
                return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **user)

        server = Server(folder, password, start)
        try:
            yield server
        finally:
            server.stop(signal.SIGQUIT)  # at once: all of it is thrown away
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> Mapping[str, Any]:
    """The user to run the server as, for ``subprocess``."""
    if os.geteuid():
        return {}
    names = {each.pw_name: each for each in pwd.getpwall()}
    other = names.get("postgres") or names["nobody"]
    return {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}

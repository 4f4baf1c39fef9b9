"""Faults of the places that hold a workbook. Each is real, lasts as long as its ``with``, and ends with it."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from studylib.stores.database.database import Database
from studylib.stores.opening import open_store
from studylib.stores.store import Store
from studylib.workbook.cells import Row
from tests.stand_ins.googlesheets.server import Google
from tests.stand_ins.postgresql import Server, connected
from tests.stores.database.databases import damage_row, session

TITLE = "제출"
HEADER: Row = ("타임스탬프", "이름", "주차", "링크", "메모")


@dataclass
class Place:
    """One workbook, and what holds it."""

    address: str
    path: Path = Path()
    """Its file, if it is one."""
    server: Server | None = None
    google_: Google | None = None
    store: Store | None = None
    """The store of a program that runs."""
    cleanup: ExitStack = field(default_factory=ExitStack)

    @property
    def database(self) -> str:
        """The name of the database at the server."""
        return self.address.partition("?")[0].rpartition("/")[2]

    def files(self) -> list[Path]:
        return sorted(self.path.parent.glob(f"{self.path.name}*"))


Fault = Callable[[Place], AbstractContextManager[object]]


def answer(number: int, link: str = "https://n.kr/") -> Row:
    """An answer that no other is like."""
    return ("2022-04-07 10:00:00", "가람", 1, f"{link}{number}")


def hand_in(store: Store, number: int) -> None:
    """Hand in an answer that needs new space."""
    store.append(TITLE, HEADER, [(*answer(number), "x" * 40_000)])


def list_numbers(store: Store) -> list[int]:
    """List the answers that the store holds, in their order."""
    rows = next((tab.rows for tab in store.fetch().tabs if tab.title == TITLE), ())
    links = [str(row[3]) for row in rows if len(row) > 3 and "n.kr/" in str(row[3])]
    return [int(link.rpartition("/")[2]) for link in links if link.rpartition("/")[2].isdecimal()]


def rest(place: Place) -> None:
    """Close what this program holds open of the database, so that only its file is left."""
    assert isinstance(place.store, Database)
    place.store._reading.dispose()


# ---- another program ----

WRITER = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    other.execute(statement).fetchall()
print("ready", flush=True)
sys.stdin.read()
"""


@contextmanager
def program(place: Place, *statements: str) -> Iterator["subprocess.Popen[str]"]:
    """Start another program that has run these statements and goes no further."""
    command = [sys.executable, "-c", WRITER, str(place.path), *statements]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "ready\n"
            yield other
        finally:
            other.kill()


HALF_A_WRITE = ("BEGIN IMMEDIATE", 'DELETE FROM "row"')


@contextmanager
def killed_writer(place: Place) -> Iterator[None]:
    with program(place, *HALF_A_WRITE) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
    yield


@contextmanager
def frozen_writer(place: Place) -> Iterator[None]:
    with program(place, *HALF_A_WRITE) as other:
        other.send_signal(signal.SIGSTOP)
        yield


def locked(place: Place) -> AbstractContextManager[object]:
    return program(place, "BEGIN EXCLUSIVE")


@contextmanager
def locked_whole(place: Place) -> Iterator[None]:
    """Only possible while this program is not there. A read in another thread may come between, so try again."""
    with ExitStack() as stack:
        for left in reversed(range(5)):
            rest(place)
            other = program(place, "PRAGMA locking_mode = EXCLUSIVE", *HALF_A_WRITE, "ROLLBACK")
            try:
                stack.enter_context(other)
                break
            except AssertionError:
                if not left:
                    raise
        yield


# ---- files ----


@contextmanager
def frozen_file(*files: Path) -> Iterator[None]:
    """``chattr +i``, which stops root, too."""
    done = subprocess.run(["chattr", "+i", *files], capture_output=True, check=False)
    try:
        if done.returncode:
            pytest.skip("only root makes a file immutable, and only on some file systems")
        yield
    finally:
        subprocess.run(["chattr", "-i", *files], capture_output=True, check=False)


def immutable(place: Place) -> AbstractContextManager[object]:
    return frozen_file(*place.files())


def immutable_folder(place: Place) -> AbstractContextManager[object]:
    rest(place)
    return frozen_file(place.path.parent)


def immutable_at_rest(place: Place) -> AbstractContextManager[object]:
    rest(place)
    return frozen_file(place.path)


@contextmanager
def no_right(place: Place) -> Iterator[None]:
    if os.geteuid() == 0:
        pytest.skip("root reads every file")
    place.path.chmod(0)
    try:
        yield
    finally:
        place.path.chmod(0o600)


@contextmanager
def deleted(place: Place) -> Iterator[None]:
    kept = place.path.parent / "kept"
    place.path.rename(kept)
    try:
        yield
    finally:
        kept.rename(place.path)


@contextmanager
def deleted_wholly(place: Place) -> Iterator[None]:
    whole = place.path.read_bytes() if not place.address.startswith("sqlite") else read_apart(place.path)
    for file in place.files():
        file.unlink()
    try:
        yield
    finally:
        place.path.write_bytes(whole)


def without(*ends: str) -> Fault:
    @contextmanager
    def without_these(place: Place) -> Iterator[None]:
        for end in ends:
            place.path.with_name(place.path.name + end).unlink(missing_ok=True)
        yield

    return without_these


@contextmanager
def log_deleted_while_read(place: Place) -> Iterator[None]:
    """An answer came while another program reads. So it lies in the log alone, which is then deleted."""
    with program(place, "BEGIN", 'SELECT count(*) FROM "row"'):
        store = open_store(place.address)
        place.cleanup.callback(store.version)  # keeps the connection that has the log
        hand_in(store, 7)
        without("-wal")(place).__enter__()
        yield


def overwritten(data: Callable[[bytes], bytes]) -> Fault:
    @contextmanager
    def overwritten(place: Place) -> Iterator[None]:
        whole = read_apart(place.path)
        place.path.write_bytes(data(whole))
        try:
            yield
        finally:
            place.path.write_bytes(whole)

    return overwritten


emptied = overwritten(lambda _: b"")
cut = overwritten(lambda whole: whole[: len(whole) // 2])
garbled = overwritten(lambda whole: whole[:200] + b"\xa5" * (len(whole) - 200))
no_workbook = overwritten(lambda _: b"Dear diary, " * 1000)


@contextmanager
def replaced_by(
    place: Place, make: Callable[[Path], object], undo: Callable[[Path], object]
) -> Iterator[None]:
    with deleted(place):
        make(place.path)
        try:
            yield
        finally:
            undo(place.path)


def folder_in_its_place(place: Place) -> AbstractContextManager[object]:
    return replaced_by(place, Path.mkdir, Path.rmdir)


def pipe_in_its_place(place: Place) -> AbstractContextManager[object]:
    return replaced_by(place, os.mkfifo, Path.unlink)


def read_apart(path: Path) -> bytes:
    """Read the file in another process. In this one, its end would drop SQLite's locks."""
    return subprocess.run(["cat", path], capture_output=True, check=True).stdout


def copy_apart(one: Path, other: Path) -> None:
    """``cp`` in another process, for the same reason."""
    subprocess.run(["cp", one, other], check=True)


# ---- disks ----


@contextmanager
def no_larger_file(place: Place) -> Iterator[None]:
    """No file of this program may grow. That is a quota, as anyone may set one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def small_disk(folder: Path, kilobytes: int, files: int = 1000) -> Iterator[None]:
    """A disk of that size at the folder, with room for so many files and folders."""
    folder.mkdir(exist_ok=True)
    mount: list[str | Path] = [
        "mount",
        "-t",
        "tmpfs",
        "-o",
        f"size={kilobytes}k,nr_inodes={files}",
        "studyboard",
        folder,
    ]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root mounts a disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def full_disk(place: Place) -> Iterator[None]:
    fill = place.path.parent / "fill"
    with suppress(OSError), fill.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    try:
        yield
    finally:
        fill.unlink()


@contextmanager
def full_at_rest(place: Place) -> Iterator[None]:
    rest(place)
    with full_disk(place):
        yield


# ---- rows ----


@contextmanager
def damaged_row(place: Place) -> Iterator[None]:
    """One cell's text breaks off, as after a crash of the disk."""
    select = (
        'SELECT "row".id, cells FROM "row" JOIN tab ON tab.id = "row".tab '
        f"WHERE tab.title = '{TITLE}' ORDER BY 1 DESC"
    )
    other = session(place.address)
    number, cells = other.execute(select).fetchall()[0]
    other.close()
    damage_row(place.address, number, "[1,2")
    try:
        yield
    finally:
        damage_row(place.address, number, cells)


# ---- PostgreSQL ----


def at_server(name: str) -> Fault:
    def at_server(place: Place) -> AbstractContextManager[object]:
        assert place.server
        found: AbstractContextManager[object] = getattr(place.server, name)()
        return found

    return at_server


def administered(begin: str, end: str, *, alone: bool = False) -> Fault:
    """What an administrator does to the database ``{name}``. ``alone``: all other connections end first."""

    @contextmanager
    def administered(place: Place) -> Iterator[None]:
        assert place.server
        address = place.server.address("postgres") if alone else place.address
        with connected(address) as other:
            for statement in begin.format(name=place.database).split(";"):
                other.execute(statement.encode())
        try:
            yield
        finally:
            with connected(address) as other:
                for statement in end.format(name=place.database).split(";"):
                    other.execute(statement.encode())

    return administered


DISCONNECT = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'"
renamed = administered(
    DISCONNECT + ";ALTER DATABASE {name} RENAME TO {name}_away",
    "ALTER DATABASE {name}_away RENAME TO {name}",
    alone=True,
)
read_only = administered(
    "ALTER DATABASE {name} SET default_transaction_read_only = on;" + DISCONNECT,
    "ALTER DATABASE {name} RESET default_transaction_read_only;" + DISCONNECT,
    alone=True,
)
without_table = administered("ALTER TABLE workbook RENAME TO away", "ALTER TABLE away RENAME TO workbook")


def table_locked(name: str) -> Fault:
    @contextmanager
    def table_locked(place: Place) -> Iterator[None]:
        with connected(place.address) as other:
            other.execute("BEGIN")
            other.execute(f'LOCK TABLE "{name}" IN ACCESS EXCLUSIVE MODE'.encode())
            yield

    return table_locked


@contextmanager
def server_full(place: Place) -> Iterator[None]:
    """The server's own word for it, because a test cannot fill its disk."""
    with connected(place.address) as other:
        other.execute(
            "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE 'could not extend file' USING ERRCODE = '53100'; END $$"
        )
        other.execute("CREATE TRIGGER fails BEFORE INSERT ON row EXECUTE FUNCTION fail()")
        yield
        other.execute("DROP FUNCTION fail CASCADE")


# ---- Google ----


def at_google(name: str, on: str | None = None) -> Fault:
    """``on``: the kind of the requests, ``None`` for all."""

    @contextmanager
    def at_google(place: Place) -> Iterator[None]:
        assert place.google_
        place.google_.fault(name, on=on)
        try:
            yield
        finally:
            place.google_.fix()

    return at_google


@contextmanager
def shared_to_view(place: Place) -> Iterator[None]:
    assert place.google_
    place.google_.spreadsheet.shared = "viewer"
    try:
        yield
    finally:
        place.google_.spreadsheet.shared = "editor"

"""The engines of a SQLite file. One writer at a time, readers never wait, a commit is on disk."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from studylib.text.errors import WorkbookError
from studylib.text.message import Sentence, sentence

BUSY_SECONDS = 60.0
"""How long a write waits for the writers before it.

Each takes milliseconds, but SQLite keeps no queue: one of many may be unlucky for a while.
"""

_FILE = "file"
"""The key under which a pooled connection keeps the identity of its file."""

_CHANGE = "change"
"""The key under which it keeps its last look at the files."""


def prepare_file(path: Path, name: str, create: bool) -> bool:
    """Check that SQLite can open ``path``. Make it and its folders if ``create``. Return True if it is writable."""
    if str(path) in ("", ".", ":memory:"):
        raise WorkbookError(
            sentence("{name} names no file. Write its path: sqlite:///path/to/file.db", name=name)
        )
    if create:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.touch(0o600)  # it holds addresses
        except OSError as error:
            raise WorkbookError(
                sentence(
                    "The folder {folder} cannot be made: {why}. Make it, or choose another.",
                    folder=str(path.parent),
                    why=error.strerror or "",
                )
            ) from error
    elif not path.exists():
        raise WorkbookError(_explain_missing(name))
    return os.access(path, os.W_OK)


def make_engines(url: URL, name: str) -> tuple[Engine, Engine]:
    """Make two engines for one file, on one pool: to read and to write.

    The pool has no bound. So a read never waits for the connection of a waiting writer.
    """
    engine = create_engine(url, max_overflow=-1, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)

    @event.listens_for(engine, "do_connect")
    def see_the_file(*_connecting: object) -> None:
        _identify(url, name)  # SQLite would make an empty file if it is missing

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        # A byte that is no UTF-8 makes one row unreadable, not the workbook.
        connection.text_factory = _decode
        connection.isolation_level = None  # ``begin`` below begins transactions, not Python's sqlite3
        _switch_to_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # Move each commit from the log into the file. People copy the file alone.
        connection.execute("PRAGMA wal_autocheckpoint = 1")
        record.info[_FILE] = _identify(url, name)
        record.info[_CHANGE] = _look_at_change(connection, url)

    @event.listens_for(engine, "checkout")
    def same_file(connection: sqlite3.Connection, record: ConnectionPoolEntry, _proxy: object) -> None:
        # SQLite would go on writing to a file that was deleted or replaced, and those writes would be lost.
        if record.info[_FILE] != _identify(url, name):
            raise DisconnectionError
        if _is_behind_sqlite(record.info[_CHANGE], _look_at_change(connection, url)):
            engine.pool.dispose()
            raise DisconnectionError

    @event.listens_for(engine, "checkin")
    def see_own_change(connection: sqlite3.Connection | None, record: ConnectionPoolEntry) -> None:
        if connection is not None:  # a broken one is thrown away
            with suppress(OSError, sqlite3.Error):
                record.info[_CHANGE] = _look_at_change(connection, url)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A write takes its lock before it reads. If it read first and another writer came between, it would fail at
        # once, without a wait.
        is_writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")

    return engine, engine.execution_options(writing=True)


def forget_rows(engine: Engine) -> bool:
    """Rewrite the file, so that no free page or log keeps erased content. Return False if the file is in use."""
    connection = engine.raw_connection()
    try:
        raw = connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute("PRAGMA secure_delete = ON")  # zeroes within pages, too
        raw.execute("VACUUM")
        busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Switch the file to WAL mode for good. There, readers and a writer do not block each other.

    The switch does not wait for other programs. It fails at once while one reads the file, as when several start
    on a new database. An empty write does wait for its turn. Then the switch is retried, or another program has
    made it.
    """
    for _ in range(100):
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
            return
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")


def _identify(url: URL, name: str) -> tuple[int, int]:
    """Return the device and inode of the file at the path. Raises a WorkbookError if there is none."""
    try:
        status = os.stat(url.database or "")
    except OSError as error:
        raise WorkbookError(_explain_missing(name)) from error
    return status.st_dev, status.st_ino


def _decode(text: bytes) -> str:
    return text.decode(errors="surrogateescape")


class _Look(NamedTuple):
    """What one look at the files saw."""

    changed_at: int
    """When the database's file was changed, in ns since 1970."""
    log: int | None
    """The inode of the log beside it, ``None`` if there is none."""
    data_version: int
    """SQLite's own count of others' changes."""


def _look_at_change(connection: sqlite3.Connection, url: URL) -> _Look:
    (data_version,) = connection.execute("PRAGMA data_version").fetchone()
    path = url.database or ""
    try:
        log = os.stat(f"{path}-wal").st_ino
    except OSError:
        log = None
    return _Look(os.stat(path).st_mtime_ns, log, data_version)


def _is_behind_sqlite(before: _Look, now: _Look) -> bool:
    """Check if another program than SQLite changed a file: copied over it, or deleted its log."""
    is_log_lost = before.log is not None and now.log != before.log
    is_overwritten = now.changed_at != before.changed_at and now.data_version == before.data_version
    return is_log_lost or is_overwritten


def _explain_missing(name: str) -> Sentence:
    return sentence("There is no workbook at {name}. Check the address.", name=name)

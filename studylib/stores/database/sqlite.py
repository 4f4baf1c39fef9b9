"""The engines of a SQLite file. One writer at a time, readers never wait, a commit is on disk."""

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import NamedTuple

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from studylib.stores.database import faults, sqlite_file
from studylib.stores.database.sqlite_file import FileId, Look
from studylib.text.errors import WorkbookError
from studylib.text.message import Sentence

BUSY_SECONDS = 60.0
"""How long a write waits for the writers before it.

Each takes milliseconds, but SQLite keeps no queue: one of many may be unlucky for a while.
"""

LOOK_SECONDS = 3.0
"""How long a read waits for another program that locks the whole file. No writer of Studyboard does."""

MOVE_SECONDS = 0.3
"""How long a write waits for readers, so that the file itself holds what is in the log."""

_PAGE_BYTES = 4096
"""A file of one page is new. Programs that start on it together take turns."""

_SEEN = "seen"
"""The key under which a pooled connection keeps what it last saw of its files."""

_BLOCKED = "blocked"
"""The key under which it keeps why it may not be used now."""

_WRITING = "writing"
"""The key under which it notes that it writes."""

_FRESH = "fresh"
"""The key under which it notes that nobody has used it yet."""


class _Seen(NamedTuple):
    """What a connection saw of its files."""

    file: FileId
    look: Look
    data_version: int
    """SQLite's own count of others' changes."""
    can_write_index: bool


def make_engines(url: URL, name: str) -> tuple[Engine, Engine]:
    """Make two engines for one file, on one pool: to read and to write.

    The pool has no bound. So a read never waits for the connection of a waiting writer.
    """
    path = url.database or ""
    engine = create_engine(url, max_overflow=-1, connect_args={"timeout": LOOK_SECONDS}, hide_parameters=True)

    _watch_files(engine, path, name)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        # A byte that is no UTF-8 makes one row unreadable, not the workbook.
        connection.text_factory = _decode
        connection.isolation_level = None  # ``begin`` below begins transactions, not Python's sqlite3
        _switch_to_wal(connection, path)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # Move each commit from the log into the file. People copy the file alone.
        connection.execute("PRAGMA wal_autocheckpoint = 1")
        record.info[_SEEN] = _see(connection, path, name)
        record.info[_FRESH] = True

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if blocked := connection.info.get(_BLOCKED):
            raise WorkbookError(blocked)
        # A write takes its lock before it reads. If it read first and another writer came between, it would fail at
        # once, without a wait.
        if connection.get_execution_options().get("writing", False):
            connection.info[_WRITING] = True
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")

    return engine, engine.execution_options(writing=True)


def _watch_files(engine: Engine, path: str, name: str) -> None:
    """Look at the files before and after each use of a connection. Others may change them at any time."""
    had_content = Event()

    @event.listens_for(engine, "do_connect")
    def see_the_file(*_connecting: object) -> None:
        sqlite_file.identify(path, name)  # SQLite would make an empty file if it is missing
        if had_content.is_set() and sqlite_file.is_empty(path):
            raise WorkbookError(faults.explain_emptied(name))

    @event.listens_for(engine, "checkout")
    def same_file(connection: sqlite3.Connection, record: ConnectionPoolEntry, _proxy: object) -> None:
        seen: _Seen = record.info[_SEEN]
        is_fresh = record.info.pop(_FRESH, False)
        # SQLite would go on writing to a file that was deleted or replaced, and those writes would be lost.
        if seen.file != sqlite_file.identify(path, name):
            engine.pool.dispose()
            # SQLite would take the old file's log for one of the new file.
            sqlite_file.remove_log(path, seen.look.log)
            raise DisconnectionError
        is_emptied = had_content.is_set() and sqlite_file.is_empty(path)
        why = faults.explain_emptied(name) if is_emptied else _find_block(connection, seen, path, name)
        record.info[_BLOCKED] = why
        # A fresh connection has read no page that could be old. If many write, each look would find a change, and
        # SQLAlchemy gives up after two new connections.
        if why is None and not is_fresh and _is_behind_sqlite(connection, seen, path, name):
            engine.pool.dispose()
            raise DisconnectionError

    @event.listens_for(engine, "checkin")
    def see_own_change(connection: sqlite3.Connection | None, record: ConnectionPoolEntry) -> None:
        wrote = record.info.pop(_WRITING, False)
        if connection is None or record.info.get(_BLOCKED):  # a broken one is thrown away
            return
        with suppress(sqlite3.Error, WorkbookError):
            _move_log(connection, MOVE_SECONDS if wrote else 0.0)
            _wait_at_most(connection, LOOK_SECONDS)
            record.info[_SEEN] = _see(connection, path, name)
            if not sqlite_file.is_empty(path):
                had_content.set()


def forget_rows(engine: Engine) -> bool:
    """Rewrite the file, so that no free page or log keeps erased content. Return False if the file is in use."""
    connection = engine.raw_connection()
    try:
        raw = connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        if connection.info.get(_BLOCKED):
            return False
        _wait_at_most(raw, BUSY_SECONDS)
        raw.execute("PRAGMA secure_delete = ON")  # zeroes within pages, too
        raw.execute("VACUUM")
        busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()


def _switch_to_wal(connection: sqlite3.Connection, path: str) -> None:
    """Switch the file to WAL mode for good. There, readers and a writer do not block each other.

    The switch does not wait for other programs. It fails at once while one reads the file, as when several start
    on a new database. An empty write does wait for its turn. Then the switch is retried, or another program has
    made it.
    """
    if Path(path).stat().st_size <= _PAGE_BYTES:
        _wait_at_most(connection, BUSY_SECONDS)
    for _ in range(100):
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
            break
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    else:
        connection.execute("PRAGMA journal_mode = WAL")
    _wait_at_most(connection, LOOK_SECONDS)


def _wait_at_most(connection: sqlite3.Connection, seconds: float) -> None:
    """Set how long the connection waits for locks."""
    connection.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}").fetchone()


def _move_log(connection: sqlite3.Connection, seconds: float) -> bool:
    """Move the log into the file, at most so many seconds. Return False if a reader or the disk keeps it there.

    The log is emptied if nobody reads. So it does no harm beside another file that is put in the place of this one.
    """
    _wait_at_most(connection, 0.0)
    until = time.monotonic() + seconds
    least: int | None = None
    while True:
        try:
            _busy, logged, moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error:
            return False
        least = logged if least is None else min(least, logged)
        if moved >= least:
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(0.01)


def _find_block(connection: sqlite3.Connection, seen: _Seen, path: str, name: str) -> Sentence | None:
    """Say why the connection may not be used now. ``None`` if it may."""
    has_index = os.path.exists(path + sqlite_file.INDEX)
    if has_index and seen.can_write_index and not sqlite_file.can_write_index(path):
        return sqlite_file.explain_frozen(Path(path)) or faults.explain_unwritable(name)
    is_log_lost = seen.look.log is not None and sqlite_file.look_at_files(path, name).log != seen.look.log
    if not is_log_lost:
        return None
    is_moved = _move_log(connection, 0.0)
    _wait_at_most(connection, LOOK_SECONDS)
    # This connection alone still has the log. Without it, those answers would be lost.
    return None if is_moved else faults.explain_lost_log(name)


def _see(connection: sqlite3.Connection, path: str, name: str) -> _Seen:
    (data_version,) = connection.execute("PRAGMA data_version").fetchone()
    can_write_index = sqlite_file.can_write_index(path)
    return _Seen(
        sqlite_file.identify(path, name), sqlite_file.look_at_files(path, name), data_version, can_write_index
    )


def _is_behind_sqlite(connection: sqlite3.Connection, before: _Seen, path: str, name: str) -> bool:
    """Check if another program than SQLite changed a file: copied over it, or deleted its log."""
    try:
        now = _see(connection, path, name)
    except sqlite3.Error:
        return True
    is_log_lost = before.look.log is not None and now.look.log != before.look.log
    is_changed = now.look.changed_at != before.look.changed_at
    return is_log_lost or (is_changed and now.data_version == before.data_version)


def _decode(text: bytes) -> str:
    return text.decode(errors="surrogateescape")

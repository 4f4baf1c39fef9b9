"""A SQLite file as SQLAlchemy uses it: one at a time writes, nobody waits to read, a commit is on disk."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from studylib.text.errors import WorkbookError
from studylib.text.message import Sentence, sentence

BUSY_SECONDS = 60.0
"""How long a write waits for the writers before it. Each takes milliseconds, but SQLite keeps no queue: of many
that wait, one may have bad luck for a while."""

_FILE = "file"
"""Under what a pooled connection keeps which file it has open."""


def prepare_file(path: Path, name: str, create: bool) -> bool:
    """Sees that SQLite may open ``path``, makes its folders if ``create``; whether it can be written."""
    if str(path) in ("", ".", ":memory:"):
        raise WorkbookError(
            sentence("{name} names no file. Write the path of one: sqlite:///path/to/file.db", name=name)
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
        raise WorkbookError(_missing(name))
    return os.access(path, os.W_OK)


def make_engines(url: URL, name: str) -> tuple[Engine, Engine]:
    """Two engines for one file, on one pool: to read and to write.

    The pool is without a bound, so that a read never waits for a connection that a waiting writer holds.
    """
    engine = create_engine(url, max_overflow=-1, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)

    @event.listens_for(engine, "do_connect")
    def see_the_file(*_connecting: object) -> None:
        _identity(url, name)  # SQLite would make an empty one where it has gone missing

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        connection.isolation_level = (
            None  # Python's sqlite3 shall begin nothing itself; ``begin`` below does.
        )
        _keep_log(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        record.info[_FILE] = _identity(url, name)

    @event.listens_for(engine, "checkout")
    def same_file(_connection: sqlite3.Connection, record: ConnectionPoolEntry, _proxy: object) -> None:
        # SQLite goes on writing to a file that was deleted or replaced under it, and nobody would ever read that.
        if record.info[_FILE] != _identity(url, name):
            raise DisconnectionError

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A write takes its lock before it reads. One that read first would fail at once, without any wait, if
        # another writer came between.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine, engine.execution_options(writing=True)


def forget_rows(engine: Engine) -> bool:
    """Write the rows anew, so that no free page, nor a log, holds what they once held; whether that came to its end."""
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


def _keep_log(connection: sqlite3.Connection) -> None:
    """Puts the file into WAL mode, in which readers and a writer leave each other alone; it stays in it.

    The change alone does not wait for other programs, it fails at once while one of them looks at the file, as when
    several start on a new database. An empty write does wait for its turn; after it the change is tried again, or
    another program has made it.
    """
    for _ in range(100):
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
            return
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")


def _identity(url: URL, name: str) -> tuple[int, int]:
    """Which file lies at the path. Raises a WorkbookError if none does."""
    try:
        found = os.stat(url.database or "")
    except OSError as error:
        raise WorkbookError(_missing(name)) from error
    return found.st_dev, found.st_ino


def _missing(name: str) -> Sentence:
    return sentence("There is no workbook at {name}. Check the address.", name=name)


def explain(cause: BaseException, name: str) -> Sentence | None:
    """What SQLite's error means for the person who reads it, and what to do; ``None`` for one without a sentence."""
    # The extended codes hold the plain one in their last byte.
    return _whys(name).get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)


def _whys(name: str) -> dict[int, Sentence]:
    """What to say, by SQLite's codes."""
    return {
        sqlite3.SQLITE_NOTADB: sentence("{name} is not a SQLite database. Check the address.", name=name),
        sqlite3.SQLITE_CORRUPT: sentence(
            "The database {name} is damaged. Put a copy of it in its place.", name=name
        ),
        sqlite3.SQLITE_BUSY: sentence(
            "Another program has kept the database {name} locked. Nothing was written; try again.", name=name
        ),
        sqlite3.SQLITE_READONLY: sentence(
            "The database {name} may not be written. Give the program the right to write the file and its folder.",
            name=name,
        ),
        sqlite3.SQLITE_CANTOPEN: sentence(
            "The database {name} cannot be opened. Check that it is a file, and that the program may read the "
            "file and write its folder.",
            name=name,
        ),
        sqlite3.SQLITE_FULL: sentence(
            "The disk of {name} is full. Nothing was written; make room.", name=name
        ),
        sqlite3.SQLITE_IOERR: sentence("The disk of {name} reports an error. Check the disk.", name=name),
    }

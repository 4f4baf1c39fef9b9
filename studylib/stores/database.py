"""A workbook in a database, through SQLAlchemy: the only file that imports it.

A tab and a row of the workbook are a row each; a row's cells are one JSON text, because their columns are the
group's own and change. Single rows have ids, so that a later version can change one of them.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from math import inf
from pathlib import Path

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    delete,
    event,
    func,
    insert,
    inspect,
    make_url,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError, DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from studylib.cells import Edit, Row, Tab, Workbook, WorkbookError, from_json, same, to_json, trimmed
from studylib.sentence import Sentence, sentence
from studylib.stores import HeaderChanged, WorkbookChanged

BUSY_SECONDS = 60.0
"""How long a write waits for the writers before it. Each takes milliseconds, but SQLite keeps no queue: of many
that wait, one may have bad luck for a while."""

_FILE = "file"
"""Under what a pooled connection keeps which file it has open."""

_METADATA = MetaData()

_WORKBOOK = Table(
    "workbook",
    _METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)
"""One row, ``id`` 1. ``version`` counts the write transactions; 0: there has never been a workbook."""

_TAB = Table(
    "tab",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("title", Text, nullable=False, unique=True),
)

_ROW = Table(
    "row",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("tab", ForeignKey("tab.id"), nullable=False),
    Column("cells", Text, nullable=False),
    Index("row_of_tab", "tab", "id"),
    sqlite_autoincrement=True,
)
"""The rows of a tab are in the order of their ids. An id is never given again, not even after a deletion."""

_VERSION = select(_WORKBOOK.c.version)

# One statement, so that it is one snapshot in every database and at every isolation level.
_CELLS = (
    select(_TAB.c.title, _ROW.c.cells)
    .join_from(_TAB, _ROW, _ROW.c.tab == _TAB.c.id, isouter=True)
    .order_by(_TAB.c.position, _ROW.c.id)
)


class Database:
    """The store of one workbook in a database. An append that has returned survives ``kill -9``."""

    remote = False
    refresh_seconds = inf
    address = None

    def __init__(self, address: str, name: str, first: Callable[[], Workbook] | None, create: bool) -> None:
        """Opens the database and, where ``open_store`` says so, makes and fills it.

        ``name`` is the address without its password. Raises a WorkbookError if there is no workbook.
        """
        self.name = name
        with self._told():
            url = _url(address, name)
            if url.get_backend_name() == "sqlite":
                self.writable = _file_ready(Path(url.database or ""), name, create)
                self._engine = _sqlite(url, name)
            else:
                self.writable = True
                self._engine = create_engine(url)
            self._writing = self._engine.execution_options(writing=True)
            self._make(first, create)

    def address_of(self, title: str) -> None:
        """See ``Store.address_of``. It is edited nowhere else."""

    def version(self) -> str:
        """See ``Store.version``. One look-up of one row."""
        with self._told(), self._engine.connect() as connection:
            return str(connection.execute(_VERSION).scalar_one())

    def fetch(self) -> Workbook:
        """See ``Store.fetch``. Never waits for a writer."""
        with self._told(), self._engine.connect() as connection:
            found = connection.execute(_CELLS).all()
        return Workbook(
            tuple(
                Tab(title, from_json([cells for _, cells in group if cells is not None]))
                for title, group in groupby(found, key=lambda line: line[0])
            )
        )

    def append(self, title: str, header: Row, rows: Sequence[Row], since: str | None = None) -> None:
        """See ``Store.append``. Waits up to ``BUSY_SECONDS`` for other writers."""
        with self._told(), self._writing.begin() as connection:
            _unchanged(connection, since, self.name)
            tab = connection.execute(select(_TAB.c.id).where(_TAB.c.title == title)).scalar()
            if tab is None:
                tab = _add_tab(connection, title)
            _insert_rows(connection, tab, [*_missing_header(connection, tab, title, header), *rows])
            _count(connection)

    def rewrite(self, edits: Sequence[Edit], since: str | None = None) -> None:
        """See ``Store.rewrite``. Waits up to ``BUSY_SECONDS`` for other writers."""
        with self._told(), self._writing.begin() as connection:
            _unchanged(connection, since, self.name)
            for title in dict.fromkeys(edit.title for edit in edits):
                _rewrite(connection, title, [edit for edit in edits if edit.title == title])
            _count(connection)

    def forget(self) -> None:
        """See ``Store.forget``. Waits up to ``BUSY_SECONDS`` for readers and writers."""
        with self._told():
            if not _forgotten(self._engine):
                raise WorkbookError(
                    sentence(
                        "What was erased is gone from the workbook, but {name} is in use, so that traces may be left "
                        "in its file. Stop the app, then run: sqlite3 FILE VACUUM",
                        name=self.name,
                    )
                )

    def replace(self, workbook: Workbook) -> None:
        """See ``Store.replace``. Also raises a WorkbookError for two tabs of one title."""
        with self._told(), self._writing.begin() as connection:
            connection.execute(delete(_ROW))
            connection.execute(delete(_TAB))
            _insert(connection, workbook)
            _count(connection)

    def _make(self, first: Callable[[], Workbook] | None, create: bool) -> None:
        """Makes the tables if ``create``, fills them if they never held a workbook.

        The look without a write lock comes first: a database that is there and full is only read.
        """
        with self._engine.connect() as connection:
            version = _version(connection)
        if version is None and not create:
            raise WorkbookError(
                sentence(
                    "There is no workbook in {name} yet. Import one, or check the address.", name=self.name
                )
            )
        if version is None or (version == 0 and first):
            with self._writing.begin() as connection:
                _make_and_fill(connection, first)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns what a database raises into a sentence for people."""
        try:
            yield
        except (SQLAlchemyError, UnicodeEncodeError) as error:
            raise WorkbookError(_why(error, self.name)) from error


def _url(address: str, name: str) -> URL:
    """The address as SQLAlchemy takes it. Raises a WorkbookError if it is none or its driver is missing."""
    try:
        url = make_url(address)
        url.get_dialect().import_dbapi()
    except ModuleNotFoundError as error:
        raise WorkbookError(
            sentence(
                "{name} needs the package {package}, which is not installed. Studyboard does not promise "
                "PostgreSQL yet; a sqlite:/// address works.",
                name=name,
                package=error.name or "",
            )
        ) from error
    except (SQLAlchemyError, ValueError) as error:
        raise WorkbookError(
            sentence(
                "{name} cannot be read as the address of a database. Check how it is written.", name=name
            )
        ) from error
    return url


def _file_ready(path: Path, name: str, create: bool) -> bool:
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


def _sqlite(url: URL, name: str) -> Engine:
    """An engine for a SQLite file: readers never wait, writers wait for each other, and commits are on disk.

    The pool is without a bound, so that a read never waits for a connection that a waiting writer holds.
    """
    engine = create_engine(url, max_overflow=-1, connect_args={"timeout": BUSY_SECONDS})

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

    return engine


def _forgotten(engine: Engine) -> bool:
    """Write the rows anew, so that no free page, nor a log, holds what they once held; whether that came to its end."""
    connection = engine.raw_connection()
    try:
        raw = connection.driver_connection
        if not isinstance(raw, sqlite3.Connection):
            return _forgotten_by_server(engine)
        raw.execute("PRAGMA secure_delete = ON")  # zeroes within pages, too
        raw.execute("VACUUM")
        busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()


def _forgotten_by_server(engine: Engine) -> bool:
    """The same in PostgreSQL. Its own log, and what a server copies elsewhere, are its administrator's."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f'VACUUM FULL "{_ROW.name}"')
    return True


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


def _version(connection: Connection) -> int | None:
    """The count of the write transactions; None if the tables are not there."""
    if not inspect(connection).has_table(_WORKBOOK.name):
        return None
    return connection.execute(_VERSION).scalar()


def _make_and_fill(connection: Connection, first: Callable[[], Workbook] | None) -> None:
    """Makes what is missing. Looks again, for another process may have made it while this one waited."""
    version = _version(connection)
    if version is None:
        _METADATA.create_all(connection)
        connection.execute(insert(_WORKBOOK).values(id=1, version=0))
    if not version and first:
        _insert(connection, first())
        _count(connection)


def _unchanged(connection: Connection, since: str | None, name: str) -> None:
    """Raises WorkbookChanged if the version is another than ``since``. Under the write lock, so that it stays so."""
    if since is not None and str(connection.execute(_VERSION).scalar_one()) != since:
        raise WorkbookChanged(
            sentence(
                "{name} was changed meanwhile. Nothing was written; look again, then try again.", name=name
            )
        )


def _count(connection: Connection) -> None:
    connection.execute(update(_WORKBOOK).values(version=_WORKBOOK.c.version + 1))


def _insert(connection: Connection, workbook: Workbook) -> None:
    titles = [tab.title for tab in workbook.tabs]
    for position, tab in enumerate(workbook.tabs, start=1):
        if titles.index(tab.title) + 1 < position:
            raise WorkbookError(
                sentence("Two tabs have the title {title}. Give one of them another title.", title=tab.title)
            )
        _insert_rows(connection, _insert_tab(connection, position, tab.title), tab.rows)


def _add_tab(connection: Connection, title: str) -> int:
    """A new tab after the last one."""
    last = select(func.coalesce(func.max(_TAB.c.position), 0))
    return _insert_tab(connection, connection.execute(last).scalar_one() + 1, title)


def _insert_tab(connection: Connection, position: int, title: str) -> int:
    made = connection.execute(insert(_TAB).values(position=position, title=title))
    assert made.inserted_primary_key is not None, "an insert of one row has a key"
    return int(made.inserted_primary_key[0])


def _insert_rows(connection: Connection, tab: int, rows: tuple[Row, ...] | list[Row]) -> None:
    if rows:
        connection.execute(insert(_ROW), [{"tab": tab, "cells": to_json(row)} for row in rows])


def _rewrite(connection: Connection, title: str, edits: Sequence[Edit]) -> None:
    """Writes the edits of one tab. Raises WorkbookChanged where a row is no longer what its edit was made for."""
    found = select(_ROW.c.id, _ROW.c.cells).join_from(_TAB, _ROW).where(_TAB.c.title == title)
    rows = [(row.id, row.cells) for row in connection.execute(found.order_by(_ROW.c.id))]
    last = len(rows)
    for edit in edits:
        if edit.before is None:
            last += 1
            there = edit.number == last
        else:
            there = 0 < edit.number <= len(rows) and same(
                from_json([rows[edit.number - 1][1]])[0], edit.before
            )
        if not there:
            raise WorkbookChanged(edit.overtaken)
    for edit in edits:
        if edit.before is not None:
            kept = update(_ROW).where(_ROW.c.id == rows[edit.number - 1][0])
            connection.execute(kept.values(cells=to_json(edit.after)))
    new = [edit.after for edit in edits if edit.before is None]
    if new:
        tab = connection.execute(select(_TAB.c.id).where(_TAB.c.title == title)).scalar()
        _insert_rows(connection, _add_tab(connection, title) if tab is None else tab, new)


def _missing_header(connection: Connection, tab: int, title: str, header: Row) -> list[Row]:
    """The header if the tab has no rows yet. Raises HeaderChanged if it has another header."""
    first = select(_ROW.c.cells).where(_ROW.c.tab == tab).order_by(_ROW.c.id).limit(1)
    cells = connection.execute(first).scalar()
    if cells is None:
        return [header]
    if trimmed(from_json([cells])[0]) != trimmed(header):
        raise HeaderChanged(
            sentence(
                "The columns of the tab {title} have changed. Load the page again, then try again.",
                title=title,
            )
        )
    return []


def _why(error: Exception, name: str) -> Sentence:
    """What a database error means for the person who reads it, and what to do."""
    if isinstance(error, UnicodeEncodeError):
        return sentence("A text holds half a character, which {name} cannot keep. Write it again.", name=name)
    cause = error.orig if isinstance(error, DBAPIError) else None
    # SQLite's extended codes hold the plain one in their last byte.
    known = _sqlite_whys(name).get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    return known or sentence("The database {name} cannot be used: {why}.", name=name, why=str(cause or error))


def _sqlite_whys(name: str) -> dict[int, Sentence]:
    """What to say of SQLite's errors, by their codes."""
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

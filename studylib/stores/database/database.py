"""A workbook in a database, SQLite or PostgreSQL, through SQLAlchemy.

A tab and a row of the workbook are a row each; a row's cells are one JSON text, because their columns are the
group's own and change. Single rows have ids, so that a later version can change one of them. ``schema`` has the
tables, ``sqlite`` and ``postgresql`` what differs: how to take turns at writing, and what an error means.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import groupby
from math import inf
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection, delete, func, insert, make_url, select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError, TimeoutError

from studylib.stores.database import postgresql, schema, sqlite
from studylib.stores.database.schema import ROW, TAB, WORKBOOK
from studylib.stores.store import HeaderChangedError, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.text.message import Sentence, sentence
from studylib.workbook.cells import Edit, Row, Tab, Workbook, is_same_row, trim_row
from studylib.workbook.row_json import dump_row, load_rows

_VERSION = select(WORKBOOK.c.version)

# One statement, so that it is one snapshot in every database and at every isolation level.
_CELLS = (
    select(TAB.c.title, ROW.c.cells)
    .join_from(TAB, ROW, ROW.c.tab == TAB.c.id, isouter=True)
    .order_by(TAB.c.position, ROW.c.id)
)


class Database:
    """The store of one workbook in a database. An append that has returned survives ``kill -9``.

    Its version tells all, whoever writes, so that several programs on one database see each other's writes at their
    next look; nothing has to be read again for its age.
    """

    remote = False
    refresh_seconds = inf
    address = None

    def __init__(self, address: str, name: str, first: Callable[[], Workbook] | None, create: bool) -> None:
        """Opens the database and, where ``open_store`` says so, makes and fills it.

        ``name`` is the address without its password. A database of an older program is brought up to date. Raises a
        WorkbookError if there is no workbook, or one of a newer program.
        """
        self.name = name
        self._url = url = _url(address, name)
        self._latest = _VersionWatch(self._look)
        self.writable = True
        with self._told():
            if url.get_backend_name() == "sqlite":
                self.writable = sqlite.prepare_file(Path(url.database or ""), name, create)
                self._reading, self._writing = sqlite.make_engines(url, name)
                self._make(first, create)
            else:
                self._reading, self._writing = postgresql.make_engines(url)
                self._make(first, create)
                with self._reading.connect() as connection:
                    self.writable = postgresql.can_write(connection)

    def address_of(self, title: str) -> None:
        """See ``Store.address_of``. It is edited nowhere else."""

    def version(self) -> str:
        """See ``Store.version``. One look-up of one row, for all who ask at once."""
        return self._latest()

    def _look(self) -> str:
        with self._told(), self._reading.connect() as connection:
            return str(connection.execute(_VERSION).scalar_one())

    def fetch(self) -> Workbook:
        """See ``Store.fetch``. Never waits for a writer."""
        with self._told(), self._reading.connect() as connection:
            found = connection.execute(_CELLS).all()
        return Workbook(
            tuple(
                Tab(title, load_rows([cells for _, cells in group if cells is not None]))
                for title, group in groupby(found, key=lambda line: line[0])
            )
        )

    def append(self, title: str, header: Row, rows: Sequence[Row], since: str | None = None) -> None:
        """See ``Store.append``. Waits up to ``BUSY_SECONDS`` for other writers."""
        with self._told(), self._writing.begin() as connection:
            _unchanged(connection, since, self.name)
            tab = connection.execute(select(TAB.c.id).where(TAB.c.title == title)).scalar()
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
        """See ``Store.forget``. Waits for readers and writers, as a write does."""
        with self._told():
            if self._url.get_backend_name() == "sqlite":
                done = sqlite.forget_rows(self._writing)
            else:
                done = postgresql.forget_rows(self._reading)
        if not done:
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
            connection.execute(delete(ROW))
            connection.execute(delete(TAB))
            _insert(connection, workbook)
            _count(connection)

    def _make(self, first: Callable[[], Workbook] | None, create: bool) -> None:
        """Makes the tables if ``create``, brings them up to date, fills them if they never held a workbook.

        The look without a write lock comes first: a database that is there and full is only read.
        """
        with self._reading.connect() as connection:
            found = schema.read_state(connection)
        if found.step is None and not create:
            raise WorkbookError(
                sentence(
                    "There is no workbook in {name} yet. Import one, or check the address.", name=self.name
                )
            )
        # A file that may only be read has no need of the note that it is of the present shape.
        to_do = not found.current if self.writable else found.step != schema.HEAD
        if to_do or (found.version == 0 and first):
            with self._writing.begin() as connection:
                _make_and_fill(connection, first, self.name)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns what a database raises into a sentence for people."""
        try:
            yield
        except (SQLAlchemyError, UnicodeEncodeError) as error:
            raise WorkbookError(_why(error, self.name, self._url)) from error


class _VersionWatch:
    """A look-up that is made once for all who ask for it at once, however many they are.

    Who asks while one is under way waits for the next, so that nobody is told what was true before they asked: after
    a write of one's own, that is the version with it.
    """

    def __init__(self, look: Callable[[], str]) -> None:
        self._look = look
        self._under_way = Lock()
        self._lock = Lock()
        self._next: Future[str] | None = None

    def __call__(self) -> str:
        with self._lock:
            mine, looks = self._next, self._next is None
            if mine is None:
                mine = self._next = Future()
        if looks:
            with self._under_way:
                with self._lock:
                    self._next = None
                try:
                    mine.set_result(self._look())
                except BaseException as error:
                    mine.set_exception(error)
        return mine.result()


def _url(address: str, name: str) -> URL:
    """The address as SQLAlchemy takes it. Raises a WorkbookError if it is none or its driver is missing."""
    try:
        url = make_url(address)
        url.get_dialect().import_dbapi()
    except ModuleNotFoundError as error:
        raise WorkbookError(
            sentence(
                "{name} needs the package {package}, which is not installed. Install what requirements.txt names.",
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


def _make_and_fill(connection: Connection, first: Callable[[], Workbook] | None, name: str) -> None:
    """Makes what is missing. Looks again, for another process may have made it while this one waited."""
    found = schema.read_state(connection)
    if found.step is None:
        schema.make_tables(connection)
    elif not found.current:
        schema.migrate_tables(connection, found, name)
    if found.version == 0 and first:
        _insert(connection, first())
        _count(connection)


def _unchanged(connection: Connection, since: str | None, name: str) -> None:
    """Raises WorkbookChanged if the version is another than ``since``. Under the write lock, so that it stays so."""
    if since is not None and str(connection.execute(_VERSION).scalar_one()) != since:
        raise WorkbookChangedError(
            sentence(
                "{name} was changed meanwhile. Nothing was written; look again, then try again.", name=name
            )
        )


def _count(connection: Connection) -> None:
    connection.execute(update(WORKBOOK).values(version=WORKBOOK.c.version + 1))


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
    last = select(func.coalesce(func.max(TAB.c.position), 0))
    return _insert_tab(connection, connection.execute(last).scalar_one() + 1, title)


def _insert_tab(connection: Connection, position: int, title: str) -> int:
    made = connection.execute(insert(TAB).values(position=position, title=title))
    assert made.inserted_primary_key is not None, "an insert of one row has a key"
    return int(made.inserted_primary_key[0])


def _insert_rows(connection: Connection, tab: int, rows: tuple[Row, ...] | list[Row]) -> None:
    if rows:
        connection.execute(insert(ROW), [{"tab": tab, "cells": dump_row(row)} for row in rows])


def _rewrite(connection: Connection, title: str, edits: Sequence[Edit]) -> None:
    """Writes the edits of one tab. Raises WorkbookChanged where a row is no longer what its edit was made for."""
    found = select(ROW.c.id, ROW.c.cells).join_from(TAB, ROW).where(TAB.c.title == title)
    rows = [(row.id, row.cells) for row in connection.execute(found.order_by(ROW.c.id))]
    last = len(rows)
    for edit in edits:
        if edit.before is None:
            last += 1
            there = edit.number == last
        else:
            there = 0 < edit.number <= len(rows) and is_same_row(
                load_rows([rows[edit.number - 1][1]])[0], edit.before
            )
        if not there:
            raise WorkbookChangedError(edit.overtaken)
    for edit in edits:
        if edit.before is not None:
            kept = update(ROW).where(ROW.c.id == rows[edit.number - 1][0])
            connection.execute(kept.values(cells=dump_row(edit.after)))
    new = [edit.after for edit in edits if edit.before is None]
    if new:
        tab = connection.execute(select(TAB.c.id).where(TAB.c.title == title)).scalar()
        _insert_rows(connection, _add_tab(connection, title) if tab is None else tab, new)


def _missing_header(connection: Connection, tab: int, title: str, header: Row) -> list[Row]:
    """The header if the tab has no rows yet. Raises HeaderChanged if it has another header."""
    first = select(ROW.c.cells).where(ROW.c.tab == tab).order_by(ROW.c.id).limit(1)
    cells = connection.execute(first).scalar()
    if cells is None:
        return [header]
    if trim_row(load_rows([cells])[0]) != trim_row(header):
        raise HeaderChangedError(
            sentence(
                "The columns of the tab {title} have changed. Load the page again, then try again.",
                title=title,
            )
        )
    return []


def _why(error: Exception, name: str, url: URL) -> Sentence:
    """What a database error means for the person who reads it, and what to do."""
    if isinstance(error, UnicodeEncodeError):
        return sentence("A text holds half a character, which {name} cannot keep. Write it again.", name=name)
    if isinstance(error, TimeoutError):
        return sentence(
            "Too many want the database {name} at once. Nothing was written; try again.", name=name
        )
    cause = (error.orig if isinstance(error, DBAPIError) else None) or error
    if url.get_backend_name() != "sqlite":
        return postgresql.explain(cause, name, url.password or "")
    return sqlite.explain(cause, name) or sentence(
        "The database {name} cannot be used: {why}.", name=name, why=str(cause)
    )

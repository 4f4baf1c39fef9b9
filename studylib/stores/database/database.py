"""A workbook in a database, SQLite or PostgreSQL, through SQLAlchemy.

``schema`` has the tables and ``statements`` the SQL. ``sqlite`` and ``postgresql`` have what differs: how writers take
turns, and what an error means.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from math import inf
from pathlib import Path

from sqlalchemy import URL, Connection, delete, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError, TimeoutError

from studylib.snapshot import FreshLookup
from studylib.stores.database import faults, postgresql, schema, sign_outs, sqlite, sqlite_file, statements
from studylib.stores.database.schema import ROW, TAB
from studylib.text.errors import WorkbookError
from studylib.text.faults import explain_half_character
from studylib.text.message import Sentence, sentence
from studylib.workbook.cells import Edit, Row, Workbook


class Database:
    """The store of one workbook in a database. An append that has returned survives ``kill -9``.

    Its version covers all writes of all programs. Several programs on one database see each other's writes at their
    next look. No read expires by its age.
    """

    remote = False
    refresh_seconds = inf
    address = None

    def __init__(self, address: str, name: str, first: Callable[[], Workbook] | None, create: bool) -> None:
        """Open the database. Make and fill it as ``open_store`` says.

        ``name`` is the address without its password. A database of an older program is brought up to date. Raises a
        WorkbookError if there is no workbook, or one of a newer program.
        """
        self.name = name
        self._url = url = _parse_address(address, name)
        self._latest = FreshLookup(self._look_up_version)
        self.writable = self._marked = True
        with self._explained():
            if url.get_backend_name() == "sqlite":
                self.writable = sqlite_file.prepare_file(Path(url.database or ""), name, create)
                self._reading, self._writing = sqlite.make_engines(url, name)
                self._prepare(first, create)
            else:
                self._reading, self._writing = postgresql.make_engines(url)
                self._prepare(first, create)
                self.writable = self._can_write()

    def address_of(self, title: str) -> None:
        """See ``Store.address_of``. The cells are edited nowhere else."""

    def version(self) -> str:
        """See ``Store.version``. Callers that ask at the same time share one look-up."""
        return self._latest.read()

    def _look_up_version(self) -> str:
        with self._explained():
            if not self.writable and self._can_write():
                self._begin_to_write()
            with self._reading.connect() as connection:
                return statements.read_version(connection, marked=self._marked)

    def _can_write(self) -> bool:
        if self._url.get_backend_name() == "sqlite":
            return sqlite_file.can_write(Path(self._url.database or ""))
        with self._reading.connect() as connection:
            return postgresql.can_write(connection)

    def _begin_to_write(self) -> None:
        """Go on as if it had been writable from the start."""
        self._reading.dispose()  # connections that may only read
        self.writable = True
        self._prepare(None, create=False)

    def fetch(self) -> Workbook:
        """See ``Store.fetch``. Never waits for a writer."""
        with self._explained(), self._reading.connect() as connection:
            return statements.read_workbook(connection)

    def take_turn(self) -> nullcontext[None]:
        """See ``Store.take_turn``. The database itself orders its writers."""
        return nullcontext()

    def append(self, title: str, header: Row, rows: Sequence[Row], since: str | None = None) -> None:
        """See ``Store.append``. Waits up to ``BUSY_SECONDS`` for other writers."""
        with self._explained(), self._writing.begin() as connection:
            statements.check_version(connection, since, self.name)
            statements.append_rows(connection, title, header, rows)
            statements.count_write(connection)

    def rewrite(self, edits: Sequence[Edit], since: str | None = None) -> None:
        """See ``Store.rewrite``. Waits up to ``BUSY_SECONDS`` for other writers."""
        with self._explained(), self._writing.begin() as connection:
            statements.check_version(connection, since, self.name)
            for title in dict.fromkeys(edit.title for edit in edits):
                statements.rewrite_rows(connection, title, [edit for edit in edits if edit.title == title])
            statements.count_write(connection)

    def forget(self) -> None:
        """See ``Store.forget``. Waits for readers and writers, as a write does."""
        with self._explained():
            if self._url.get_backend_name() == "sqlite":
                done = sqlite.forget_rows(self._writing)
            else:
                done = postgresql.forget_rows(self._reading)
        if not done:
            raise WorkbookError(
                sentence(
                    "The workbook no longer has what you erased. But {name} is in use, so its file may keep traces. "
                    "Stop the app, then run: sqlite3 FILE VACUUM",
                    name=self.name,
                )
            )

    def end_sign_in(self, mark: str, at: datetime) -> None:
        """See ``SignOuts.end_sign_in``. The workbook's version stays."""
        with self._explained(), self._writing.begin() as connection:
            sign_outs.insert_end(connection, mark, at)

    def has_ended(self, mark: str) -> bool:
        """See ``SignOuts.has_ended``. Never waits for a writer."""
        with self._explained(), self._reading.connect() as connection:
            return sign_outs.is_ended(connection, mark)

    def replace(self, workbook: Workbook, since: str | None = None) -> None:
        """See ``Store.replace``. Also raises a WorkbookError for two tabs of one title."""
        with self._explained(), self._writing.begin() as connection:
            statements.check_version(connection, since, self.name)
            connection.execute(delete(ROW))
            connection.execute(delete(TAB))
            statements.insert_workbook(connection, workbook)
            statements.count_write(connection, anew=True)

    def _prepare(self, first: Callable[[], Workbook] | None, create: bool) -> None:
        """Make the tables if ``create``, update them, and fill them if they never held a workbook.

        The first look takes no write lock. A complete and full database is only read.
        """
        with self._reading.connect() as connection:
            state = schema.read_state(connection)
        if state.step is None and not create:
            raise WorkbookError(faults.explain_no_workbook(self.name))
        # A read-only file needs neither the note of its shape nor the mark.
        is_behind = not state.current if self.writable else state.step not in schema.READABLE
        self._marked = self.writable or state.step in schema.MARKED
        if is_behind or (state.version == 0 and first):
            with self._writing.begin() as connection:
                _make_and_fill(connection, first, self.name)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what a database raises into a sentence for people."""
        try:
            yield
        except (SQLAlchemyError, UnicodeEncodeError) as error:
            raise WorkbookError(_explain(error, self.name, self._url)) from error


def _parse_address(address: str, name: str) -> URL:
    """Return the address as SQLAlchemy takes it. Raises a WorkbookError if it is invalid or its driver is missing."""
    try:
        url = make_url(address)
        url.get_dialect().import_dbapi()
    except ModuleNotFoundError as error:
        raise WorkbookError(
            sentence(
                "{name} needs the package {package}. Install the packages of requirements.txt.",
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
    """Make what is missing. Look again first: another process may have made it meanwhile."""
    state = schema.read_state(connection)
    if state.step is None:
        schema.make_tables(connection)
    elif not state.current:
        schema.migrate_tables(connection, state, name)
    if state.version == 0 and first:
        statements.insert_workbook(connection, first())
        statements.count_write(connection)


def _explain(error: Exception, name: str, url: URL) -> Sentence:
    """Return what a database error means, and what to do."""
    if isinstance(error, UnicodeEncodeError):
        return explain_half_character(name)
    if isinstance(error, TimeoutError):
        return sentence(
            "Too many requests for the database {name} at once. Nothing was written. Try again.", name=name
        )
    cause = (error.orig if isinstance(error, DBAPIError) else None) or error
    if url.get_backend_name() == "sqlite":
        frozen = faults.is_kept_from_writing(cause) and sqlite_file.explain_frozen(Path(url.database or ""))
        return frozen or faults.explain_sqlite(cause, name)
    return faults.explain_postgresql(cause, name, url.password or "")

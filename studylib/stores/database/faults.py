"""What the errors of SQLite and PostgreSQL mean, as sentences for people."""

import re
import sqlite3
from dataclasses import dataclass

from studylib.text.message import Sentence, sentence

_LOCKED = sentence("Another program has kept the database {name} locked. Nothing was written. Try again.")
FULL = sentence("The disk of {name} is full. Nothing was written. Free some space.")
_UNUSABLE = sentence("The database {name} cannot be used: {why}.")

_EMPTIED = sentence(
    "The database {name} holds no workbook any more. Put the last backup in its place: restore FILE"
)
_UNWRITABLE = sentence(
    "The database {name} cannot be written. Give Studyboard the right to write the file and its folder."
)
_LOST_LOG = sentence(
    "The log of the database {name} was deleted (-wal) while another program reads it. Close that program, and do not "
    "stop the app before."
)

_OURS = "(workbook|tab|row)"
"""The tables without which there is no workbook."""

_SQLITE = {
    sqlite3.SQLITE_NOTADB: sentence("{name} is not a SQLite database. Check the address."),
    sqlite3.SQLITE_CORRUPT: sentence(
        "The database {name} is damaged. Move the file away, then put a copy in its place that backup made: "
        "restore FILE"
    ),
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_READONLY: _UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: sentence(
        "The database {name} cannot be opened. Check that it is a file, and that Studyboard may read the "
        "file and write its folder."
    ),
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR_SHORT_READ: _LOST_LOG,
    sqlite3.SQLITE_IOERR_SHMSIZE: FULL,
    sqlite3.SQLITE_IOERR_WRITE: sentence(
        "The disk of {name} takes no more. Nothing was written. Check its space, your quota and the disk."
    ),
    sqlite3.SQLITE_IOERR: sentence("The disk of {name} reports an error. Check the disk."),
}
"""By SQLite's extended or primary result codes."""


@dataclass(frozen=True, slots=True)
class _PostgresqlFault:
    """What one kind of error means. ``states`` are SQLSTATE codes or their classes (the first two characters).

    ``words`` is a pattern for an error without a code. All errors while a connection is made are such.
    """

    states: frozenset[str]
    words: str
    why: Sentence


_POSTGRESQL = (
    _PostgresqlFault(
        frozenset({"28"}),
        "password|authentication|pg_hba|role .* does not exist",
        sentence(
            "The database {name} does not let Studyboard in. Check the name of the role and its password in the "
            "address, and that the server admits this machine."
        ),
    ),
    _PostgresqlFault(
        frozenset({"3D000"}),
        "database .* does not exist",
        sentence("There is no database {name} on its server. Make it (createdb), or check the address."),
    ),
    _PostgresqlFault(
        frozenset({"53300"}),
        "too many (connections|clients)|connection slots",
        sentence(
            "The server of {name} has no connection left. Try again. If this lasts, raise max_connections."
        ),
    ),
    _PostgresqlFault(frozenset({"53100", "53200"}), "No space left", FULL),
    _PostgresqlFault(
        frozenset({"42501"}),
        "",
        sentence(
            "The role in {name} lacks a right. Give it SELECT, INSERT, UPDATE and DELETE on the tables, and "
            "CREATE on the schema during an update."
        ),
    ),
    _PostgresqlFault(
        frozenset({"25006"}),
        "",
        sentence(
            "The database {name} cannot be written now: it is a standby, or under maintenance. Nothing was written."
        ),
    ),
    _PostgresqlFault(frozenset({"55P03"}), "", _LOCKED),
    _PostgresqlFault(
        frozenset({"57014"}),
        "",
        sentence("The database {name} took too long to answer. Nothing was written. Try again in a moment."),
    ),
    _PostgresqlFault(
        frozenset({"22021", "22P05"}),
        r"NUL \(0x00\)",
        sentence("A title holds a character that {name} cannot keep. Write it again."),
    ),
    _PostgresqlFault(
        frozenset({"08", "57P01", "57P02", "57P03", "57P05", "25P03"}),
        # Before "cannot be reached": a connection that was there is said to be lost.
        "terminating|closed the connection|connection (is|was) (closed|lost)|SSL error|EOF|consuming input",
        sentence(
            "The connection to the database {name} broke off. Check whether your change was written before you "
            "try again."
        ),
    ),
    _PostgresqlFault(
        frozenset(),
        "starting up|shutting down|in recovery mode|not (yet )?accepting connections",
        sentence("The server of the database {name} is starting or stopping. Try again in a moment."),
    ),
    _PostgresqlFault(
        frozenset(),
        "connection (failed|is bad|timeout|to server)|resolve host|timeout expired",
        sentence(
            "The server of the database {name} cannot be reached. Check that it runs, and its name and port in "
            "the address."
        ),
    ),
)
"""The first that fits counts."""


def explain_sqlite(cause: BaseException, name: str) -> Sentence:
    """Say what SQLite's error means, and what to do."""
    code = getattr(cause, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_ERROR and re.fullmatch(f"no such table: {_OURS}", str(cause)):
        return explain_emptied(name)
    known = _SQLITE.get(code) or _SQLITE.get(
        code & 0xFF
    )  # the last byte of an extended code is its primary code
    return sentence(known.text, name=name) if known else sentence(_UNUSABLE.text, name=name, why=str(cause))


def explain_postgresql(cause: BaseException, name: str, secret: str) -> Sentence:
    """Say what PostgreSQL's error means, and what to do. ``secret`` is never repeated."""
    state, message = str(getattr(cause, "sqlstate", None) or ""), str(cause)
    if state == "42P01" and re.match(f'relation "{_OURS}" does not exist', message):
        return explain_emptied(name)
    for fault in _POSTGRESQL:
        if _is_of(fault, state, message):
            return sentence(fault.why.text, name=name)
    first = (message.splitlines() or [""])[0].removesuffix(".")
    return sentence(_UNUSABLE.text, name=name, why=first.replace(secret, "***") if secret else first)


def explain_no_workbook(name: str) -> Sentence:
    """Say that there has never been a workbook."""
    return sentence("There is no workbook in {name} yet. Import one, or check the address.", name=name)


def explain_emptied(name: str) -> Sentence:
    """Say that there was a workbook, and is none any more."""
    return sentence(_EMPTIED.text, name=name)


def explain_unwritable(name: str) -> Sentence:
    """Say that the file may only be read."""
    return sentence(_UNWRITABLE.text, name=name)


def explain_lost_log(name: str) -> Sentence:
    """Say that the log was deleted before all of it was in the file."""
    return sentence(_LOST_LOG.text, name=name)


def is_kept_from_writing(cause: BaseException) -> bool:
    """Tell whether SQLite's error is about the right to open or write a file."""
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


def _is_of(fault: _PostgresqlFault, state: str, message: str) -> bool:
    if state:
        return state in fault.states or state[:2] in fault.states
    return bool(fault.words and re.search(fault.words, message))

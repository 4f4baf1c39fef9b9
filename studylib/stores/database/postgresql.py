"""The engines of a PostgreSQL database. One writer at a time, readers never wait, no wait is endless."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

CONNECT_SECONDS = 5
"""The longest time to connect, for each address of the server's name."""

BUSY_SECONDS = 20.0
"""How long a write waits for the writers before it: first for this program's own, then for those of others.

Each takes milliseconds, and PostgreSQL serves them in the order of their arrival.
"""

LOOK_SECONDS = 5.0
"""How long a read waits for a program that locks a whole table. No writer of Studyboard does."""

STATEMENT_SECONDS = 30.0
"""The longest time of one statement. An import of a million cells takes some seconds."""

SILENCE_SECONDS = STATEMENT_SECONDS + 5.0
"""The longest wait for a server that says nothing, such as a frozen one. A live one ends a statement before."""

PING_SECONDS = 3.0
"""The longest wait for a sign of life from a connection that was at rest."""

IDLE_SECONDS = 30.0
"""How long a program that hangs in the middle of a write keeps its turn. A write never pauses by itself."""

_CALL = "call"
"""The key under which a connection in use keeps the timer that ends its wait."""

DEFAULTS = {
    "connect_timeout": CONNECT_SECONDS,
    "application_name": "studyboard",
    # A server that vanished is noticed within seconds, not after the system's two hours.
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""The options of a connection, unless the address says otherwise."""

LOCK = 0x57D9
"""The first half of the advisory lock that a writer holds. The second half is the schema."""

_TAKE_TURN = text("SELECT pg_advisory_xact_lock(:lock, hashtext(current_schema()))").bindparams(lock=LOCK)

_WAIT_FOR_DISK = (
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
)
"""A server may be set to confirm a write before it is on disk. A confirmed answer must survive its crash."""

_MAY_WRITE = text(
    "SELECT has_table_privilege('workbook', 'UPDATE') AND has_table_privilege('tab', 'INSERT')"
    " AND has_table_privilege('row', 'INSERT') AND NOT pg_is_in_recovery()"
)


def make_engines(url: URL) -> tuple[Engine, Engine]:
    """Make two engines, to read and to write. They hold one connection each at rest, and five together in a rush.

    All threads share one connection to write. With more, they would only wait for each other in the database. A read
    never waits for a writer.
    """
    reading = _engine(
        url,
        pool_size=1,
        max_overflow=3,
        isolation_level="AUTOCOMMIT",
        lock_seconds=min(LOOK_SECONDS, BUSY_SECONDS),
    )
    # Read committed, whatever the server's default: in its turn, a writer reads what the writers before it have
    # written. A stricter level would show it the moment its wait began.
    writing = _engine(
        url, pool_size=1, max_overflow=0, isolation_level="READ COMMITTED", lock_seconds=BUSY_SECONDS
    )

    @event.listens_for(writing, "connect")
    def wait_for_disk(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(_WAIT_FOR_DISK)
        cursor.close()
        connection.commit()

    @event.listens_for(writing, "begin")
    def take_turn(connection: Connection) -> None:
        connection.execute(_TAKE_TURN)

    return reading, writing


def _engine(url: URL, pool_size: int, max_overflow: int, isolation_level: str, lock_seconds: float) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_timeout=BUSY_SECONDS,
        isolation_level=isolation_level,
        hide_parameters=True,  # cells and addresses of people stay out of errors and logs
        connect_args={
            # Behind a pooler such as PgBouncer, the next statement may reach another session.
            "prepare_threshold": None,
            **{key: value for key, value in DEFAULTS.items() if key not in url.query},
        },
    )

    @event.listens_for(engine, "connect")
    def limit(connection: DBAPIConnection, _record: object) -> None:
        # Not by the connection's ``options``, which poolers refuse.
        cursor = connection.cursor()
        cursor.execute(
            f"SET lock_timeout = {lock_seconds * 1000:.0f};"
            f"SET statement_timeout = {STATEMENT_SECONDS * 1000:.0f};"
            f"SET idle_in_transaction_session_timeout = {IDLE_SECONDS * 1000:.0f}"
        )
        cursor.close()
        connection.commit()

    @event.listens_for(engine, "checkout")
    def ping(connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object) -> None:
        # Not SQLAlchemy's own ping, which waits for a frozen server without end.
        with _hang_up_after(PING_SECONDS, connection):
            try:
                engine.dialect.do_ping(connection)
            except engine.dialect.loaded_dbapi.Error as broken:
                raise DisconnectionError from broken
        record.info[_CALL] = _start_call(connection, SILENCE_SECONDS)

    @event.listens_for(engine, "before_cursor_execute")
    def call_anew(connection: Connection, *_statement: object) -> None:
        if (call := connection.connection.info.pop(_CALL, None)) is not None:
            call.cancel()
        connection.connection.info[_CALL] = _start_call(
            connection.connection.driver_connection, SILENCE_SECONDS
        )

    @event.listens_for(engine, "checkin")
    def end_call(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        if (call := record.info.pop(_CALL, None)) is not None:
            call.cancel()

    return engine


@contextmanager
def _hang_up_after(seconds: float, connection: Any) -> Iterator[None]:
    call = _start_call(connection, seconds)
    try:
        yield
    finally:
        call.cancel()


def _start_call(connection: Any, seconds: float) -> Timer:
    """Hang up the connection after so many seconds, unless the timer is cancelled before."""
    call = Timer(seconds, _hang_up, (connection.fileno(),))
    call.daemon = True
    call.start()
    return call


def _hang_up(number: int) -> None:
    """End both ways of a socket. The thread that waits for it fails at once."""
    with suppress(OSError), socket.socket(fileno=os.dup(number)) as ended:
        ended.shutdown(socket.SHUT_RDWR)


def forget_rows(engine: Engine) -> bool:
    """Rewrite the table of rows, so that no dead row keeps its content. Always return True.

    The role must own the tables. The server's own log and copies are the administrator's affair.
    """
    with engine.connect() as connection:
        connection.exec_driver_sql('VACUUM FULL "row"')
    return True


def can_write(connection: Connection) -> bool:
    """Return True if the role may write the tables and the server is not a standby."""
    return bool(connection.execute(_MAY_WRITE).scalar())

"""A PostgreSQL database as SQLAlchemy uses it: one at a time writes, nobody waits to read, nobody waits for ever."""

import re

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection

from studylib.text.message import Sentence, sentence

CONNECT_SECONDS = 5
"""How long a connection may take to be made, for each address that the server's name has."""

BUSY_SECONDS = 20.0
"""How long a write waits for the writers before it: first for those of this program, then for the others'. Each takes
milliseconds, and PostgreSQL lets them go in the order in which they came."""

STATEMENT_SECONDS = 30.0
"""How long one statement may take. An import of a million cells takes some seconds."""

IDLE_SECONDS = 30.0
"""How long a program that stopped in the middle of a write keeps its turn; it takes no rest there of itself."""

DEFAULTS = {
    "connect_timeout": CONNECT_SECONDS,
    "application_name": "studyboard",
    # A server that went away without a word is noticed within some seconds, not after the system's two hours.
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""What the address does not say otherwise."""

LOCK = 0x57D9
"""The first half of the advisory lock that a writer holds; the second half is the schema."""

_TAKE_TURN = text("SELECT pg_advisory_xact_lock(:lock, hashtext(current_schema()))").bindparams(lock=LOCK)

_MAY_WRITE = text(
    "SELECT has_table_privilege('workbook', 'UPDATE') AND has_table_privilege('tab', 'INSERT')"
    " AND has_table_privilege('row', 'INSERT') AND NOT pg_is_in_recovery()"
)


def make_engines(url: URL) -> tuple[Engine, Engine]:
    """Two engines, to read and to write. At rest they hold a connection each; in a rush, five together.

    There is one connection to write for all threads of the program, since they would only wait for each other in the
    database; and a read never waits for one of them.
    """
    reading = _engine(url, pool_size=1, max_overflow=3, isolation_level="AUTOCOMMIT")
    # Read committed, whatever the server's default: what a writer reads once it has its turn is what the writers before
    # it have written. A stricter level would show it the moment at which it began to wait.
    writing = _engine(url, pool_size=1, max_overflow=0, isolation_level="READ COMMITTED")

    @event.listens_for(writing, "begin")
    def take_turn(connection: Connection) -> None:
        connection.execute(_TAKE_TURN)

    return reading, writing


def _engine(url: URL, pool_size: int, max_overflow: int, isolation_level: str) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_timeout=BUSY_SECONDS,
        pool_pre_ping=True,
        isolation_level=isolation_level,
        hide_parameters=True,  # cells and addresses of people: in no error, in no log
        connect_args={
            # Through a pooler such as PgBouncer the next statement may meet another session.
            "prepare_threshold": None,
            **{key: value for key, value in DEFAULTS.items() if key not in url.query},
        },
    )

    @event.listens_for(engine, "connect")
    def limit(connection: DBAPIConnection, _record: object) -> None:
        # Not as the connection's ``options``, which poolers refuse.
        cursor = connection.cursor()
        cursor.execute(
            f"SET lock_timeout = {BUSY_SECONDS * 1000:.0f};"
            f"SET statement_timeout = {STATEMENT_SECONDS * 1000:.0f};"
            f"SET idle_in_transaction_session_timeout = {IDLE_SECONDS * 1000:.0f}"
        )
        cursor.close()
        connection.commit()

    return engine


def forget_rows(engine: Engine) -> bool:
    """Write the rows anew, so that no dead one holds what it once held; always true.

    The role has to own the tables. The server's own log, and what it copies elsewhere, are its administrator's.
    """
    with engine.connect() as connection:
        connection.exec_driver_sql('VACUUM FULL "row"')
    return True


def can_write(connection: Connection) -> bool:
    """Whether the role may write the tables, and the server is not a copy that only follows another."""
    return bool(connection.execute(_MAY_WRITE).scalar())


def explain(cause: BaseException, name: str, secret: str) -> Sentence:
    """What PostgreSQL's error means for the person who reads it, and what to do. ``secret`` is never repeated."""
    state = str(getattr(cause, "sqlstate", None) or "")
    said = str(cause)
    for states, words, found in _whys(name):
        if (state and state in states) or (state[:2] and state[:2] in states):
            return found
        if not state and words and re.search(words, said):
            return found
    first = (said.splitlines() or [""])[0].removesuffix(".")
    return sentence(
        "The database {name} cannot be used: {why}.",
        name=name,
        why=first.replace(secret, "***") if secret else first,
    )


def _whys(name: str) -> list[tuple[set[str], str, Sentence]]:
    """What to say: by PostgreSQL's codes or their classes, or by the words of an error without a code, as all of those
    are that come while a connection is made."""
    return [
        (
            {"28"},
            "password|authentication|pg_hba|role .* does not exist",
            sentence(
                "The database {name} does not let the program in. Check the name of the role and its password in the "
                "address, and that the server admits this machine.",
                name=name,
            ),
        ),
        (
            {"3D000"},
            "database .* does not exist",
            sentence(
                "There is no database {name} on its server. Make it (createdb), or check the address.",
                name=name,
            ),
        ),
        (
            {"53300"},
            "too many (connections|clients)|connection slots",
            sentence(
                "The server of {name} has no connection left. Try again; if it lasts, raise max_connections.",
                name=name,
            ),
        ),
        (
            {"53100", "53200"},
            "No space left",
            sentence("The disk of {name} is full. Nothing was written; make room.", name=name),
        ),
        (
            {"42501"},
            "",
            sentence(
                "The role in {name} lacks a right. Give it SELECT, INSERT, UPDATE and DELETE on the tables, and "
                "CREATE on the schema for the time of an update.",
                name=name,
            ),
        ),
        (
            {"25006"},
            "",
            sentence(
                "The database {name} may not be written now: it is a copy that follows another, or is being "
                "looked after. Nothing was written.",
                name=name,
            ),
        ),
        (
            {"55P03"},
            "",
            sentence(
                "Another program has kept the database {name} locked. Nothing was written; try again.",
                name=name,
            ),
        ),
        (
            {"57014"},
            "",
            sentence(
                "The database {name} took too long to answer. Nothing was written; try again in a moment.",
                name=name,
            ),
        ),
        (
            {"22021", "22P05"},
            r"NUL \(0x00\)",
            sentence("A title holds a character that {name} cannot keep. Write it again.", name=name),
        ),
        (
            {"08", "57P01", "57P02", "57P03", "57P05", "25P03"},
            # Before "cannot be reached": a connection that was there is said to be lost.
            "terminating|closed the connection|connection (is|was) (closed|lost)|SSL error|EOF|consuming input",
            sentence(
                "The connection to the database {name} broke off. Look whether your change was written before you "
                "try again.",
                name=name,
            ),
        ),
        (
            set(),
            "connection (failed|is bad|timeout|to server)|resolve host|timeout expired",
            sentence(
                "The server of the database {name} cannot be reached. Check that it runs, and its name and port in "
                "the address.",
                name=name,
            ),
        ),
    ]

"""The tables of a workbook in a database, and the steps that change their shape.

``migrations`` has the steps, one file each. Alembic takes a tenth of a second to import. So only a step
that is due imports it. An up-to-date database takes one look-up to recognise.
"""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    text,
)

from studylib.text.errors import WorkbookError
from studylib.text.message import sentence

HEAD = "0004"
"""The last step that this program knows. It makes the tables below."""

FIRST = "0001"
"""The step of a database that was made before steps were noted."""

MARKED = frozenset({"0002", "0003", HEAD})
"""Steps from which on each write draws a mark."""

READABLE = frozenset({FIRST, *MARKED})
"""Steps whose workbook can be read as it is."""

METADATA = MetaData()

WORKBOOK = Table(
    "workbook",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("mark", Text, nullable=False, server_default=text("''")),
)
"""One row, with ``id`` 1. ``version`` counts the write transactions. 0: there has never been a workbook.

Each write draws a new ``mark``. So a file in the place of another is no longer the same version.
"""

TAB = Table(
    "tab",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("title", Text, nullable=False, unique=True),
)

ROW = Table(
    "row",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("tab", ForeignKey("tab.id"), nullable=False),
    Column("cells", Text, nullable=False),
    Index("row_of_tab", "tab", "id"),
    sqlite_autoincrement=True,
)
"""The rows of all tabs. Their ids give the order within a tab. An id is never reused, even after a deletion."""

ENDED_SIGN_IN = Table(
    "ended_sign_in",
    METADATA,
    Column("mark", Text, primary_key=True),
    Column("ended_at", BigInteger, nullable=False),
)
"""The sign-ins that have ended, so that every replica refuses their cookies.

``mark`` is a digest, from which nobody learns who it was. ``ended_at`` is in seconds since 1970.
"""

REGISTERED_STUDY = Table(
    "registered_study",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("sheet", Text, nullable=False, unique=True),
    Column("added_by", Text, nullable=False),
    Column("added_at", BigInteger, nullable=False),
)
"""The studies that people added to a deployment. ``sheet`` is the id of a Google Sheet.

``added_by`` is a digest of an address. ``added_at`` is in seconds since 1970.
"""

STUDY_ADDITION = Table(
    "study_addition",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("added_by", Text, nullable=False),
    Column("added_at", BigInteger, nullable=False),
)
"""The additions of the last day, those of removed studies too. So nobody adds and removes without end."""

STEP_TABLE = "workbook_step"
"""The table with Alembic's note of the last step. Its name is not Alembic's usual one: a database may be shared."""

_STEP = Table(STEP_TABLE, MetaData(), Column("version_num", String(32), primary_key=True))

_FOLDER = Path(__file__).parent / "migrations"

_ONE_AT_A_TIME = Lock()  # Alembic keeps its present work in its modules


@dataclass(frozen=True, slots=True)
class SchemaState:
    """The state of a database.

    ``step`` is the last step made, ``None`` if the tables are missing. ``noted``: the database has a note of it.
    ``version`` is the workbook's.
    """

    step: str | None
    noted: bool
    version: int

    @property
    def current(self) -> bool:
        """Whether the tables are up to date and noted so."""
        return self.step == HEAD and self.noted


def read_state(connection: Connection) -> SchemaState:
    """Read the state in two look-ups. Raises SQLAlchemy's error if these tables are another program's."""
    tables = set(inspect(connection).get_table_names())
    if WORKBOOK.name not in tables:
        return SchemaState(None, False, 0)
    version = connection.execute(select(WORKBOOK.c.version)).scalar() or 0
    step = connection.execute(select(_STEP.c.version_num)).scalar() if STEP_TABLE in tables else None
    if step:
        return SchemaState(step, True, version)
    for columns in ((WORKBOOK.c.id,), TAB.c, ROW.c):
        connection.execute(select(*columns).limit(0))
    return SchemaState(FIRST, False, version)


def make_tables(connection: Connection) -> None:
    """Make the tables of the last step, in the transaction of ``connection``, which holds the write lock."""
    METADATA.create_all(connection)
    connection.execute(insert(WORKBOOK), [{"id": 1, "version": 0, "mark": ""}])
    _STEP.create(connection, checkfirst=True)
    connection.execute(insert(_STEP), [{"version_num": HEAD}])


def migrate_tables(connection: Connection, state: SchemaState, name: str) -> None:
    """Make the missing steps, all in the transaction of ``connection``, which holds the write lock.

    A database from before steps were noted gets a note of the first one. Raises a WorkbookError if the database is a
    newer program's. Nothing is changed then.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    with _ONE_AT_A_TIME:
        if state.noted and state.step:
            try:
                ScriptDirectory.from_config(config).get_revision(state.step)
            except CommandError as error:
                raise WorkbookError(
                    sentence(
                        "The database {name} is of a newer Studyboard (step {step}, and this one knows {head}). "
                        "Nothing was changed. Update this Studyboard.",
                        name=name,
                        step=state.step,
                        head=HEAD,
                    )
                ) from error
        elif state.step:
            command.stamp(config, state.step)
        command.upgrade(config, "head")

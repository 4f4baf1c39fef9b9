"""The tables in which a database keeps a workbook, and the steps from one shape of them to the next.

The steps lie in ``migrations``, one file a step. Alembic takes a tenth of a second to import, so it is imported only
where a step has to be made; a database that is as it should be is known by one look-up.
"""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from sqlalchemy import (
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
)

from studylib.text.errors import WorkbookError
from studylib.text.message import sentence

HEAD = "0001"
"""The last step that this program knows: the one of the tables below."""

FIRST = "0001"
"""The shape of a database that was made before its steps were written down."""

METADATA = MetaData()

WORKBOOK = Table(
    "workbook",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)
"""One row, ``id`` 1. ``version`` counts the write transactions; 0: there has never been a workbook."""

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
"""The rows of a tab are in the order of their ids. An id is never given again, not even after a deletion."""

STEP_TABLE = "workbook_step"
"""Where Alembic notes the last step made: not under its own usual name, for a database may be shared."""

_STEP = Table(STEP_TABLE, MetaData(), Column("version_num", String(32), primary_key=True))

_FOLDER = Path(__file__).parent / "migrations"

_ONE_AT_A_TIME = Lock()  # Alembic keeps what it is at work on in its modules


@dataclass(frozen=True, slots=True)
class SchemaState:
    """What was found in a database: the last step made (``None``: its tables are not there), whether that is written
    down, and the workbook's version."""

    step: str | None
    noted: bool
    version: int

    @property
    def current(self) -> bool:
        """Whether nothing is left to do."""
        return self.step == HEAD and self.noted


def read_state(connection: Connection) -> SchemaState:
    """What is there. Two look-ups; raises SQLAlchemy's error if tables of these names are another program's."""
    tables = set(inspect(connection).get_table_names())
    if WORKBOOK.name not in tables:
        return SchemaState(None, False, 0)
    version = connection.execute(select(WORKBOOK.c.version)).scalar() or 0
    step = connection.execute(select(_STEP.c.version_num)).scalar() if STEP_TABLE in tables else None
    if step:
        return SchemaState(step, True, version)
    for table in METADATA.tables.values():
        connection.execute(select(table).limit(0))
    return SchemaState(FIRST, False, version)


def make_tables(connection: Connection) -> None:
    """Makes the tables as all steps together do, in the transaction of ``connection``, which holds the write lock."""
    METADATA.create_all(connection)
    connection.execute(insert(WORKBOOK), [{"id": 1, "version": 0}])
    _STEP.create(connection, checkfirst=True)
    connection.execute(insert(_STEP), [{"version_num": HEAD}])


def migrate_tables(connection: Connection, found: SchemaState, name: str) -> None:
    """Makes the steps that are left, each in the transaction of ``connection``, which holds the write lock.

    A database from before the steps were written down has the first one noted. Raises a WorkbookError if the database
    is a newer program's; nothing is changed then.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    with _ONE_AT_A_TIME:
        if found.noted and found.step:
            try:
                ScriptDirectory.from_config(config).get_revision(found.step)
            except CommandError as error:
                raise WorkbookError(
                    sentence(
                        "The database {name} is of a newer Studyboard (step {step}; this one knows {head}). Nothing "
                        "was changed. Update this Studyboard.",
                        name=name,
                        step=found.step,
                        head=HEAD,
                    )
                ) from error
        elif found.step:
            command.stamp(config, found.step)
        command.upgrade(config, "head")

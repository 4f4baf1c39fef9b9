"""The tables of a database and the steps from one shape of them to the next, on SQLite and on PostgreSQL."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from studylib.stores.database import schema
from studylib.stores.database.database import Database
from studylib.stores.opening import open_store
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Tab, Workbook
from tests.stores.database.databases import count_writes, never, path_of, session

SEASON = Workbook((Tab("설정", (("키", "값"), ("스터디", "표본"))), Tab("답", (("이름",), (), ("가람",)))))

OLD_SQLITE = """
CREATE TABLE workbook (
	id INTEGER NOT NULL,\x20
	version INTEGER NOT NULL,\x20
	PRIMARY KEY (id)
);
CREATE TABLE tab (
	id INTEGER NOT NULL,\x20
	position INTEGER NOT NULL,\x20
	title TEXT NOT NULL,\x20
	PRIMARY KEY (id),\x20
	UNIQUE (position),\x20
	UNIQUE (title)
);
CREATE TABLE "row" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\x20
	tab INTEGER NOT NULL,\x20
	cells TEXT NOT NULL,\x20
	FOREIGN KEY(tab) REFERENCES tab (id)
);
CREATE INDEX row_of_tab ON "row" (tab, id);
"""
"""A database as it was made before its steps were written down."""

OLD_POSTGRESQL = """
CREATE TABLE workbook (id INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (id));
CREATE TABLE tab (id SERIAL NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL,
    PRIMARY KEY (id), UNIQUE (position), UNIQUE (title));
CREATE TABLE row (id SERIAL NOT NULL, tab INTEGER NOT NULL, cells TEXT NOT NULL,
    PRIMARY KEY (id), FOREIGN KEY(tab) REFERENCES tab (id));
CREATE INDEX row_of_tab ON row (tab, id);
"""

OLD_DATA = """
INSERT INTO workbook VALUES (1, 7);
INSERT INTO tab (id, position, title) VALUES (5, 1, '설정');
INSERT INTO tab (id, position, title) VALUES (4, 2, '답');
INSERT INTO row (id, tab, cells) VALUES (11, 5, '["키","값"]');
INSERT INTO row (id, tab, cells) VALUES (12, 4, '["이름"]');
INSERT INTO row (id, tab, cells) VALUES (13, 5, '["스터디","표본"]');
INSERT INTO row (id, tab, cells) VALUES (14, 4, '[]');
INSERT INTO row (id, tab, cells) VALUES (17, 4, '["가람"]');
"""


def run(address: str, script: str) -> None:
    """Run the statements past the store."""
    other = session(address) if address.startswith("postgresql") else sqlite3.connect(path_of(address))
    for statement in filter(str.strip, script.split(";")):
        other.execute(statement)
    if isinstance(other, sqlite3.Connection):
        other.commit()
    other.close()


def asked(address: str, query: str) -> list[tuple[Any, ...]]:
    other = session(address)
    found = other.execute(query).fetchall()
    other.close()
    return found


def make_old(address: str) -> None:
    if address.startswith("sqlite"):
        run(address, OLD_SQLITE + OLD_DATA)
    else:
        run(address, OLD_POSTGRESQL + OLD_DATA + "SELECT setval('row_id_seq', 17), setval('tab_id_seq', 5)")


@pytest.fixture
def old(address: str) -> str:
    """The address of a database of an older program, with a season in it."""
    make_old(address)
    return address


def test_the_last_step_is_the_one_that_the_program_names() -> None:
    assert ScriptDirectory(str(schema._FOLDER)).get_current_head() == schema.HEAD


@pytest.fixture
def stepped(address: str) -> str:
    """A database whose tables were made by the steps, one after the other."""
    engine = create_engine(address)
    with engine.begin() as connection:
        schema.migrate_tables(connection, schema.read_state(connection), address)
    engine.dispose()
    return address


def test_the_steps_make_the_tables_that_the_program_uses(stepped: str) -> None:
    store = open_store(stepped)
    assert isinstance(store, Database)
    with store._reading.connect() as connection:
        assert schema.read_state(connection) == schema.SchemaState(schema.HEAD, True, 0)
        options = {"version_table": schema.STEP_TABLE, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), schema.METADATA) == []


def test_a_table_that_no_step_makes_is_noticed(address: str) -> None:
    """The test above can fail."""
    store = open_store(address, create=True)
    assert isinstance(store, Database)
    run(address, "DROP INDEX row_of_tab")
    with store._reading.connect() as connection:
        found = compare_metadata(
            MigrationContext.configure(connection, opts={"version_table": schema.STEP_TABLE}), schema.METADATA
        )
    assert [change[0] for change in found] == ["add_index"]


def test_what_is_made_at_once_is_what_the_steps_make(address: str) -> None:
    store = open_store(address, create=True)
    assert isinstance(store, Database)
    with store._reading.connect() as connection:
        options = {"version_table": schema.STEP_TABLE, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), schema.METADATA) == []
        assert schema.read_state(connection) == schema.SchemaState(schema.HEAD, True, 0)
        schema.migrate_tables(connection, schema.read_state(connection), address)
        assert schema.read_state(connection) == schema.SchemaState(schema.HEAD, True, 0)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_steps_make_tabs_and_rows_as_they_were_always_made(stepped: str) -> None:
    made = asked(stepped, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'")
    later = ("workbook", "sign_in", "study")
    assert {" ".join(sql.split()) for (sql,) in made if not any(each in sql for each in later)} == {
        " ".join(sql.split()) for sql in OLD_SQLITE.split(";") if sql.strip() and "workbook" not in sql
    }


def test_a_database_from_before_the_steps_is_recognised_and_keeps_every_row(old: str) -> None:
    tables = (
        "SELECT id, version FROM workbook",
        "SELECT * FROM tab ORDER BY id",
        "SELECT * FROM row ORDER BY id",
    )
    before = [asked(old, query) for query in tables]
    store = open_store(old, first=never)
    assert (store.fetch(), count_writes(store)) == (SEASON, 7)
    assert asked(old, f"SELECT version_num FROM {schema.STEP_TABLE}") == [(schema.HEAD,)]
    assert before == [asked(old, query) for query in tables]
    store.append("답", ("이름",), [("나래",)])
    assert store.fetch().tabs[1].rows[-1] == ("나래",)


def test_a_database_of_a_newer_program_is_reported_and_left_alone(old: str) -> None:
    open_store(old)
    run(old, f"UPDATE {schema.STEP_TABLE} SET version_num = '9999'")
    for create in (False, True):
        with pytest.raises(WorkbookError, match=r"newer Studyboard .step 9999, and this one knows 0004"):
            open_store(old, first=never, create=create)
    assert asked(old, "SELECT version FROM workbook") == [(7,)]
    assert asked(old, f"SELECT version_num FROM {schema.STEP_TABLE}") == [("9999",)]


def test_two_programs_that_start_at_once_make_the_steps_once(old: str) -> None:
    start = Barrier(8)

    def opened(_: int) -> Workbook:
        start.wait()
        return open_store(old).fetch()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(opened, range(8))) == [SEASON] * 8
    assert asked(old, f"SELECT count(*) FROM {schema.STEP_TABLE}") == [(1,)]


def test_two_databases_are_brought_up_to_date_at_once_by_one_program(
    new_address: Callable[[], str],
) -> None:
    addresses = [new_address() for _ in range(8)]
    for each in addresses:
        make_old(each)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda each: open_store(each).fetch(), addresses))
    assert found == [SEASON] * 8


def test_a_step_that_fails_leaves_the_database_as_it_was(
    old: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder, last = tmp_path / "migrations", schema.HEAD
    (folder / "versions").mkdir(parents=True)
    for name in (
        "env.py",
        *(f"versions/{each.name}" for each in (schema._FOLDER / "versions").glob("r*.py")),
    ):
        (folder / name).write_bytes((schema._FOLDER / name).read_bytes())
    (folder / "versions" / "r9000.py").write_text(
        "from alembic import op\n"
        "import sqlalchemy as sa\n"
        f"revision, down_revision = '9000', '{last}'\n"
        "def upgrade():\n"
        "    op.add_column('tab', sa.Column('colour', sa.Text))\n"
        "    op.execute('DELETE FROM row')\n"
        "    op.execute('UPDATE nothing SET it = 1')\n"
    )
    monkeypatch.setattr(schema, "_FOLDER", folder)
    monkeypatch.setattr(schema, "HEAD", "9000")
    with pytest.raises(WorkbookError, match=r"cannot be used: .*nothing"):
        open_store(old)
    assert schema.STEP_TABLE not in str(asked(old, OF_TABLES[old.partition(":")[0]]))
    (folder / "versions" / "r9000.py").write_text(
        "from alembic import op\n"
        "import sqlalchemy as sa\n"
        f"revision, down_revision = '9000', '{last}'\n"
        "def upgrade():\n"
        "    op.add_column('tab', sa.Column('colour', sa.Text))\n"
    )
    assert open_store(old).fetch() == SEASON
    assert asked(old, f"SELECT version_num FROM {schema.STEP_TABLE}") == [("9000",)]
    assert asked(old, "SELECT colour FROM tab") == [(None,), (None,)]


OF_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master",
    "postgresql+psycopg": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_file_that_may_only_be_read_is_read_without_the_note(
    old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studylib.stores.database.sqlite.os.access", lambda *_: False)
    assert open_store(old).fetch() == SEASON
    assert schema.STEP_TABLE not in str(asked(old, OF_TABLES["sqlite"]))


def test_a_database_is_made_and_then_opened_without_alembic(address: str) -> None:
    code = (
        "import sys; from studylib.stores.opening import open_store; open_store(sys.argv[1], create=True).fetch(); "
        "open_store(sys.argv[1]).fetch(); "
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, address], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"

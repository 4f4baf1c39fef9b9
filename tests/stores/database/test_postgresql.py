"""What only PostgreSQL has: a server far away, roles, passwords, connections that break, several replicas.

What it shares with SQLite is tested in ``test_database``, ``test_schema`` and ``test_backup``, on both.
"""

import asyncio
import socket
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import count
from multiprocessing.context import ForkServerContext
from pathlib import Path
from threading import Barrier, Event
from time import monotonic

import pytest
from sqlalchemy import event

from studylib import clock
from studylib.config import studies
from studylib.stores.database import postgresql
from studylib.stores.database.database import Database
from studylib.stores.opening import open_store
from studylib.stores.store import Store, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.workbook import sample
from studylib.workbook.cells import Edit, Tab, Workbook
from tests.servers.websocket import ROOT, Session, serving
from tests.stand_ins.postgresql import Server, connected
from tests.stores.database.databases import ANSWER, HEADER, SEASON, count_up, count_writes, locked

PASSWORD = "hunter2"
ADDRESSES = Workbook((Tab("t", (("garam@x.kr",), ("narae@x.kr",))),))


@pytest.fixture
def server(postgresql_server: Server) -> Server:
    return postgresql_server


@pytest.fixture
def address(server: Server) -> str:
    return server.database()


@pytest.fixture
def store(address: str) -> Database:
    opened = open_store(address, first=lambda: SEASON, create=True)
    assert isinstance(opened, Database)
    return opened


def told(address: str) -> str:
    """What a person is told who opens that; their password is nowhere, not even in the traceback of a log."""
    with pytest.raises(WorkbookError) as raised:
        open_store(address)
    logged = "".join(traceback.format_exception(raised.value))
    assert PASSWORD not in logged + str(raised.value)
    return str(raised.value)


def wait_for(happens: Callable[[], object]) -> None:
    for _ in range(1000):
        if happens():
            return
        Event().wait(0.01)
    raise AssertionError("it never happened")


# ---- what can be wrong ----


def test_a_server_that_does_not_run_is_reported() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and never listens
        port = taken.getsockname()[1]
        said = told(f"postgresql+psycopg://me:{PASSWORD}@127.0.0.1:{port}/season")
    assert said == (
        f"The server of the database postgresql+psycopg://me:***@127.0.0.1:{port}/season cannot be reached. Check that "
        "it runs, and its name and port in the address."
    )


def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(postgresql.DEFAULTS, "connect_timeout", 2)  # libpq's least
    with socket.create_server(("127.0.0.1", 0)) as silent:
        said = told(f"postgresql+psycopg://me:{PASSWORD}@127.0.0.1:{silent.getsockname()[1]}/season")
    assert "cannot be reached" in said


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("@no-such-host.invalid/season", "cannot be reached"),
        ("@/season?host=/no/such/folder", "cannot be reached"),
        ("@127.0.0.1:99999/season", "cannot be reached"),
        ("@127.0.0.1:port/season", "cannot be read as the address of a database"),
        ("@127.0.0.1/season?passphrase=x", "cannot be used: invalid connection option"),
        ("@127.0.0.1/season?connect_timeout=soon", "cannot be used: "),
    ],
)
def test_an_address_that_leads_nowhere_is_reported(place: str, message: str) -> None:
    assert message in told(f"postgresql+psycopg://me:{PASSWORD}{place}")


def test_a_wrong_password_is_reported_without_it(server: Server) -> None:
    assert "does not let Studyboard in. Check the name of the role" in told(
        server.address("postgres", password=PASSWORD)
    )


def test_a_missing_role_is_reported_like_a_wrong_password(server: Server) -> None:
    assert "does not let Studyboard in" in told(server.address("postgres", "nobody", PASSWORD))


def test_a_missing_database_is_reported(server: Server) -> None:
    assert told(server.address("no_such_database")).startswith("There is no database postgresql+psycopg://")


def test_an_empty_database_holds_no_workbook_yet(address: str) -> None:
    assert "There is no workbook in" in told(address)
    with connected(address) as other:
        assert other.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


@contextmanager
def role(server: Server, address: str, *rights: str) -> Iterator[str]:
    """The address with a role that has no more than these rights."""
    name = address.rpartition("/test_")[2].partition("?")[0]
    with connected(address) as other:
        other.execute(f"CREATE ROLE role_{name} LOGIN PASSWORD '{PASSWORD}'")
        for right in rights:
            other.execute(f"GRANT {right} TO role_{name}")
    try:
        yield server.address(f"test_{name}", f"role_{name}", PASSWORD)
    finally:
        with connected(address) as other:
            other.execute(f"DROP OWNED BY role_{name}")
            other.execute(f"DROP ROLE role_{name}")


READ = "SELECT ON ALL TABLES IN SCHEMA public"
WRITE = "INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public"
COUNT = "USAGE ON ALL SEQUENCES IN SCHEMA public"


def test_a_role_without_a_right_learns_which_it_needs(server: Server, store: Database, address: str) -> None:
    with role(server, address) as other:
        assert "lacks a right. Give it SELECT, INSERT, UPDATE and DELETE" in told(other)


def test_a_role_that_may_read_reads_and_says_that_it_cannot_write(
    server: Server, store: Database, address: str
) -> None:
    with role(server, address, READ) as other:
        reader = open_store(other)
        assert (reader.fetch(), reader.writable) == (SEASON, False)
        with pytest.raises(WorkbookError, match="lacks a right"):
            reader.append("답", HEADER, [ANSWER])
    assert store.fetch() == SEASON


def test_the_rights_that_the_documentation_names_are_enough_and_make_no_table(
    server: Server, store: Database, address: str
) -> None:
    assert all(
        right.partition(" ON ")[0] in (ROOT / "docs/database.md").read_text()
        for right in (READ, WRITE, COUNT)
    )
    with role(server, address, READ, WRITE, COUNT) as other:
        writer = open_store(other)
        assert writer.writable
        writer.append("새 탭", HEADER, [ANSWER])
        writer.rewrite([Edit("새 탭", 2, ANSWER, ("x",))])
        writer.replace(SEASON)
        assert writer.fetch() == SEASON


@pytest.mark.parametrize(
    ("code", "message"),
    [("53100", "The disk of .* is full. Nothing was written"), ("XX001", "cannot be used: out of luck.")],
)
def test_an_error_in_the_middle_of_a_write_is_reported_without_its_cells_and_nothing_is_written(
    store: Database, address: str, code: str, message: str
) -> None:
    with connected(address) as other:
        other.execute(
            "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION 'out of luck' USING ERRCODE = '{code}'; END $$"
        )
        other.execute("CREATE TRIGGER fails BEFORE INSERT ON row EXECUTE FUNCTION fail()")
        with pytest.raises(WorkbookError, match=message) as raised:
            store.replace(ADDRESSES)
        assert "@x.kr" not in "".join(traceback.format_exception(raised.value))  # as a log has it
        assert (store.fetch(), count_writes(store)) == (SEASON, 1)
        other.execute("DROP TRIGGER fails ON row")
    store.append("답", HEADER, [ANSWER])


def test_a_server_that_takes_no_writes_for_a_while_says_so(store: Database, address: str) -> None:
    with connected(address) as other:
        name = other.info.dbname
        other.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    reader = open_store(address)
    assert reader.fetch() == SEASON
    with pytest.raises(WorkbookError, match="cannot be written now"):
        reader.append("답", HEADER, [ANSWER])


# ---- nothing waits for ever ----


def test_a_statement_that_takes_too_long_is_given_up(
    address: str, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "STATEMENT_SECONDS", 0.5)
    hasty = open_store(address)
    with connected(address) as other:
        other.execute("BEGIN")
        other.execute("LOCK TABLE workbook")
        for use in (hasty.version, lambda: hasty.append("답", HEADER, [ANSWER])):
            with pytest.raises(WorkbookError, match=r"took too long to answer. Nothing was written"):
                use()
        other.execute("ROLLBACK")
    assert (hasty.fetch(), count_writes(hasty)) == (SEASON, 1)


def test_a_program_that_hangs_in_a_write_does_not_block_others_for_ever(
    address: str, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "IDLE_SECONDS", 1.0)
    stopped = open_store(address)
    assert isinstance(stopped, Database)
    with stopped._writing.connect() as connection:
        connection.begin()
        store.append("답", HEADER, [ANSWER])
        connection.invalidate()
    stopped.append("답", HEADER, [ANSWER])
    assert store.fetch().tabs[1].rows == (HEADER, ANSWER, ANSWER, ANSWER)


def test_a_writer_for_whom_no_connection_gets_free_says_so(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "BUSY_SECONDS", 0.2)
    store = open_store(address, first=lambda: SEASON, create=True)
    assert isinstance(store, Database)
    with store._writing.connect():
        with pytest.raises(WorkbookError, match="Too many requests for the database"):
            store.append("답", HEADER, [ANSWER])
        assert store.fetch() == SEASON


def connections(address: str) -> int:
    with connected(address) as other:
        found = other.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'studyboard'"
            " AND datname = current_database()"
        ).fetchone()
    assert found
    return int(found[0])


def test_fifty_writers_and_fifty_readers_hold_five_connections_and_two_at_rest(
    store: Database, address: str
) -> None:
    other = locked(address)
    with ThreadPoolExecutor(100) as pool:
        writers = [pool.submit(store.append, "답", HEADER, [("가람", number)]) for number in range(50)]
        readers = [pool.submit(store.fetch) for _ in range(50)]
        assert all(reader.result() == SEASON for reader in readers)  # nobody waits for a writer
        assert connections(address) <= 5
        other.execute("COMMIT")
        for writer in writers:
            writer.result()
    other.close()
    assert len(store.fetch().tabs[1].rows) == 52
    wait_for(lambda: connections(address) == 2)


def test_two_hundred_looks_at_once_cause_few_look_ups(store: Database) -> None:
    looked = count()
    event.listen(store._reading, "before_cursor_execute", lambda *_: next(looked))
    start = Barrier(200)

    def look(_: int) -> str:
        start.wait()
        return store.version()

    with ThreadPoolExecutor(200) as pool:
        assert list(pool.map(look, range(200))) == [store.version()] * 200
    assert next(looked) < 100


# ---- a server that says nothing ----


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "PING_SECONDS", 0.3)
    monkeypatch.setitem(postgresql.DEFAULTS, "connect_timeout", 2)  # libpq's least


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("use", ["look", "fetch", "write"])
def test_a_frozen_server_is_given_up_and_used_again_when_it_goes_on(
    store: Database, server: Server, use: str
) -> None:
    uses: dict[str, Callable[[], object]] = {
        "look": store.version,
        "fetch": store.fetch,
        "write": lambda: store.append("답", HEADER, [ANSWER]),
    }
    store.version()
    with server.frozen(), ThreadPoolExecutor(1) as pool:
        started = monotonic()
        with pytest.raises(WorkbookError):
            pool.submit(uses[use]).result(60)
        assert monotonic() - started < 30
    assert store.fetch().tabs[0] == SEASON.tabs[0]
    store.append("답", HEADER, [ANSWER])


def test_a_server_that_freezes_in_the_middle_of_a_statement_is_given_up(
    store: Database, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "SILENCE_SECONDS", 0.5)
    freezing = ExitStack()

    def freeze(*_: object) -> None:
        freezing.enter_context(server.frozen())

    event.listen(store._reading, "before_cursor_execute", freeze, once=True)
    with freezing, pytest.raises(WorkbookError, match="broke off"):
        store.fetch()
    assert store.fetch() == SEASON


# ---- connections that break ----


def end(address: str, where: str = "true") -> int:
    """End the program's connections, as a server does that is started anew; how many there were."""
    with connected(address) as other:
        return len(
            other.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                f" WHERE application_name = 'studyboard' AND datname = current_database() AND {where}"
            ).fetchall()
        )


def test_a_connection_dropped_while_idle_is_replaced_unnoticed(store: Database, address: str) -> None:
    assert end(address) == 2
    assert count_writes(store) == 1
    assert end(address)
    assert store.fetch() == SEASON
    assert end(address)
    store.append("답", HEADER, [ANSWER])
    assert store.fetch().tabs[1].rows == (HEADER, ANSWER, ANSWER)


def test_a_connection_that_breaks_in_the_middle_of_a_write_is_reported_and_the_next_one_works(
    store: Database, address: str
) -> None:
    with connected(address) as other, ThreadPoolExecutor(1) as pool:
        other.execute("BEGIN")
        other.execute("LOCK TABLE row IN EXCLUSIVE MODE")
        writing = pool.submit(store.append, "답", HEADER, [ANSWER])
        wait_for(lambda: end(address, "wait_event_type = 'Lock'"))
        with pytest.raises(WorkbookError, match=r"broke off. Check whether your change was written"):
            writing.result()
        assert (store.fetch(), count_writes(store)) == (SEASON, 1)
        other.execute("ROLLBACK")
    store.append("답", HEADER, [ANSWER])
    assert store.fetch().tabs[1].rows == (HEADER, ANSWER, ANSWER)


# ---- several replicas ----


def replica(address: str, numbers: range, wait: Callable[[], object]) -> None:
    """A program with one store and a thread for each number, which hands in and counts."""
    store = open_store(address)

    def go() -> None:
        wait()

    start = Barrier(len(numbers), action=go)

    def write(number: int) -> None:
        start.wait()
        store.append("답", HEADER, [("가람", number)])
        while True:
            row = store.fetch().tabs[0].rows[0]
            assert isinstance(row[0], int)
            try:
                store.rewrite([Edit("t", 1, row, (row[0] + 1,))])
            except WorkbookChangedError:
                continue
            return

    with ThreadPoolExecutor(len(numbers)) as pool:
        list(pool.map(write, numbers))


def test_fifty_writers_through_two_replicas_lose_nothing_and_write_nothing_twice(
    address: str, fork_server: ForkServerContext
) -> None:
    store = open_store(address, first=lambda: Workbook((Tab("t", ((0,),)),)), create=True)
    start = fork_server.Barrier(2)
    replicas = [
        fork_server.Process(target=replica, args=(address, numbers, start.wait))
        for numbers in (range(25), range(25, 50))
    ]
    for each in replicas:
        each.start()
    for each in replicas:
        each.join(timeout=60)
    assert [each.exitcode for each in replicas] == [0, 0]
    counter, answers = store.fetch().tabs
    assert counter.rows == ((50,),)
    assert sorted(answers.rows[1:]) == [("가람", number) for number in range(50)]
    assert count_writes(store) == 1 + 50 + 50


def test_at_whatever_level_the_server_isolates_a_writer_sees_what_was_written_before_its_turn(
    address: str,
) -> None:
    open_store(address, first=lambda: Workbook((Tab("t", (("n",), (0,))),)), create=True)
    with connected(address) as other:
        other.execute(
            f"ALTER DATABASE {other.info.dbname} SET default_transaction_isolation = 'serializable'"
        )
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(count_up, [address] * 10))
    assert open_store(address).fetch().tabs[0].rows[1] == (10,)


def test_two_workbooks_lie_side_by_side_in_schemas_of_one_database(address: str) -> None:
    with connected(address) as other:
        other.execute("CREATE SCHEMA one")
        other.execute("CREATE SCHEMA two")
    one, two = (
        open_store(f"{address}&options=-csearch_path%3D{name}", first=lambda: SEASON, create=True)
        for name in ("one", "two")
    )
    one.append("답", HEADER, [ANSWER])
    assert two.fetch() == SEASON
    assert (count_writes(one), count_writes(two)) == (2, 1)


def test_two_servers_on_one_database_show_what_was_written_through_either(
    address: str, tmp_path: Path
) -> None:
    store = open_store(address, first=lambda: sample.make_sample(clock.now()), create=True)
    environment = {"HOME": str(tmp_path), studies.VARIABLE: address}

    async def seen(*urls: str) -> list[bool]:
        found = []
        for url in urls:
            async with Session(url) as session:
                before = await session.run()
                rename(store)
                after = await session.run()
                assert not before.exceptions + after.exceptions
                found.append(any(NAME in text for text in after.texts) and NAME not in str(before.texts))
                rename(store, back=True)
        return found

    with (
        serving(ROOT / "app.py", tmp_path, environment) as one,
        serving(ROOT / "app.py", tmp_path, environment) as two,
        ThreadPoolExecutor(1) as pool,
    ):
        assert pool.submit(lambda: asyncio.run(seen(one, two))).result() == [True, True]


NAME = "두 서버 스터디"


def rename(store: Store, back: bool = False) -> None:
    """Give the sample another name."""
    tab = next(tab for tab in store.fetch().tabs if any(row[:1] == ("스터디",) for row in tab.rows))
    number = next(number for number, row in enumerate(tab.rows, 1) if row[:1] == ("스터디",))
    store.rewrite([Edit(tab.title, number, tab.rows[number - 1], ("스터디", "표본" if back else NAME))])

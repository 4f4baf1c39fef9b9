"""The store of a workbook in a database."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from multiprocessing.context import ForkServerContext
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any, NoReturn

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from studylib.stores.database import database, postgresql, sqlite
from studylib.stores.opening import open_store
from studylib.stores.store import HeaderChangedError, Store, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Cell, Edit, Row, Tab, Workbook
from tests.stand_ins.postgresql import Server, connected

HEADER = ("이름", "주차", "링크")
ANSWER = ("가람", 1, "https://example.org/1")
SEASON = Workbook((Tab("설정", (("키", "값"), ("스터디", "표본"))), Tab("답", (HEADER, ANSWER))))

CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.integers(-(2**200), 2**200),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes().map(
        lambda moment: moment.replace(fold=0)
    ),  # a sheet's clock has no second 02:30 in autumn
    st.times().map(lambda moment: moment.replace(fold=0)),
    st.timedeltas(),
)
TITLES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
WORKBOOKS = st.lists(
    st.builds(Tab, TITLES, st.lists(st.lists(CELLS, max_size=5).map(tuple), max_size=5).map(tuple)),
    max_size=4,
    unique_by=lambda tab: tab.title,
).map(lambda tabs: Workbook(tuple(tabs)))


only_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def backend(request: pytest.FixtureRequest) -> str:
    """Which database a test is about: it is run with each, unless it is marked for one."""
    return str(request.param)


@pytest.fixture(scope="module")
def new_address(
    backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Addresses at which there is nothing yet, but for the empty database that PostgreSQL asks for."""
    if backend == "postgresql":
        server: Server = request.getfixturevalue("postgresql_server")
        return server.database
    return lambda: f"sqlite:///{tmp_path_factory.mktemp('database')}/season.db"


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    return new_address()


@pytest.fixture
def store(address: str) -> Store:
    return open_store(address, first=lambda: SEASON, create=True)


@pytest.fixture(scope="module")
def lasting_store(new_address: Callable[[], str]) -> Store:
    return open_store(new_address(), create=True)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stores opened from here on give up on a lock soon."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    monkeypatch.setattr(postgresql, "BUSY_SECONDS", 0.01)


def exact(workbook: Workbook) -> list[tuple[str, list[list[tuple[type, str]]]]]:
    """The workbook so that ``==`` tells 1 from True and 1.0, and finds nan the same as nan."""
    return [
        (tab.title, [[(type(cell), repr(cell)) for cell in row] for row in tab.rows]) for tab in workbook.tabs
    ]


def never() -> NoReturn:
    raise AssertionError("a workbook was made for a database that has one")


def path_of(address: str) -> Path:
    """The file of a SQLite database."""
    return Path(address.removeprefix("sqlite:///"))


Session = sqlite3.Connection | psycopg.Connection[tuple[Any, ...]]


def session(address: str) -> Session:
    """Another program at the database, past the store."""
    if address.startswith("postgresql"):
        return connected(address)
    return sqlite3.connect(path_of(address), isolation_level=None)


def locked(address: str) -> Session:
    """Another program in the middle of a write."""
    other = session(address)
    if isinstance(other, sqlite3.Connection):
        other.execute("BEGIN IMMEDIATE")
    else:
        other.execute("BEGIN")
        other.execute(f"SELECT pg_advisory_xact_lock({postgresql.LOCK}, hashtext('public'))")
    return other


@given(workbook=WORKBOOKS)
def test_any_workbook_comes_back_cell_for_cell(lasting_store: Store, workbook: Workbook) -> None:
    lasting_store.replace(workbook)
    assert exact(lasting_store.fetch()) == exact(workbook)


@pytest.mark.parametrize(
    "cell",
    [
        datetime(2022, 5, 3, 23, 59, 59, 999000),
        datetime(2022, 5, 3, 23, 59, 59, 999999),
        datetime(2022, 5, 4),
        date(2022, 5, 4),
        time(23, 59, 59, 999000),
        timedelta(days=-1, microseconds=1),
        "2022-05-03T23:59:59",
        '{"float":"nan"}',
        float("nan"),
        float("-inf"),
        -0.0,
        0.1 + 0.2,
        2**63,
        True,
        "",
        "\x00\r\n\u2028\U0001f600",
    ],
    ids=repr,
)
def test_a_cell_keeps_its_type_and_its_last_digit(lasting_store: Store, cell: Cell) -> None:
    workbook = Workbook((Tab("t", ((cell, None, cell), (), (None,))),))
    lasting_store.replace(workbook)
    assert exact(lasting_store.fetch()) == exact(workbook)


def test_a_title_with_a_character_that_a_database_cannot_keep_is_said_and_nothing_is_lost(
    store: Store, backend: str
) -> None:
    odd = Workbook((Tab("\0", (("a",),)),))
    if backend == "sqlite":
        store.replace(odd)
        assert store.fetch() == odd
    else:
        with pytest.raises(WorkbookError, match="A title holds a character"):
            store.replace(odd)
        assert store.fetch() == SEASON


def test_what_was_written_is_there_for_who_opens_the_database_next(store: Store, address: str) -> None:
    store.append("답", HEADER, [("나래", 2, None)])
    assert open_store(address).fetch() == Workbook(
        (SEASON.tabs[0], Tab("답", (HEADER, ANSWER, ("나래", 2, None))))
    )


def test_an_answer_goes_to_the_end_of_its_tab_whatever_else_was_written_between(store: Store) -> None:
    for number in (1, 2, 3):
        store.append("답", HEADER, [("다온", number)])
        store.append("설정", ("키", "값"), [("key", number)])
    settings, answers = store.fetch().tabs
    assert answers.rows[2:] == (("다온", 1), ("다온", 2), ("다온", 3))
    assert settings.rows[2:] == (("key", 1), ("key", 2), ("key", 3))


def test_several_rows_are_written_in_their_order(store: Store) -> None:
    store.append("답", HEADER, [("나래", 2), ("다온", 1)])
    assert store.fetch().tabs[1].rows == (HEADER, ANSWER, ("나래", 2), ("다온", 1))


@pytest.mark.parametrize("title", ["답", "새 탭"])
def test_of_several_rows_all_are_written_or_none(store: Store, title: str) -> None:
    before = store.version()
    with pytest.raises(WorkbookError, match="half a character"):
        store.append(title, HEADER, [("나래", 2), ("\ud83d", 1)])
    assert (store.fetch(), store.version()) == (SEASON, before)


def test_rows_made_for_a_version_are_written_to_that_version_alone(store: Store, address: str) -> None:
    since = store.version()
    store.append("답", HEADER, [("나래", 2)], since)
    with pytest.raises(WorkbookChangedError, match="was changed meanwhile"):
        open_store(address).append("답", HEADER, [("나래", 2)], since)
    assert store.fetch().tabs[1].rows == (HEADER, ANSWER, ("나래", 2))
    store.append("답", HEADER, [("다온", 1)], store.version())
    assert store.fetch().tabs[1].rows == (HEADER, ANSWER, ("나래", 2), ("다온", 1))


def test_of_two_that_write_for_the_same_version_at_once_one_is_told(store: Store, address: str) -> None:
    since, start = store.version(), Barrier(2)

    def write(number: int) -> bool:
        other = open_store(address)
        start.wait()
        try:
            other.append("답", HEADER, [("가람", number)], since)
        except WorkbookChangedError:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        written = list(both.map(write, (1, 2)))
    assert sorted(written) == [False, True]
    assert store.fetch().tabs[1].rows == (HEADER, ANSWER, ("가람", 1 + written.index(True)))


def test_a_tab_that_is_not_there_is_made_after_the_last_with_its_header(store: Store) -> None:
    store.append("새 탭", HEADER, [ANSWER])
    store.append("새 탭", HEADER, [ANSWER])
    assert store.fetch() == Workbook((*SEASON.tabs, Tab("새 탭", (HEADER, ANSWER, ANSWER))))


def test_a_tab_without_rows_gets_the_header_first(store: Store) -> None:
    store.replace(Workbook((Tab("답", ()),)))
    store.append("답", HEADER, [ANSWER])
    assert store.fetch() == Workbook((Tab("답", (HEADER, ANSWER)),))


@pytest.mark.parametrize("header", [("이름", "링크", "주차"), ("이름", "주차"), (), (*HEADER, "메모")])
def test_a_row_made_for_other_columns_is_refused_and_nothing_is_written(
    store: Store, header: tuple[str, ...]
) -> None:
    before = store.version()
    with pytest.raises(HeaderChangedError, match="답"):
        store.append("답", header, [ANSWER])
    assert (store.fetch(), store.version()) == (SEASON, before)


def test_blank_cells_at_the_end_make_no_other_header(store: Store) -> None:
    store.append("답", (*HEADER, "", None), [ANSWER])
    store.replace(Workbook((Tab("답", ((*HEADER, None, ""), ANSWER)),)))
    store.append("답", HEADER, [ANSWER])
    assert store.fetch().tabs[0].rows == ((*HEADER, None, ""), ANSWER, ANSWER)


def test_a_workbook_takes_the_place_of_all_that_was_there(store: Store) -> None:
    other = Workbook((Tab("답", ()), Tab("설정", (("a",),))))
    store.replace(other)
    assert store.fetch() == other


def test_a_workbook_that_cannot_be_written_whole_leaves_the_old_one(store: Store) -> None:
    before = store.version()
    with pytest.raises(WorkbookError, match="Two tabs have the title 답"):
        store.replace(Workbook((Tab("새", (("a",),)), Tab("답", ()), Tab("답", ()))))
    with pytest.raises(WorkbookError, match="half a character"):
        store.replace(Workbook((Tab("새", (("a",), ("\ud83d",))),)))
    assert (store.fetch(), store.version()) == (SEASON, before)


def test_the_version_changes_with_each_write_by_anybody_and_with_nothing_else(
    store: Store, address: str
) -> None:
    other = open_store(address)
    seen = [store.version()]
    for write in (
        lambda: store.append("답", HEADER, [ANSWER]),
        lambda: other.append("답", HEADER, [ANSWER]),
        lambda: other.replace(SEASON),
        lambda: store.replace(SEASON),
    ):
        write()
        assert store.version() == other.version()
        seen.append(store.version())
        store.fetch()
        assert store.version() == seen[-1]
    assert len(set(seen)) == 5


@only_sqlite
def test_an_answer_is_never_written_to_a_file_that_was_deleted(store: Store, address: str) -> None:
    store.append("t", ("h",), [("first",)])
    path = path_of(address)
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    for use in (store.version, store.fetch, lambda: store.append("t", ("h",), [("lost",)])):
        with pytest.raises(WorkbookError, match="There is no workbook at"):
            use()
    assert not path.exists()


@only_sqlite
def test_a_database_that_another_was_put_in_place_of_is_opened_anew(
    store: Store, address: str, tmp_path: Path
) -> None:
    store.append("t", ("h",), [("old",)])
    other = open_store(f"sqlite:///{tmp_path / 'other.db'}", create=True)
    other.append("t", ("h",), [("new",)])
    other._reading.dispose()  # type: ignore[attr-defined]
    path = path_of(address)
    for file in path.parent.glob(f"{path.name}-*"):
        file.unlink()
    (tmp_path / "other.db").replace(path)
    store.append("t", ("h",), [("newer",)])
    assert [row for tab in open_store(address).fetch().tabs for row in tab.rows] == [
        ("h",),
        ("new",),
        ("newer",),
    ]


def test_a_new_database_is_filled_once_and_never_again(store: Store, address: str) -> None:
    store.replace(Workbook(()))
    assert open_store(address, first=never, create=True).fetch() == Workbook(())


def test_a_database_made_without_a_workbook_stays_empty_until_it_is_first_given_one(address: str) -> None:
    assert open_store(address, create=True).fetch() == Workbook(())
    assert open_store(address).fetch() == Workbook(())
    assert open_store(address, first=lambda: SEASON).fetch() == SEASON
    assert open_store(address, first=never).fetch() == SEASON


def test_a_sample_that_cannot_be_made_leaves_a_database_that_can_still_be_filled(address: str) -> None:
    with pytest.raises(AssertionError):
        open_store(address, first=never, create=True)
    with pytest.raises(WorkbookError, match="no workbook in"):
        open_store(address)
    assert open_store(address, first=lambda: SEASON, create=True).fetch() == SEASON


def test_a_new_database_that_another_program_is_just_making_is_waited_for(address: str) -> None:
    other = locked(address)
    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(open_store, address, lambda: SEASON, True)
        with pytest.raises(TimeoutError):
            opened.result(timeout=0.1)
        other.execute("COMMIT")
        assert opened.result(timeout=30).fetch() == SEASON
    other.close()


def test_the_folders_of_a_new_database_are_made(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/a/b/season.db", create=True)
    assert (tmp_path / "a" / "b" / "season.db").is_file()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WorkbookError, match=r"The folder .*file.* cannot be made"):
        open_store(f"sqlite:///{tmp_path}/file/season.db", create=True)


@pytest.mark.parametrize("create", [False, True])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, create: bool) -> None:
    (tmp_path / "notes.db").write_text("no database at all\n" * 500)
    with pytest.raises(WorkbookError, match="is not a SQLite database"):
        open_store(f"sqlite:///{tmp_path}/notes.db", first=never, create=create)
    assert (tmp_path / "notes.db").read_text() == "no database at all\n" * 500


@pytest.mark.parametrize("create", [False, True])
def test_a_folder_is_no_database(tmp_path: Path, create: bool) -> None:
    with pytest.raises(WorkbookError, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path}", create=create)


@pytest.mark.parametrize("address", ["sqlite:///", "sqlite:///:memory:", "sqlite:///."])
def test_an_address_without_a_file_is_refused(address: str) -> None:
    with pytest.raises(WorkbookError, match="names no file"):
        open_store(address, create=True)


def test_a_database_of_another_program_holds_no_workbook(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE bookmarks (id INTEGER)")
    other.close()
    with pytest.raises(WorkbookError, match="no workbook in"):
        open_store(f"sqlite:///{tmp_path}/other.db")


def test_tables_of_the_same_name_but_another_shape_are_said(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE workbook (author TEXT)")
    other.close()
    with pytest.raises(WorkbookError, match=r"cannot be used: .*version"):
        open_store(f"sqlite:///{tmp_path}/other.db")


@only_sqlite
def test_a_damaged_database_is_said(address: str, tmp_path: Path) -> None:
    open_store(address, first=lambda: SEASON, create=True)
    with sqlite3.connect(path_of(address)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = bytearray(path_of(address).read_bytes())
    data[200:] = b"\xa5" * (len(data) - 200)
    (tmp_path / "copy.db").write_bytes(data)
    with pytest.raises(WorkbookError, match="is damaged"):
        open_store(f"sqlite:///{tmp_path}/copy.db")


@only_sqlite
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_database_that_may_not_be_written_is_read_and_says_so(store: Store, address: str) -> None:
    path_of(address).chmod(0o444)
    reader = open_store(address)
    assert (reader.fetch(), reader.writable) == (SEASON, False)
    with pytest.raises(WorkbookError, match="cannot be written"):
        reader.append("답", HEADER, [ANSWER])


@only_sqlite
@pytest.mark.parametrize(
    ("pragma", "message"),
    [("PRAGMA query_only = ON", "cannot be written"), ("PRAGMA max_page_count = 1", "is full")],
)
def test_a_database_that_takes_no_more_says_why_and_keeps_what_it_has(
    address: str, monkeypatch: pytest.MonkeyPatch, pragma: str, message: str
) -> None:
    open_store(address, first=lambda: SEASON, create=True)
    plain = sqlite.make_engines

    def limited(url: database.URL, name: str) -> tuple[sqlite.Engine, sqlite.Engine]:
        engines = plain(url, name)
        event.listen(engines[0], "connect", lambda connection, _: connection.execute(pragma))
        return engines

    monkeypatch.setattr(sqlite, "make_engines", limited)
    store = open_store(address)
    with pytest.raises(WorkbookError, match=message):
        store.append("답", HEADER, [("다온", 1, "x" * 100_000)])
    assert store.fetch() == SEASON


def test_a_reader_does_not_wait_for_a_writer(impatient: None, store: Store, address: str) -> None:
    other = locked(address)
    other.execute("DELETE FROM row")
    assert store.fetch() == SEASON
    assert store.version() == "1"
    assert open_store(address, first=never, create=True).fetch() == SEASON
    other.close()


def test_a_writer_does_not_wait_for_a_reader(impatient: None, address: str) -> None:
    store = open_store(address, first=lambda: SEASON, create=True)
    other = session(address)
    other.execute("BEGIN ISOLATION LEVEL REPEATABLE READ" if "postgresql" in address else "BEGIN")
    before = other.execute("SELECT count(*) FROM row").fetchone()
    store.append("답", HEADER, [ANSWER])
    assert other.execute("SELECT count(*) FROM row").fetchone() == before
    other.close()
    assert store.fetch().tabs[1].rows == (HEADER, ANSWER, ANSWER)


@only_sqlite
def test_a_commit_waits_for_the_disk(store: database.Database) -> None:
    """What kill -9 cannot show, since the system still writes what it was given: a loss of power."""
    with store._reading.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL


def test_a_writer_that_waited_in_vain_says_so_and_writes_the_next_time(
    impatient: None, store: Store, address: str
) -> None:
    other = locked(address)
    with pytest.raises(WorkbookError, match="locked"):
        store.append("답", HEADER, [ANSWER])
    other.close()
    store.append("답", HEADER, [ANSWER])
    assert store.fetch().tabs[1].rows == (HEADER, ANSWER, ANSWER)


def test_a_writer_waits_for_another_to_finish(store: Store, address: str) -> None:
    other = locked(address)
    writer = Thread(target=store.append, args=("답", HEADER, [("나래", 2)]))
    writer.start()
    writer.join(timeout=0.05)
    assert writer.is_alive()
    other.execute("COMMIT")
    writer.join(timeout=30)
    other.close()
    assert store.fetch().tabs[1].rows[-1] == ("나래", 2)


def test_a_fetch_sees_the_workbook_of_one_moment(store: Store, address: str) -> None:
    one = Workbook(tuple(Tab(f"tab {number}", (("one",),) * 20) for number in range(5)))
    two = Workbook(tuple(Tab(f"tab {number}", (("two",),) * 30) for number in range(7)))
    store.replace(one)
    done = Event()

    def swap() -> None:
        writer = open_store(address)
        for _ in range(20):
            writer.replace(two)
            writer.replace(one)
        done.set()

    thread = Thread(target=swap)
    thread.start()
    seen = []
    while not done.is_set():
        seen.append(store.fetch())
    thread.join()
    assert all(workbook in (one, two) for workbook in seen)


def test_fifty_answers_at_once_from_threads_of_one_program_all_arrive_once(store: Store) -> None:
    start = Barrier(50)

    def hand_in(number: int) -> None:
        start.wait()
        store.append("답", HEADER, [("가람", number)])

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(hand_in, range(50)))
    assert sorted(store.fetch().tabs[1].rows[2:]) == [("가람", number) for number in range(50)]
    assert store.version() == "51"


def hand_in_from_a_process(address: str, number: int, wait: Callable[[], object]) -> None:
    wait()
    open_store(address, first=lambda: SEASON, create=True).append("새", HEADER, [("가람", number)])


def test_fifty_programs_that_start_at_once_fill_the_database_once_and_all_answers_arrive_once(
    address: str, fork_server: ForkServerContext
) -> None:
    fork_server.set_forkserver_preload(
        ["studylib.stores.database.database", "tests.stores.database.test_database"]
    )
    start = fork_server.Barrier(50)
    programs = [
        fork_server.Process(target=hand_in_from_a_process, args=(address, number, start.wait))
        for number in range(50)
    ]
    for program in programs:
        program.start()
    for program in programs:
        program.join(timeout=60)
    assert [program.exitcode for program in programs] == [0] * 50
    *sample, answers = open_store(address).fetch().tabs
    assert Workbook(tuple(sample)) == SEASON
    assert answers.rows[0] == HEADER
    assert sorted(answers.rows[1:]) == [("가람", number) for number in range(50)]


ENDLESS = """
import sys
from studylib.stores.opening import open_store
store = open_store(sys.argv[1], create=True)
number = 0
while True:
    store.append("답", ("이름", "주차", "링크"), [("가람", number)])
    print(number, flush=True)
    number += 1
"""


@pytest.mark.parametrize("answers", [1, 2, 40])
def test_an_acknowledged_answer_survives_kill_9(address: str, answers: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, address], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as program:
        assert program.stdout is not None
        acknowledged = [program.stdout.readline() for _ in range(answers)]
        program.send_signal(signal.SIGKILL)
        acknowledged += program.stdout.readlines()
    assert program.returncode == -signal.SIGKILL
    numbers = [int(line) for line in acknowledged if line.endswith("\n")]
    store = open_store(address)
    (tab,) = store.fetch().tabs
    kept = [row[1] for row in tab.rows[1:]]
    assert kept in (numbers, [*numbers, len(numbers)])  # the last one may be written and not yet said
    store.append("답", HEADER, [("가람", "after")])
    assert store.fetch().tabs[0].rows[-1] == ("가람", "after")


def test_a_program_that_is_killed_while_it_writes_takes_nothing_from_one_that_goes_on(address: str) -> None:
    store = open_store(address, create=True)
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, address], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as program:
        assert program.stdout is not None
        acknowledged = [program.stdout.readline()]
        for number in range(40):
            store.append("답", HEADER, [("나래", number)])
            if number == 20:
                program.send_signal(signal.SIGKILL)
        acknowledged += [line for line in program.stdout.readlines() if line.endswith("\n")]
    rows = store.fetch().tabs[0].rows[1:]
    assert [row[1] for row in rows if row[0] == "나래"] == list(range(40))
    killed = [row[1] for row in rows if row[0] == "가람"]
    assert killed == list(range(len(killed)))
    assert len(killed) - len(acknowledged) in (0, 1)  # the last one may be written and not yet said


# ---- changing rows that are there ----


def test_rows_are_changed_where_they_stand_and_new_ones_come_after_them(store: Store) -> None:
    store.rewrite(
        [
            Edit("답", 2, ANSWER, ("가람", 2, "https://example.org/1")),
            Edit("설정", 2, ("스터디", "표본", None), ()),
            Edit("답", 3, None, ("나래", 1)),
            Edit("답", 4, None, ("다온", 1)),
            Edit("새 탭", 1, None, ("h",)),
        ],
        store.version(),
    )
    assert store.fetch() == Workbook(
        (
            Tab("설정", (("키", "값"), ())),
            Tab("답", (HEADER, ("가람", 2, "https://example.org/1"), ("나래", 1), ("다온", 1))),
            Tab("새 탭", (("h",),)),
        )
    )
    assert store.version() == "2"


@pytest.mark.parametrize(
    "edit",
    [
        Edit("답", 2, ("나래", *ANSWER[1:]), ("x",)),
        Edit("답", 2, ("가람", 1.0, ANSWER[2]), ("x",)),
        Edit("답", 2, (*ANSWER, "more"), ("x",)),
        Edit("답", 3, ("가람",), ("x",)),
        Edit("답", 3, (), ("x",)),
        Edit("답", 0, HEADER, ("x",)),
        Edit("답", 2, None, ("x",)),
        Edit("답", 4, None, ("x",)),
        Edit("없는 탭", 2, None, ("x",)),
        Edit("없는 탭", 1, ("y",), ("x",)),
    ],
    ids=repr,
)
def test_a_row_that_is_no_longer_what_it_was_is_named_and_nothing_at_all_is_written(
    store: Store, edit: Edit
) -> None:
    before = store.version()
    fine = Edit("설정", 2, ("스터디", "표본"), ("스터디", "다른 이름"))
    with pytest.raises(WorkbookChangedError, match=rf"Row {edit.number} of the tab {edit.title} was changed"):
        store.rewrite([fine, edit])
    assert (store.fetch(), store.version()) == (SEASON, before)


def test_rows_changed_for_a_version_are_written_to_that_version_alone(store: Store) -> None:
    since = store.version()
    store.append("답", HEADER, [("나래", 2)])
    edit = Edit("설정", 2, ("스터디", "표본"), ("스터디", "다른 이름"))
    with pytest.raises(WorkbookChangedError, match="was changed meanwhile"):
        store.rewrite([edit], since)
    store.rewrite([edit])
    assert store.fetch().tabs[0].rows[1] == ("스터디", "다른 이름")


def test_a_row_with_a_cell_that_equals_nothing_can_be_changed(store: Store) -> None:
    store.append("답", HEADER, [(float("nan"),)])
    store.rewrite([Edit("답", 3, (float("nan"),), (1,))])
    assert store.fetch().tabs[1].rows[2] == (1,)


def count_up(address: str) -> int:
    """One more in the cell of the counter, and a row that says so; how often it had to be tried again."""
    store, again = open_store(address), 0
    while True:
        rows = store.fetch().tabs[0].rows
        number = rows[1][0]
        assert isinstance(number, int)
        try:
            store.rewrite(
                [Edit("t", 2, rows[1], (number + 1,)), Edit("t", len(rows) + 1, None, (number + 1, "kept"))]
            )
        except WorkbookChangedError:
            again += 1
        else:
            return again


def counter(address: str) -> tuple[Row, ...]:
    return open_store(address).fetch().tabs[0].rows


def test_of_fifty_who_change_one_cell_at_once_none_is_lost(address: str) -> None:
    open_store(address, first=lambda: Workbook((Tab("t", (("n",), (0,))),)), create=True)
    with ThreadPoolExecutor(50) as pool:
        again = sum(pool.map(count_up, [address] * 50))
    assert counter(address) == (("n",), (50,), *((number, "kept") for number in range(1, 51)))
    assert again, "they never met, so nothing was shown"


COUNTING = """
import sys
from tests.stores.database.test_database import count_up
while True:
    count_up(sys.argv[1])
    print("one more", flush=True)
"""


@pytest.mark.parametrize("milliseconds", [0, 1, 3, 7, 20])
def test_a_change_is_whole_or_not_there_after_kill_9(address: str, milliseconds: int) -> None:
    open_store(address, first=lambda: Workbook((Tab("t", (("n",), (0,))),)), create=True)
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", COUNTING, address]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        acknowledged = [program.stdout.readline()]
        Event().wait(milliseconds / 1000)
        program.send_signal(signal.SIGKILL)
        acknowledged += [line for line in program.stdout.readlines() if line.endswith("\n")]
    _, (number,), *kept = counter(address)
    assert kept == [(each, "kept") for each in range(1, number + 1)]
    assert number - len(acknowledged) in (0, 1)  # the last one may be written and not yet said
    count_up(address)
    assert counter(address)[1] == (number + 1,)

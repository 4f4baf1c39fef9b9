"""What is true of a SQLite file alone."""

import os
import shutil
import sqlite3
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, event

from studylib.stores.database import database, sqlite, sqlite_file
from studylib.stores.opening import open_store
from studylib.stores.store import Store, WorkbookChangedError, find_workbook_id
from studylib.text.errors import WorkbookError
from tests.stores.database.databases import ANSWER, HEADER, SEASON, count_writes, never, path_of
from tests.stores.faults import frozen_file

only_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


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


@only_sqlite
@pytest.mark.parametrize(
    "by", ["copying over it", "copying over it beside its log", "putting it in its place"]
)
def test_another_file_of_the_same_count_is_another_version(
    store: Store, address: str, tmp_path: Path, by: str
) -> None:
    """A server on the sample saw no change when another database of one write came in its place."""
    before = store.version()
    other = open_store(f"sqlite:///{tmp_path / 'other.db'}", create=True)
    other.append("t", ("h",), [("new",)])
    assert count_writes(other) == count_writes(store)
    other._reading.dispose()  # type: ignore[attr-defined]
    path = path_of(address)
    for file in path.parent.glob(f"{path.name}-*") if by != "copying over it beside its log" else ():
        file.unlink()
    if by.startswith("copying over it"):
        shutil.copyfile(tmp_path / "other.db", path)
    else:
        (tmp_path / "other.db").replace(path)
    assert store.version() != before
    with pytest.raises(WorkbookChangedError):
        store.append("t", ("h",), [("meant for the old one",)], before)
    assert [row for tab in store.fetch().tabs for row in tab.rows] == [("h",), ("new",)]


@only_sqlite
def test_two_copies_that_go_their_own_ways_are_two_versions(
    store: Store, address: str, tmp_path: Path
) -> None:
    store.append("t", ("h",), [("both",)])
    shutil.copyfile(path_of(address), tmp_path / "copy.db")
    copy = open_store(f"sqlite:///{tmp_path / 'copy.db'}")
    assert copy.version() == store.version()
    store.append("t", ("h",), [("here",)])
    copy.append("t", ("h",), [("there",)])
    assert count_writes(copy) == count_writes(store)
    assert copy.version() != store.version()


@only_sqlite
def test_a_plain_copy_of_the_file_holds_every_acknowledged_write(
    store: Store, address: str, tmp_path: Path
) -> None:
    """All 47 answers lay in the log beside the file, and a copy of the file alone had none."""
    for number in range(47):
        store.append("답", HEADER, [("가람", number, "https://example.org/1")])
        if number % 10 == 0 or number == 46:
            shutil.copyfile(path_of(address), tmp_path / f"{number}.db")
            copy = open_store(f"sqlite:///{tmp_path / f'{number}.db'}").fetch()
            assert copy == store.fetch()


@only_sqlite
@pytest.mark.parametrize("beside", [("-wal",), ("-wal", "-shm")])
def test_a_log_deleted_under_the_program_loses_no_acknowledged_answer(
    store: Store, address: str, beside: tuple[str, ...]
) -> None:
    path = path_of(address)
    for number in range(3):
        store.append("답", HEADER, [("가람", number, "https://example.org/1")])
        for end in beside:
            path.with_name(path.name + end).unlink()
    assert len(store.fetch().tabs[1].rows) == len(SEASON.tabs[1].rows) + 3
    assert open_store(address).fetch() == store.fetch()


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


def test_tables_of_the_same_name_but_another_shape_are_reported(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE workbook (author TEXT)")
    other.close()
    with pytest.raises(WorkbookError, match=r"cannot be used: .*version"):
        open_store(f"sqlite:///{tmp_path}/other.db")


@only_sqlite
def test_a_damaged_database_is_reported(address: str, tmp_path: Path) -> None:
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

    def limited(url: URL, name: str) -> tuple[Engine, Engine]:
        engines = plain(url, name)
        event.listen(engines[0], "connect", lambda connection, _: connection.execute(pragma))
        return engines

    monkeypatch.setattr(sqlite, "make_engines", limited)
    store = open_store(address)
    with pytest.raises(WorkbookError, match=message):
        store.append("답", HEADER, [("다온", 1, "x" * 100_000)])
    assert store.fetch() == SEASON


@only_sqlite
def test_a_file_that_changes_at_every_look_lets_a_writer_in(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_at_files, moments = sqlite_file.look_at_files, count(1)

    def look_at_a_busy_file(path: str, name: str) -> sqlite_file.Look:
        return look_at_files(path, name)._replace(changed_at=next(moments))

    monkeypatch.setattr(sqlite_file, "look_at_files", look_at_a_busy_file)
    for _ in range(3):
        store.append("답", HEADER, [ANSWER])
    assert store.fetch().tabs[1].rows[-3:] == (ANSWER,) * 3


@only_sqlite
def test_a_commit_waits_for_the_disk(store: database.Database) -> None:
    """What kill -9 cannot show, since the system still writes what it was given: a loss of power."""
    with store._reading.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL


@only_sqlite
def test_a_file_that_could_only_be_read_at_the_start_is_written_as_soon_as_it_may_be(
    store: database.Database, address: str
) -> None:
    store._reading.dispose()
    with frozen_file(path_of(address)):
        reader = open_store(address)
        assert (reader.fetch(), reader.writable) == (SEASON, False)
    reader.version()
    assert reader.writable
    reader.append("답", HEADER, [ANSWER])
    assert reader.fetch().tabs[1].rows == (HEADER, ANSWER, ANSWER)


@only_sqlite
def test_the_log_is_empty_at_rest_so_that_it_never_meets_another_file(store: Store, address: str) -> None:
    for number in range(3):
        store.append("답", HEADER, [("가람", number)])
        assert path_of(f"{address}-wal").stat().st_size == 0


@only_sqlite
def test_each_write_keeps_the_id_of_the_workbook_and_a_replacement_draws_another(store: Store) -> None:
    first = find_workbook_id(store.version())
    store.append("답", HEADER, [ANSWER])
    assert find_workbook_id(store.version()) == first
    store.replace(SEASON)
    assert first != find_workbook_id(store.version()) != ""

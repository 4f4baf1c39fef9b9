"""A season is kept in a file, wiped, and put back: the same workbook, whichever database it comes from or goes to."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest
from typer.testing import CliRunner, Result

from studylib import cli, clock
from studylib.changes import history
from studylib.changes.draft import Change, Draft, make_change
from studylib.source import save, season
from studylib.stores import backup
from studylib.stores.opening import open_store
from studylib.stores.xlsx import write
from studylib.text.message import sentence
from studylib.workbook import sample
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.layouts import EXCUSES
from tests.cli.program import group
from tests.stand_ins.postgresql import Server, connected
from tests.stores.backups import first, lines
from tests.stores.workbooks import exact

NOW = datetime(2022, 6, 20, 3, tzinfo=UTC)
BACKENDS = ["sqlite", "postgresql"]
SMALL = Workbook((Tab("t", (("h",), (1,), ())), Tab("empty", ())))


@pytest.fixture(autouse=True)
def outset(outset: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the clock behind the season's end."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def database(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """The address of a new database of that kind."""

    def made(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path}/{len(list(tmp_path.iterdir()))}.db"
        server: Server = request.getfixturevalue("postgresql_server")
        return server.database()

    return made


def run(address: str, *arguments: str) -> Result:
    result = CliRunner().invoke(cli.app, ["--workbook", address, *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def closed_season(address: str) -> Workbook:
    """A season in a new database, with a closed month and a change in its history."""
    store = open_store(address, first=group, create=True)
    assert run(address, "close", "2022-05").exit_code == 0

    def excuse(season: season.Season) -> Change:
        draft = Draft(EXCUSES, added=({"week": 3, "member": "하나"},))
        return make_change(season.cells, season.cells, draft, sentence("excused"), "ko")

    save.save_change(store, excuse, NOW)
    return store.fetch()


def wipe(address: str) -> None:
    if address.startswith("sqlite"):
        for file in Path(address.removeprefix("sqlite:///")).parent.glob("*.db*"):
            file.unlink()
        return
    with connected(address) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


@pytest.mark.parametrize("target", BACKENDS)
@pytest.mark.parametrize("origin", BACKENDS)
def test_backup_wipe_restore_gives_the_same_workbook_closed_months_and_history_included(
    database: Callable[[str], str], origin: str, target: str
) -> None:
    address = database(origin)
    before = closed_season(address)
    kept = run(address, "backup", "kept.jsonl.gz")
    assert (kept.exit_code, kept.stdout) == (
        0,
        f"kept.jsonl.gz: {len(before.tabs)} tabs, {sum(len(tab.rows) for tab in before.tabs)} rows written.\n",
    )
    printed = run(address, "settlement", "--format", "json").stdout
    wipe(address)
    elsewhere = address if origin == target else database(target)
    assert run(elsewhere, "restore", "kept.jsonl.gz").exit_code == 0
    after = open_store(elsewhere).fetch()
    assert exact(after) == exact(before)
    assert run(elsewhere, "settlement", "--format", "json").stdout == printed
    assert '"closed": true' in printed
    assert history.read_history(after) == history.read_history(before)
    assert len(history.read_history(after)) == 2, "the closing, and the excuse"


@pytest.mark.parametrize("kind", BACKENDS)
def test_a_season_that_is_there_is_replaced_only_when_asked(
    database: Callable[[str], str], kind: str, tmp_path: Path
) -> None:
    address = database(kind)
    there = closed_season(address)
    backup.write_backup(SMALL, tmp_path / "small", NOW)
    refused = run(address, "restore", "small")
    assert (refused.exit_code, open_store(address).fetch()) == (2, there)
    assert "Say --replace" in refused.stderr
    assert run(address, "restore", "small", "--replace").exit_code == 0
    assert open_store(address).fetch() == SMALL


def test_the_sample_is_replaced_without_asking(database: Callable[[str], str], tmp_path: Path) -> None:
    address = database("sqlite")
    open_store(address, first=lambda: sample.make_sample(NOW), create=True)
    backup.write_backup(SMALL, tmp_path / "small", NOW)
    assert run(address, "restore", "small").exit_code == 0
    assert open_store(address).fetch() == SMALL


def test_a_workbook_outside_a_database_is_backed_up_too(tmp_path: Path) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    assert run("season.xlsx", "backup", "kept").exit_code == 0
    assert run("sqlite:///new.db", "restore", "kept").exit_code == 0
    assert open_store("sqlite:///new.db").fetch() == open_store("season.xlsx").fetch()


TAB = '{"tab": "t", "rows": 1}'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 an .xlsx file",
        b"SQLite format 3\0" * 100,
        gzip.compress(b""),
        gzip.compress(b"\xff\xfe"),
        lines("[]"),
        lines("{}"),
        lines(first(kind="something else")),
        lines(first()),
        lines(first(2), TAB, "[1]"),
        lines(first(), TAB),
        lines(first(), TAB, "[1]", "[2]"),
        lines(first(), TAB, "[[1]]"),
        lines(first(), TAB, '[{"float":"x"}]'),
        lines(first(), TAB, '[{"date":"2022-05-03","time":"00:00"}]'),
        lines(first(), TAB, "[1],[2]"),
        lines(first(), TAB, "[" * 100_000),
        lines(first(), '{"tab": 1, "rows": 1}', "[1]"),
        lines(first(2), TAB, "[1]", TAB, "[1]"),
        lines(first(tabs="1"), TAB, "[1]"),
    ],
    ids=map(str, count()),
)
def test_what_is_no_backup_changes_nothing(
    database: Callable[[str], str], tmp_path: Path, data: bytes
) -> None:
    address = database("sqlite")
    there = closed_season(address)
    (tmp_path / "foreign").write_bytes(data)
    result = run(address, "restore", "foreign", "--replace")
    assert (result.exit_code, open_store(address).fetch()) == (2, there)
    assert result.stderr == (
        "foreign is not a backup of Studyboard, or it is damaged. Nothing was changed. Use another copy.\n"
    )


def test_a_file_that_is_not_there_makes_no_database(tmp_path: Path) -> None:
    result = run("sqlite:///new.db", "restore", "missing")
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "The file missing cannot be read: No such file or directory." in result.stderr


@pytest.mark.parametrize("kind", BACKENDS)
def test_a_backup_is_of_one_moment_while_others_write(
    database: Callable[[str], str], kind: str, tmp_path: Path
) -> None:
    address = database(kind)
    one = Workbook(tuple(Tab(f"tab {number}", (("one",),) * 20) for number in range(5)))
    two = Workbook(tuple(Tab(f"tab {number}", (("two",),) * 30) for number in range(7)))
    writer = open_store(address, first=lambda: one, create=True)
    done = Event()

    def swap() -> None:
        while not done.is_set():
            writer.replace(two)
            writer.replace(one)

    thread = Thread(target=swap)
    thread.start()
    try:
        for number in range(5):
            assert run(address, "backup", f"{number}.gz").exit_code == 0
    finally:
        done.set()
        thread.join()
    assert all(backup.read_backup(tmp_path / f"{number}.gz") in (one, two) for number in range(5))

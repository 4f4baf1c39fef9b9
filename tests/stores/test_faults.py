"""The table of faults: for each place of a workbook, each fault and each moment, what people are told.

A fault ends by itself or by an administrator. Then all goes on by itself. Nothing is lost and nothing is there twice. A
page that has a copy in memory always shows it, with its age.
"""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from studylib import clock
from studylib.source import slow_failure
from studylib.source.reader import Reader
from studylib.stores.database import postgresql, sqlite
from studylib.stores.opening import open_store
from studylib.stores.store import Store, WorkbookChangedError
from studylib.stores.xlsx.write import write_xlsx
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Tab
from tests.season.seasons import book
from tests.stand_ins.googlesheets.server import Google
from tests.stand_ins.postgresql import Server, connected, serving
from tests.stores import faults
from tests.stores.faults import HEADER, TITLE, Fault, Place, answer, hand_in, list_numbers
from tests.stores.google.sheets import writing

MOMENTS = ("first read", "later read", "write")

FINE = ""
"""The fault is not felt at that moment."""
NEVER = None
"""The fault cannot be there at that moment."""

GONE = "There is no workbook at .*season.db. Check the address"
LOCKED = "Another program has kept the database .* locked. Nothing was written. Try again"
DAMAGED = (
    "The database .* is damaged. Move the file away, then put a copy in its place that backup made: restore"
)
OTHER = "is not a SQLite database. Check the address"
EMPTIED = "holds no workbook any more. Put the last backup in its place: restore FILE"
NO_FILE = "cannot be opened. Check that it is a file"
IMMUTABLE = "is immutable, so nobody can write it. Make it writable again: chattr -ia"
NO_RIGHT = "cannot be opened. Check .* that Studyboard may read the file"
LOST_LOG = "The log of the database .* was deleted .* Close that program, and do not stop the app before"
FULL = "The disk of .* is full. Nothing was written. Free some space"
NO_MORE = "The disk of .* takes no more. Nothing was written. Check its space, your quota and the disk"
ROW = "row 2.*|.*damaged"

UNREACHED = "The server of the database .* cannot be reached. Check that it runs|is starting or stopping"
BROKE = f"{UNREACHED}|The connection to the database .* broke off. Check whether your change was written"
MISSING = "There is no database .* on its server. Make it .createdb., or check the address"
STANDBY = "cannot be written now: it is a standby, or under maintenance. Nothing was written"

NO_XLSX = r"There is no file .*season\.xlsx. Check the address"
READ_ONLY = r"season\.xlsx is read-only. Import it into a database to write to it"
TORN = r"season\.xlsx is not an Excel workbook, or it is damaged: .*Download it again as \.xlsx"
TEXT = r"season\.xlsx is not an Excel workbook. Download the sheet as \.xlsx"
HOLLOW = r"season\.xlsx is empty. Download it again as \.xlsx"
FOLDER = r"season\.xlsx is a folder. Give the path of the \.xlsx file in it"
PIPE = r"season\.xlsx is no file. Put the \.xlsx file itself at its place"
SHUT = r"The file .*season\.xlsx cannot be read: .*Check it and its folder"

UNCONFIRMED = "Google did not confirm the write. Check the sheet before you try again"
REFUSED = "Google accepts no changes at the moment. Nothing was written. Try again in a minute"
NO_GOOGLE = "Google cannot be reached. Check the network of this machine. We retry automatically"
SILENT = "Google did not answer in time. We retry automatically"
HALF = "The answer is incomplete, or it is not from Google. .*We retry automatically"
QUOTA = "Google accepts no more requests for a minute. We retry automatically"
NO_SHEET = "There is no Google Sheet at this address. Open the sheet in a browser"
VIEWER = "Studyboard may not write to this sheet. In the sheet, choose Share"
OUTAGE = r"Google Sheets has a fault of its own \(503\). We retry automatically"

TABLE: dict[str, dict[str, tuple[Fault, str | None, str | None, str | None]]] = {
    "sqlite": {
        "kill": (faults.killed_writer, FINE, FINE, FINE),
        "freeze": (faults.frozen_writer, FINE, FINE, LOCKED),
        "lock": (faults.locked, FINE, FINE, LOCKED),
        "lock of the whole file": (faults.locked_whole, LOCKED, LOCKED, LOCKED),
        "full disk": (faults.full_disk, FINE, FINE, FULL),
        "full disk before the start": (faults.full_at_rest, FULL, FULL, FULL),
        "quota": (faults.no_larger_file, FINE, FINE, NO_MORE),
        "read-only: all its files immutable": (faults.immutable, FINE, IMMUTABLE, IMMUTABLE),
        "read-only: immutable at rest": (faults.immutable_at_rest, FINE, FINE, IMMUTABLE),
        "read-only: immutable folder": (faults.immutable_folder, IMMUTABLE, IMMUTABLE, IMMUTABLE),
        "no right": (faults.no_right, NO_RIGHT, FINE, FINE),
        "deleted": (faults.deleted_wholly, GONE, GONE, GONE),
        "moved away": (faults.deleted, GONE, GONE, GONE),
        "deleted -wal": (faults.without("-wal"), FINE, FINE, FINE),
        "deleted -wal and -shm": (faults.without("-wal", "-shm"), FINE, FINE, FINE),
        "deleted -wal while read": (faults.log_deleted_while_read, LOST_LOG, LOST_LOG, LOST_LOG),
        "replaced by a folder": (faults.folder_in_its_place, NO_FILE, NO_FILE, NO_FILE),
        "replaced by a text": (faults.no_workbook, OTHER, OTHER, OTHER),
        "emptied": (faults.emptied, "There is no workbook in .* yet", EMPTIED, EMPTIED),
        "cut": (faults.cut, DAMAGED, DAMAGED, DAMAGED),
        "garbled": (faults.garbled, DAMAGED, DAMAGED, DAMAGED),
        "damaged row": (faults.damaged_row, ROW, FINE, FINE),
    },
    "postgresql": {
        "stop": (faults.at_server("stopped"), UNREACHED, BROKE, BROKE),
        "kill": (faults.at_server("killed"), UNREACHED, BROKE, BROKE),
        "freeze": (faults.at_server("frozen"), UNREACHED, UNREACHED, UNREACHED),
        "lock of the version": (faults.table_locked("workbook"), LOCKED, LOCKED, LOCKED),
        "lock of the rows": (faults.table_locked("row"), LOCKED, FINE, LOCKED),
        "full disk": (faults.server_full, FINE, FINE, FULL),
        "read-only": (faults.read_only, FINE, FINE, STANDBY),
        "deleted": (faults.renamed, MISSING, MISSING, MISSING),
        "deleted table": (faults.without_table, "There is no workbook in .* yet", EMPTIED, EMPTIED),
        "damaged row": (faults.damaged_row, ROW, FINE, FINE),
    },
    "xlsx": {
        "deleted": (faults.deleted, NO_XLSX, NO_XLSX, READ_ONLY),
        "cut": (faults.cut, TORN, TORN, READ_ONLY),
        "emptied": (faults.emptied, HOLLOW, HOLLOW, READ_ONLY),
        "replaced by a text": (faults.no_workbook, TEXT, TEXT, READ_ONLY),
        "replaced by a folder": (faults.folder_in_its_place, FOLDER, FOLDER, READ_ONLY),
        "freeze: a pipe that says nothing": (faults.pipe_in_its_place, PIPE, PIPE, READ_ONLY),
        "read-only": (faults.immutable, FINE, FINE, READ_ONLY),
        "no right": (faults.no_right, SHUT, SHUT, READ_ONLY),
    },
    "google": {
        "stop": (faults.at_google("reset"), NO_GOOGLE, NO_GOOGLE, REFUSED),
        "kill": (faults.at_google("cut"), HALF, HALF, REFUSED),
        "kill while it writes": (faults.at_google("cut", on="write"), FINE, FINE, FINE),
        "stop while it writes": (faults.at_google("reset", on="write"), FINE, FINE, UNCONFIRMED),
        "outage of writes": (faults.at_google("503", on="write"), FINE, FINE, REFUSED),
        "freeze": (faults.at_google("hang"), SILENT, SILENT, REFUSED),
        "lock: the quota is used up": (faults.at_google("429"), QUOTA, QUOTA, REFUSED),
        "outage": (faults.at_google("503"), OUTAGE, OUTAGE, REFUSED),
        "read-only": (faults.shared_to_view, FINE, FINE, VIEWER),
        "deleted": (faults.at_google("404"), NO_SHEET, NO_SHEET, NO_SHEET),
    },
}

CASES = [
    pytest.param(kind, fault, moment, said[at], id=f"{kind}-{name}-{moment}")
    for kind, rows in TABLE.items()
    for name, (fault, *said) in rows.items()
    for at, moment in enumerate(MOMENTS)
    if said[at] is not NEVER
]

LONGEST = 12.0
"""Seconds that a moment may take in these tests, with patience cut down. A busy machine takes some of them."""


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut down all patience, so that the tests are short."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.2)
    monkeypatch.setattr(sqlite, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(postgresql, "BUSY_SECONDS", 0.2)
    monkeypatch.setattr(postgresql, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(postgresql, "PING_SECONDS", 0.2)
    monkeypatch.setitem(postgresql.DEFAULTS, "connect_timeout", 2)  # libpq's least
    monkeypatch.setattr(slow_failure, "TRY_AGAIN_AFTER", 0.0)


@pytest.fixture(scope="module")
def own_server() -> Iterator[tuple[Server, str]]:
    """A server that only these tests stop, and the address of its one database."""
    with serving() as server:
        yield server, server.database()


@pytest.fixture
def place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """One workbook with one answer, made by a program that has ended."""
    folder = tmp_path / "place"
    folder.mkdir()
    made = Place("", folder / "season.db")
    with made.cleanup:
        if kind == "xlsx":
            made.path = folder / "season.xlsx"
            made.address = str(made.path)
            write_xlsx(book(), made.path)
        elif kind == "google":
            google_: Google = request.getfixturevalue("google_")
            writing(tmp_path)
            google_.spreadsheet.fill(book())
            made.address, made.google_ = google_.address, google_
        elif kind == "postgresql":
            made.server, made.address = request.getfixturevalue("own_server")
            with connected(made.address) as other:
                other.execute("DROP SCHEMA public CASCADE")
                other.execute("CREATE SCHEMA public")
        else:
            if "full disk" in request.node.callspec.id:  # a tmpfs has no immutable files
                made.cleanup.enter_context(faults.small_disk(folder, 400))
            made.address = f"sqlite:///{made.path}"
        if kind != "xlsx":
            made.store = open_store(made.address, first=book, create=True)
            hand_in(made.store, 1)
        if kind == "sqlite":
            faults.rest(made)
        yield made


def wait_for(holds: Callable[[], bool]) -> None:
    deadline = monotonic() + 20
    while not holds():
        assert monotonic() < deadline
        Event().wait(0.01)


def look(reader: Reader, after: Callable[[float], None]) -> str:
    """Look as a visitor does after a while. Return the reason why the copy is not newer, if any."""
    if reader.store.remote:
        after(61)
        reader.read()
        wait_for(lambda: reader._cache._under_way is None)
    return str(reader.read().failure or "")


def read_first(place: Place) -> str:
    """Read as a program does that has just started. Return why there is no workbook, or what is damaged in it."""
    try:
        season = Reader(open_store(place.address)).read().season
    except WorkbookError as error:
        return str(error.why)
    return " ".join(str(each.message) for each in season.findings if each.is_damage)


def write(store: Store) -> str:
    try:
        hand_in(store, 2)
    except WorkbookError as error:
        return str(error.why)
    return ""


def is_unsure(said: str) -> bool:
    """Tell whether people were asked to look whether it was written."""
    return "before you try again" in said


@pytest.mark.parametrize(("kind", "fault", "moment", "message"), CASES)
def test_a_fault_is_told_ends_by_itself_and_loses_nothing(
    place: Place, fault: Fault, moment: str, message: str, after: Callable[[float], None]
) -> None:
    store = place.store = open_store(place.address)
    reader = Reader(store)
    good = reader.read()
    with fault(place):
        started = monotonic()
        match moment:
            case "first read":
                said = read_first(place)
            case "later read":
                said = look(reader, after)
            case _:
                said = write(store)
        assert monotonic() - started < LONGEST
        shown = reader.read()
        assert re.search(message, said) if message else said == "", said
        if message and moment == "later read":
            assert (shown.season, shown.read_at) == (good.season, good.read_at), "the copy, with its age"
    wait_for(lambda: look(reader, after) == "")
    if not store.writable:
        assert store.fetch() == good.season.cells
        return
    lay_in_log = [7] if fault is faults.log_deleted_while_read else []
    is_written = moment == "write" and (not said or (is_unsure(said) and 2 in list_numbers(store)))
    kept = [1, *lay_in_log, *([2] if is_written else [])]
    assert list_numbers(store) == kept
    hand_in(store, 3)
    assert list_numbers(store) == [*kept, 3]
    assert list_numbers(open_store(place.address)) == [*kept, 3]


CLOCKS = {"a year ahead": timedelta(days=365), "two hours back": timedelta(hours=-2)}


@pytest.mark.parametrize("by", CLOCKS)
@pytest.mark.parametrize("kind", TABLE)
def test_a_wrong_clock_keeps_no_read_and_no_answer_back(
    place: Place, by: str, monkeypatch: pytest.MonkeyPatch, after: Callable[[float], None]
) -> None:
    """The clock jumps and later is set right again. Each time the next answer of others is seen soon."""
    store, other = open_store(place.address), open_store(place.address)
    reader, numbers = Reader(store), [1] if place.path.suffix != ".xlsx" else []
    reader.read()
    right = clock.now
    for number, now in ((2, lambda: right() + CLOCKS[by]), (3, right)):
        monkeypatch.setattr(clock, "now", now)
        if store.writable:
            hand_in(other, number)
            numbers = [*numbers, number]
        assert look(reader, after) == ""
        assert list_numbers(reader.store) == numbers
        seen = reader.read().season.cells
        assert seen == store.fetch()


# ---- another workbook in its place ----


def make_other(place: Place, name: str) -> Path:
    """Make another workbook of as many writes, beside the place."""
    other = place.path.with_name(name)
    store = open_store(f"sqlite:///{other}", first=lambda: OTHER_SEASON, create=True)
    hand_in(store, 4)
    hand_in(store, 5)
    faults.rest(Place(f"sqlite:///{other}", other, store=store))
    return other


OTHER_SEASON = book(settings=Tab("설정", (("키", "값"), ("스터디", "다른 스터디"), ("시작일", "2022-04-06"))))

WAYS = {
    "mv": "mv {other} {path}",
    "cp": "cp {other} {path}",
    "cp with its times": "cp -p {other} {path}",
    "rm, then cp": "rm {path} && cp {other} {path}",
    "symlink": "ln -sf {other} {path}",
    "symlink to a link": "ln -s {other} {path}.link && ln -sf {path}.link {path}",
    "hard link": "ln -f {other} {path}",
    "mv after its -wal and -shm are gone": "rm -f {path}-wal {path}-shm && mv {other} {path}",
    "cp after its -wal is gone": "rm -f {path}-wal && cp {other} {path}",
}
"""How people put another file in its place."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ["sqlite"])
def test_another_file_of_as_many_writes_is_shown_and_takes_no_answer_for_the_one_before(
    place: Place, way: str
) -> None:
    reader, second = Reader(open_store(place.address)), open_store(place.address)
    hand_in(second, 2)
    before = reader.read()
    since = reader.store.version()
    command = WAYS[way].format(other=make_other(place, "other.db"), path=place.path)
    subprocess.run(command, shell=True, check=True)
    with pytest.raises(WorkbookChangedError):
        reader.store.append(TITLE, HEADER, [answer(9)], since)
    now = reader.read()
    assert (now.failure, now.season.study.name) == (None, "다른 스터디")
    assert now.workbook_id != before.workbook_id
    assert list_numbers(reader.store) == list_numbers(second) == [4, 5]
    hand_in(reader.store, 6)
    assert list_numbers(open_store(place.address)) == list_numbers(second) == [4, 5, 6]


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_link_that_is_put_on_another_file_is_followed(place: Place) -> None:
    other, link = make_other(place, "other.db"), place.path.with_name("link.db")
    link.symlink_to(place.path)
    reader = Reader(open_store(f"sqlite:///{link}"))
    assert reader.read().season.study.name == "시험"
    link.unlink()
    link.symlink_to(other)
    assert reader.read().season.study.name == "다른 스터디"
    hand_in(reader.store, 6)
    assert (list_numbers(open_store(place.address)), list_numbers(reader.store)) == ([1], [4, 5, 6])


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_restored_backup_is_the_same_workbook_if_it_is_a_copy_and_another_if_it_is_imported(
    place: Place,
) -> None:
    store = place.store = open_store(place.address)
    reader = Reader(store)
    before, cells = reader.read(), store.fetch()
    hand_in(store, 2)
    assert reader.read().workbook_id == before.workbook_id, "each write keeps it"
    store.replace(cells)
    assert reader.read().workbook_id != before.workbook_id
    assert list_numbers(store) == [1]


@pytest.mark.parametrize("kind", ["postgresql"])
def test_a_database_that_is_dropped_and_made_anew_with_as_many_writes_is_another(place: Place) -> None:
    assert place.server
    address = place.server.database()
    first = open_store(address, first=book, create=True)
    hand_in(first, 1)
    reader = Reader(first)
    before, since = reader.read(), first.version()
    with connected(place.address) as other:
        name = address.partition("?")[0].rpartition("/")[2]
        other.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
        assert MISSING.split(" .*", maxsplit=1)[0] in str(reader.read().failure)
        other.execute(f"CREATE DATABASE {name}".encode())
    assert re.search(EMPTIED, str(reader.read().failure))
    again = open_store(address, first=lambda: OTHER_SEASON, create=True)
    hand_in(again, 5)
    assert again.version().partition("-")[0] == since.partition("-")[0]
    with pytest.raises(WorkbookChangedError):
        first.append(TITLE, HEADER, [answer(9)], since)
    now = reader.read()
    assert (now.failure, now.season.study.name) == (None, "다른 스터디")
    assert now.workbook_id != before.workbook_id
    assert list_numbers(first) == [5]


# ---- a plain copy of the file ----


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("killed", [False, True])
def test_a_plain_copy_holds_every_acknowledged_answer_while_others_read_without_a_pause(
    place: Place, killed: bool, tmp_path: Path
) -> None:
    done = Event()

    def read() -> None:
        store = open_store(place.address)
        while not done.is_set():
            store.fetch()

    with ThreadPoolExecutor(2) as pool:
        for _ in range(2):
            pool.submit(read)
        try:
            store = open_store(place.address)
            for number in range(2, 8):
                hand_in(store, number)
            acknowledged = hand_in_and_kill(place) if killed else list(range(1, 8))
            faults.copy_apart(place.path, tmp_path / "copy.db")
        finally:
            done.set()
    copied = list_numbers(open_store(f"sqlite:///{tmp_path / 'copy.db'}"))
    assert set(acknowledged) <= set(copied)
    assert len(copied) == len(set(copied))


HANDING_IN = """
import sys
from studylib.stores.opening import open_store
from tests.stores.faults import hand_in
store = open_store(sys.argv[1])
for number in range(100, 10_000):
    hand_in(store, number)
    print(number, flush=True)
"""


def hand_in_and_kill(place: Place) -> list[int]:
    """Let another program hand in, and kill it in the middle. Return what it was told is safe."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", HANDING_IN, place.address]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        lines = [program.stdout.readline() for _ in range(5)]
        program.send_signal(signal.SIGKILL)
        lines += program.stdout.readlines()
    return [int(line) for line in lines if line.endswith("\n")]


# ---- a disk that is full before there is anything ----


@pytest.mark.parametrize("kilobytes", [4, 16, 24, 40, 64])
def test_a_disk_that_is_full_before_the_start_is_told_and_the_start_works_once_there_is_space(
    tmp_path: Path, kilobytes: int
) -> None:
    folder = tmp_path / "disk"
    with faults.small_disk(folder, kilobytes):
        address = f"sqlite:///{folder}/season.db"
        with pytest.raises(WorkbookError, match=FULL):
            open_store(address, first=book, create=True)
        subprocess.run(["mount", "-o", "remount,size=2m", folder], check=True)
        store = open_store(address, first=book, create=True)
        assert store.fetch() == book()
        faults.rest(Place(address, store=store))

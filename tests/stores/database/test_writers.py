"""Many writers at once, and writers that are killed: nothing is lost and nothing is written twice."""

import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.context import ForkServerContext
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest

from studylib.stores.database import postgresql, sqlite
from studylib.stores.opening import open_store
from studylib.stores.store import Store, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Row, Tab, Workbook
from tests.stores.database.databases import (
    ANSWER,
    HEADER,
    SEASON,
    count_up,
    count_writes,
    locked,
    never,
    session,
)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stores opened from here on give up on a lock soon."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    monkeypatch.setattr(postgresql, "BUSY_SECONDS", 0.01)


def test_one_of_two_writers_for_the_same_version_is_refused(store: Store, address: str) -> None:
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


def test_a_reader_does_not_wait_for_a_writer(impatient: None, store: Store, address: str) -> None:
    other = locked(address)
    other.execute("DELETE FROM row")
    assert store.fetch() == SEASON
    assert count_writes(store) == 1
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
    assert count_writes(store) == 51


def hand_in_from_a_process(address: str, number: int, wait: Callable[[], object]) -> None:
    wait()
    open_store(address, first=lambda: SEASON, create=True).append("새", HEADER, [("가람", number)])


def test_fifty_programs_that_start_at_once_fill_the_database_once_and_all_answers_arrive_once(
    address: str, fork_server: ForkServerContext
) -> None:
    fork_server.set_forkserver_preload(
        ["studylib.stores.database.database", "tests.stores.database.test_writers"]
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


def counter(address: str) -> tuple[Row, ...]:
    return open_store(address).fetch().tabs[0].rows


def test_fifty_changes_of_one_cell_at_once_all_count(address: str) -> None:
    open_store(address, first=lambda: Workbook((Tab("t", (("n",), (0,))),)), create=True)
    with ThreadPoolExecutor(50) as pool:
        again = sum(pool.map(count_up, [address] * 50))
    assert counter(address) == (("n",), (50,), *((number, "kept") for number in range(1, 51)))
    assert again, "they never met, so nothing was shown"


COUNTING = """
import sys
from tests.stores.database.databases import count_up
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
    assert isinstance(number, int)
    assert kept == [(each, "kept") for each in range(1, number + 1)]
    assert number - len(acknowledged) in (0, 1)  # the last one may be written and not yet said
    count_up(address)
    assert counter(address)[1] == (number + 1,)

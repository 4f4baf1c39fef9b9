"""One fetch for many threads: what they share, what they never share, and what a failure leaves behind."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from studylib.snapshot import FreshLookup, RefreshPolicy, SnapshotCache
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence

PATIENT = RefreshPolicy(keep=0.0, try_again=0.0, first=None, changed=None, newer=None, failing=None)
"""Fetches at each look and waits for it as long as it takes."""


def wait_for(holds: Callable[[], bool]) -> None:
    end = monotonic() + 30
    while not holds():
        assert monotonic() < end
        sleep(0.005)


class Panic(BaseException):
    """As a Rust library raises one: no Exception."""


# ---- a look-up that keeps nothing ----


def test_a_question_during_a_look_up_gets_the_next_one() -> None:
    began, goes_on, numbers = Event(), Event(), count()

    def look() -> str:
        number = next(numbers)
        began.set()
        assert goes_on.wait(30)
        return str(number)

    shared = FreshLookup(look)
    with ThreadPoolExecutor(20) as pool:
        first = pool.submit(shared.read)
        assert began.wait(30)
        rest = [pool.submit(shared.read) for _ in range(10)]
        wait_for(lambda: shared._next is not None)
        goes_on.set()
        assert first.result() == "0"
        assert {each.result() for each in rest} <= {"1", "2"}


def test_a_failed_look_up_reaches_its_questions_and_the_next_question_looks_again() -> None:
    answers = iter([WorkbookError(sentence("down")), None])

    def look() -> str:
        error = next(answers)
        if error:
            raise error
        return "up"

    shared = FreshLookup(look)
    with pytest.raises(WorkbookError, match="down"):
        shared.read()
    assert shared.read() == "up"


def test_a_panic_in_a_look_up_reaches_all_its_questions_and_blocks_none() -> None:
    began, goes_on, numbers = Event(), Event(), count()

    def look() -> str:
        number = next(numbers)
        began.set()
        assert goes_on.wait(30)
        if number == 1:
            raise Panic
        return str(number)

    shared = FreshLookup(look)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(shared.read)
        assert began.wait(30)
        second = pool.submit(shared.read)
        wait_for(lambda: shared._next is not None)
        goes_on.set()
        assert first.result(30) == "0"
        assert isinstance(second.exception(30), Panic)
    assert shared.read() == "2"


def test_a_look_up_starts_no_thread() -> None:
    looked_in: list[Thread] = []
    FreshLookup(lambda: looked_in.append(threading.current_thread())).read()
    assert looked_in == [threading.current_thread()]


# ---- a cache that keeps the last good value ----


def test_a_panic_in_a_fetch_releases_all_waiting_threads_and_the_next_look_fetches_again() -> None:
    began, goes_on, numbers = Event(), Event(), count()

    def fetch(_: int | None) -> int:
        number = next(numbers)
        began.set()
        assert goes_on.wait(30)
        if number == 0:
            raise Panic
        return number

    cache = SnapshotCache(fetch)
    with ThreadPoolExecutor(5) as pool:
        waiting = [pool.submit(cache.read, "1", PATIENT) for _ in range(5)]
        assert began.wait(30)
        goes_on.set()
        errors = [each.exception(30) for each in waiting]
    assert errors
    for error in filter(None, errors):
        assert isinstance(error, RuntimeError)
        assert isinstance(error.__cause__, Panic)
    assert any(errors)
    snapshot = cache.read("1", PATIENT)
    assert snapshot is not None
    assert snapshot.value >= 1


def test_a_fetch_whose_thread_cannot_start_blocks_no_later_look(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    cache = SnapshotCache(lambda _: 1)
    with monkeypatch.context() as patch:
        patch.setattr(Thread, "start", refuse)
        with pytest.raises(RuntimeError, match="start new thread"):
            cache.read("1", PATIENT)
    snapshot = cache.read("1", PATIENT)
    assert snapshot is not None
    assert snapshot.value == 1

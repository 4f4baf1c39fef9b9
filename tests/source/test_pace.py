"""The pace of all reads: how many in a minute, and who is next."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from math import inf
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib import clock
from studylib.config.robot import MOST_REPLICAS, READS_PER_MINUTE
from studylib.source.pace import COST, Pace, Turns, find_pace, make_turns
from studylib.source.reader import Reader
from studylib.stores.google.read_count import READS
from tests.config.conftest import secrets
from tests.source.conftest import NOW
from tests.source.remote import Remote

__all__ = ["secrets"]


def wait_for(holds: Callable[[], bool]) -> None:
    end = monotonic() + 30
    while not holds():
        assert monotonic() < end
        sleep(0.005)


def test_a_turn_comes_when_its_requests_are_free_and_the_longest_unread_study_is_first() -> None:
    turns = Turns(per_minute=60, at_once=6, now=0)
    joined = [turns.join(tried_at) for tried_at in (300.0, 100.0, None, 200.0, None)]
    order = [joined[number] for number in (2, 4, 1, 3, 0)]
    assert turns.grant(0) == order[0]
    turns.spend(5, now=0)
    turns.end()
    assert turns.find_delay(0) == COST - 1
    assert [turns.grant(now) for now in (1.0, 1.999, 2.0)] == [None, None, order[1]]
    turns.leave(order[2])
    turns.leave(order[2])
    assert [turns.find_delay_of(tried_at, 2.0) for tried_at in (250.0, 200.0)] == [3.0 + COST, 3.0]
    assert [turns.grant(now) for now in (4.999, 5.0, 60.0)] == [None, order[3], None], "six at once at most"
    turns.end()
    assert turns.grant(60.0) == order[4]


@given(
    replicas=st.integers(1, MOST_REPLICAS),
    costs=st.lists(st.integers(1, int(COST)), min_size=1, max_size=150),
    pauses=st.lists(st.floats(0, 90), min_size=1, max_size=20),
)
def test_in_no_minute_do_all_replicas_ask_more_than_google_allows(
    replicas: int, costs: list[int], pauses: list[float]
) -> None:
    turns, now, asked = make_turns(READS_PER_MINUTE / replicas, 0.0), 0.0, list[tuple[float, int]]()
    for number, cost in enumerate(costs):
        now += pauses[number % len(pauses)]
        turns.join(None)
        now += turns.find_delay(now)
        assert turns.grant(now)
        turns.spend(cost, now)
        turns.end()
        asked.append((now, cost))
    for start, _ in asked:
        within = sum(cost for at, cost in asked if start <= at < start + 60)
        assert replicas * within <= READS_PER_MINUTE + 1e-6


def test_readers_take_turns_and_show_their_last_copy_until_then(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = Pace(Turns(per_minute=60_000, at_once=COST, now=monotonic()))
    slow, quick = Remote(), Remote()
    first, second = Reader(slow, shared), Reader(quick, shared)
    second.read()
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=61))
    monkeypatch.setattr("studylib.source.reader.PATIENCE", 0.05)
    slow.gate.clear()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(first.read)
        wait_for(lambda: slow.fetched == 1)
        assert not shared.is_idle()
        assert second.read().read_at == NOW
        assert quick.fetched == 1
        slow.gate.set()
        waiting.result(30)
    wait_for(lambda: quick.fetched == 2)
    wait_for(shared.is_idle)
    assert second.read().read_at == NOW + timedelta(seconds=61)


def test_a_read_that_waits_is_not_given_up_and_one_that_nobody_wants_any_more_asks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blocked = Pace(Turns(per_minute=60_000, at_once=COST, now=monotonic()))
    monkeypatch.setattr("studylib.source.reader.PATIENCE", 0.05)
    monkeypatch.setattr("studylib.source.reader.AFTER_A_WRITE", 0.05)
    store = Remote()
    reader = Reader(store, blocked)
    reader.read()
    with blocked.take_turn(None, lambda: True):
        for minutes in (2, 5, 9):
            monkeypatch.setattr(clock, "now", lambda at=NOW + timedelta(minutes=minutes): at)
            reader.read()
        assert len(blocked._turns._waiting) == 1
        store.written += 1
        reader.read()
        wait_for(lambda: [tried_at for tried_at, _ in blocked._turns._waiting] == [-inf])
    wait_for(lambda: store.fetched == 2)
    wait_for(blocked.is_idle)
    assert store.fetched == 2, "the read of the version before was wanted no more"


def test_requests_outside_of_turns_are_spent_too() -> None:
    shared = Pace(Turns(per_minute=0.001, at_once=4, now=monotonic()))
    READS.add()
    READS.add()
    gone, has_turn = Event(), []

    def wait() -> None:
        with shared.take_turn(None, lambda: not gone.is_set()) as given_turn:
            has_turn.append(given_turn)

    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(wait)
        wait_for(lambda: bool(shared._turns._waiting))
        gone.set()
        with shared._changed:
            shared._changed.notify_all()
        ended.result(30)
    assert has_turn == [False]


def test_only_a_deployment_that_people_add_studies_to_has_a_pace(secrets: Path) -> None:
    assert find_pace() is None
    secrets.write_text('[robot]\nregistry = "sqlite:///r.db"\n')
    assert (found := find_pace())
    assert find_pace() is found

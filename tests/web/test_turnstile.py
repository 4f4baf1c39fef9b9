"""Strangers' costly work is done one at a time, with rests, and never for more than a few who wait."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic, thread_time

import pytest

from studylib.web.turnstile import MOST_WAITING, REST, Turnstile


def burn(seconds: float) -> None:
    end = thread_time() + seconds
    while thread_time() < end:
        pass


def test_of_many_at_once_a_few_wait_and_all_others_are_sent_away_at_once() -> None:
    turnstile, going, begun = Turnstile(), Event(), Event()

    def work() -> None:
        begun.set()
        going.wait(10)

    with ThreadPoolExecutor(MOST_WAITING) as pool:
        inside = [pool.submit(turnstile.pass_through, work)]
        assert begun.wait(10)
        inside += [pool.submit(turnstile.pass_through, lambda: None) for _ in range(MOST_WAITING - 1)]
        while turnstile._places.acquire(blocking=False):  # until the others are there
            turnstile._places.release()
        assert not turnstile.pass_through(begun.clear)
        assert begun.is_set()
        going.set()
        assert all(each.result() for each in inside)
    assert turnstile.pass_through(lambda: None)


def test_work_rests_for_a_multiple_of_its_time_and_free_work_does_not() -> None:
    turnstile = Turnstile()
    began = monotonic()
    turnstile.pass_through(lambda: burn(0.1))
    turnstile.pass_through(lambda: None)
    assert monotonic() - began >= 0.1 * (1 + REST)
    assert turnstile._rests_until <= monotonic() + 0.1


def test_work_that_fails_leaves_its_place_to_others() -> None:
    turnstile = Turnstile()

    def fail() -> None:
        raise ValueError("broken")

    for _ in range(2 * MOST_WAITING):
        with pytest.raises(ValueError, match="broken"):
            turnstile.pass_through(fail)
    assert turnstile.pass_through(lambda: None)

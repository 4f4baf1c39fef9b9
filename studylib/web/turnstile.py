"""A turnstile: costly work for strangers, one at a time and with rests, so that it never takes the server."""

from collections.abc import Callable
from threading import BoundedSemaphore, Lock
from time import monotonic, sleep, thread_time

REST = 3.0
"""Seconds of rest for each second that the work took. So it takes a quarter of one core at most."""

LONGEST_REST = 4.0
"""Seconds of one rest at most."""

MOST_WAITING = 3
"""Visitors at the turnstile at once, the one at work included. Others are sent away."""


class Turnstile:
    """Lets one visitor in at a time."""

    def __init__(self) -> None:
        self._places = BoundedSemaphore(MOST_WAITING)
        self._turn = Lock()
        self._rests_until = 0.0

    def pass_through(self, work: Callable[[], object]) -> bool:
        """Wait for the turn, then do the work. Return False at once, without the work, if too many wait."""
        if not self._places.acquire(blocking=False):
            return False
        try:
            with self._turn:
                sleep(max(0.0, self._rests_until - monotonic()))
                began = thread_time()
                work()
                spent = thread_time() - began
                self._rests_until = monotonic() + min(REST * spent, LONGEST_REST)
        finally:
            self._places.release()
        return True

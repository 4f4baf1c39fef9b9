"""A room for work that may take long: few threads, and no request waits longer than it says."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

MOST_AT_WORK = 8
"""How many works run at once. The next request gets its answer without one."""


class WaitingRoom:
    """Runs works in threads of its own, for the loop that serves all visitors."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(MOST_AT_WORK, thread_name_prefix="studyboard-head")
        self._at_work = 0

    async def call(self, work: Callable[[], T], instead: T, seconds: float) -> T:
        """Return what the work returns. Return ``instead`` if the room is full or the work takes longer.

        A work that takes longer goes on, so that a later request finds its result.
        """
        if self._at_work >= MOST_AT_WORK:
            return instead
        self._at_work += 1
        future = asyncio.get_running_loop().run_in_executor(self._pool, work)
        future.add_done_callback(self._leave)
        done, _ = await asyncio.wait((future,), timeout=seconds)
        return future.result() if done else instead

    def _leave(self, future: asyncio.Future[T]) -> None:
        self._at_work -= 1
        if not future.cancelled():
            future.exception()  # looked at, so that nobody logs it as lost

"""Google's quota of requests a minute for each user."""

from collections import deque
from collections.abc import Callable
from threading import Lock

MINUTE = 60.0


class Quota:
    """A limit of requests in any minute, ``None`` for no limit. ``clock`` gives seconds."""

    def __init__(self, limit: int | None, clock: Callable[[], float]) -> None:
        self.limit = limit
        self._clock = clock
        self._taken: dict[tuple[str, str], deque[float]] = {}
        self._lock = Lock()

    def take(self, user: str, word: str) -> bool:
        """Count one more request. Return False, and do not count it, beyond the limit. Reads and writes count apart."""
        with self._lock:
            now, taken = self._clock(), self._taken.setdefault((user, word), deque())
            while taken and now - taken[0] >= MINUTE:
                taken.popleft()
            if self.limit is not None and len(taken) >= self.limit:
                return False
            taken.append(now)
            return True

"""The pace of all reads from Google in one process. What was read longest ago is next.

An account has 60 reads a minute for all studies of a deployment. So a study is read when somebody looks at it and its
turn comes. Until then its last copy is shown.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import count
from math import inf
from threading import Condition
from time import monotonic

from studylib.config.robot import read_robot_settings
from studylib.stores.google.read_count import READS

AT_ONCE = 1 / 6
"""The share of a minute's reads that may come at once after a rest. The others come one by one."""

COST = 3.0
"""Reads of one turn, at most. Most turns take two."""

TICK = 1e-6
"""Seconds that do not count. Sums of fractions are off by less."""

LOOK_SECONDS = 5.0
"""How often a waiting read asks if it is still wanted."""

Turn = tuple[float, int]
"""When it was last read (in seconds, ``-inf``: never), then the order of asking. The least is next."""


class Turns:
    """A bucket of tokens, one a request, and those who wait for them. ``now`` is in seconds and never falls."""

    def __init__(self, per_minute: float, at_once: float, now: float) -> None:
        self._per_second, self._most = per_minute / 60, at_once
        self._tokens, self._at, self._granted = at_once, now, 0
        self._waiting: list[Turn] = []
        self._serials = count()

    def join(self, tried_at: float | None) -> Turn:
        """Join those who wait. ``tried_at``: when it was last read, ``None`` for never."""
        turn = (-inf if tried_at is None else tried_at, next(self._serials))
        heappush(self._waiting, turn)
        return turn

    def leave(self, turn: Turn) -> None:
        """Wait no longer. Do nothing if the turn has come."""
        if turn in self._waiting:
            self._waiting.remove(turn)
            heapify(self._waiting)

    def grant(self, now: float) -> Turn | None:
        """Grant the next turn. It keeps room for its requests until it ends. ``None`` if nobody may go now."""
        if not self._waiting or self.find_delay(now) > TICK:
            return None
        self._granted += 1
        return heappop(self._waiting)

    def end(self) -> None:
        """End a granted turn. Its requests were spent meanwhile."""
        self._granted -= 1

    def spend(self, requests: int, now: float) -> None:
        """Take a token for each request that was made."""
        self._refill(now)
        self._tokens -= requests

    def find_delay(self, now: float) -> float:
        """Find in how many seconds the next turn may come. 0: now."""
        self._refill(now)
        missing = COST - (self._tokens - COST * self._granted)
        return max(0.0, missing) / self._per_second

    def is_next(self, turn: Turn) -> bool:
        """Tell whether nobody waits before that one."""
        return bool(self._waiting) and self._waiting[0] == turn

    def find_delay_of(self, tried_at: float, now: float) -> float:
        """Find in how many seconds a study comes that was last read then, if each turn takes ``COST``."""
        before = sum(each[0] < tried_at for each in self._waiting)
        return self.find_delay(now) + COST * before / self._per_second

    def is_idle(self, now: float) -> bool:
        """Tell whether nobody waits, and at least half of the tokens are there."""
        self._refill(now)
        return not self._waiting and not self._granted and self._tokens >= self._most / 2

    def _refill(self, now: float) -> None:
        passed = max(0.0, now - self._at)
        self._tokens = min(self._most, self._tokens + passed * self._per_second)
        self._at = max(now, self._at)


class Pace:
    """Lets the reads of a process begin in turn."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._changed = Condition()
        self._seen = READS.total

    @contextmanager
    def take_turn(self, tried_at: datetime | None, is_wanted: Callable[[], bool]) -> Iterator[bool]:
        """Wait for a turn, and hold it. Tell whether the read is still wanted. See ``snapshot.TakeTurn``."""
        has_turn = self._wait(tried_at.timestamp() if tried_at else None, is_wanted)
        try:
            yield has_turn
        finally:
            if has_turn:
                with self._changed:
                    self._settle()
                    self._turns.end()
                    self._changed.notify_all()

    def is_idle(self) -> bool:
        """Tell whether a read that nobody waits for may begin."""
        with self._changed:
            self._settle()
            return self._turns.is_idle(monotonic())

    def find_delay_of(self, tried_at: datetime) -> float:
        """Find in how many seconds the read of a study begins that was last read then."""
        with self._changed:
            self._settle()
            return self._turns.find_delay_of(tried_at.timestamp(), monotonic())

    def _wait(self, tried_at: float | None, is_wanted: Callable[[], bool]) -> bool:
        with self._changed:
            turn = self._turns.join(tried_at)
            try:
                while is_wanted():
                    self._settle()
                    if self._turns.is_next(turn) and self._turns.grant(monotonic()):
                        return True
                    delay = self._turns.find_delay(monotonic()) if self._turns.is_next(turn) else LOOK_SECONDS
                    self._changed.wait(min(delay, LOOK_SECONDS) or LOOK_SECONDS)
                return False
            finally:
                self._turns.leave(turn)
                self._changed.notify_all()

    def _settle(self) -> None:
        """Spend what all sheets have asked since the last time, in a turn or not."""
        total = READS.total
        self._turns.spend(total - self._seen, monotonic())
        self._seen = total


def find_pace() -> Pace | None:
    """Find the pace of this process. ``None`` if its account serves only the studies of the secrets file.

    Raises a ConfigError if the secrets file cannot be read.
    """
    robot = read_robot_settings()
    return _make_pace(robot.reads_per_minute / robot.replicas) if robot else None


@lru_cache(maxsize=4)
def _make_pace(share: float) -> Pace:
    return Pace(make_turns(share, monotonic()))


def make_turns(share: float, now: float) -> Turns:
    """Make the turns of a replica whose share is so many reads a minute, above ``COST``. No minute has more."""
    at_once = max(COST, AT_ONCE * share)
    return Turns(share - at_once, at_once, now)

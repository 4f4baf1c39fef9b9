"""Count the tries of each person, so that nobody guesses a code or keeps Google busy."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from threading import Lock

WITHIN = timedelta(minutes=1)
MOST_TRIES = 5
"""Tries of a person within ``WITHIN``. Two codes of a million are valid at a time."""
MOST_PEOPLE = 10_000
"""People whose tries are remembered. The oldest are forgotten first."""


class Tries:
    """The moments of recent tries by person, in this process. ``most`` of them within ``WITHIN`` are allowed."""

    def __init__(self, most: int = MOST_TRIES) -> None:
        self._most = most
        self._tries: dict[Hashable, tuple[datetime, ...]] = {}
        self._lock = Lock()

    def count(self, person: Hashable, now: datetime) -> bool:
        """Count a try at ``now`` (aware). Tell whether it is allowed. One that is not does not count."""
        with self._lock:
            recent = tuple(each for each in self._tries.pop(person, ()) if timedelta() <= now - each < WITHIN)
            allowed = len(recent) < self._most
            self._tries[person] = (*recent, now) if allowed else recent
            while len(self._tries) > MOST_PEOPLE:
                self._tries.pop(next(iter(self._tries)))
        return allowed

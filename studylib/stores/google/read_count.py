"""How often this process has asked Google for something to read. An account may do so 60 times a minute."""

from threading import Lock


class ReadCount:
    """A count that only rises, for all sheets of the process."""

    def __init__(self) -> None:
        self.total = 0
        self._lock = Lock()

    def add(self) -> None:
        """Count one request."""
        with self._lock:
            self.total += 1


READS = ReadCount()
"""The requests to read of this process."""

"""The requests to the stand-in, for tests."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Condition, RLock
from typing import Any


@dataclass
class Request:
    method: str
    path: str
    query: Mapping[str, Sequence[str]]
    body: Any
    """The JSON or the form fields. ``None`` without a body."""
    kind: str
    """``metadata``, ``values``, ``write`` or ``token``. Empty for an unknown request."""
    signed: bool
    """Whether it came with an Authorization header. The header itself is not kept."""
    length: int = 0
    """The characters of the address after the server's name."""
    at: float = field(default_factory=time.monotonic)
    """Seconds of the monotonic clock."""
    status: int | None = None
    """The status of the answer. ``None`` before it, and if the connection was broken instead."""


class Log:
    def __init__(self) -> None:
        self._requests: list[Request] = []
        self._changed = Condition(RLock())

    def add(self, request: Request) -> None:
        with self._changed:
            self._requests.append(request)
            self._changed.notify_all()

    def since(self, mark: int, kind: str | None = None) -> list[Request]:
        with self._changed:
            return [each for each in self._requests[mark:] if kind in (None, each.kind)]

    def wait(self, number: int, mark: int, kind: str | None, within: float) -> bool:
        """Wait for so many requests since the mark. Return False if they do not come."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.since(mark, kind)) >= number, within)

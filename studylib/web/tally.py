"""Count what a stranger sends in vain. The log gets one line a minute of each kind, not one each."""

import asyncio

from studylib.logs import LOG

MINUTE = 60.0
"""Seconds from a line to the next one of its kind."""


class Tally:
    """Counts by kind, for one event loop. The kinds are a fixed few, never a visitor's own words."""

    def __init__(self) -> None:
        self._more: dict[str, int] = {}

    def count(self, kind: str) -> None:
        """Write a line for the first one of a minute, and count the others."""
        if kind in self._more:
            self._more[kind] += 1
            return
        LOG.warning("Left unheard: a visitor’s %s.", kind)
        self._more[kind] = 0
        asyncio.get_running_loop().call_later(MINUTE, self._finish, kind)

    def _finish(self, kind: str) -> None:
        if more := self._more.pop(kind):
            LOG.warning("Left unheard: %d more of a visitor’s %s within a minute.", more, kind)

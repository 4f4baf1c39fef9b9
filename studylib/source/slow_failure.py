"""A failure that took long, shared by all who ask until it is time to try again."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from studylib import clock
from studylib.text.errors import StudyboardError

T = TypeVar("T")

TRY_AGAIN_AFTER = 15.0
"""Seconds from a failure to the next attempt."""

LONG = 1.0
"""Seconds of a failed attempt, from which on others share the failure."""


class SlowFailure:
    """The last failure of one kind of work, if it took long. So of many visitors only one waits for it."""

    def __init__(self) -> None:
        self._kept: tuple[datetime, StudyboardError] | None = None

    def call(self, work: Callable[[], T]) -> T:
        """Do the work, or raise the failure kept. Raises what the work raises, and keeps it if it took long."""
        self.raise_kept()
        began_at = clock.now()
        try:
            result = work()
        except StudyboardError as error:
            ended_at = clock.now()
            took = (ended_at - began_at).total_seconds()
            self._kept = (ended_at, error) if took >= LONG else None
            raise
        self._kept = None
        return result

    def raise_kept(self) -> None:
        """Raise the failure if it is kept and still too fresh to try again."""
        if kept := self._kept:
            failed_at, error = kept
            if 0 <= (clock.now() - failed_at).total_seconds() < TRY_AGAIN_AFTER:
                raise type(error)(error.why)

    def forget(self) -> None:
        """Let the next call do the work."""
        self._kept = None

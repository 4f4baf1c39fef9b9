"""A failure that took long is shared until it is time to try again."""

from collections.abc import Callable

import pytest

from studylib.source import slow_failure
from studylib.source.slow_failure import SlowFailure
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence


class Work:
    """Work that takes long and fails, until it is repaired."""

    def __init__(self, wait: Callable[[float], None], seconds: float) -> None:
        self.done = 0
        self.is_broken = True
        self._wait, self._seconds = wait, seconds

    def __call__(self) -> str:
        self.done += 1
        if self.is_broken:
            self._wait(self._seconds)
            raise WorkbookError(sentence("down"))
        return "up"


@pytest.mark.parametrize(
    ("seconds", "done"),
    [(slow_failure.LONG - 0.001, 2), (slow_failure.LONG, 1), (slow_failure.LONG + 0.001, 1)],
)
def test_only_a_failure_that_took_long_is_shared(
    after: Callable[[float], None], seconds: float, done: int
) -> None:
    work, shared = Work(after, seconds), SlowFailure()
    for _ in range(2):
        with pytest.raises(WorkbookError, match="down"):
            shared.call(work)
    assert work.done == done


@pytest.mark.parametrize(
    ("seconds", "done"),
    [
        (slow_failure.TRY_AGAIN_AFTER - 0.001, 1),
        (slow_failure.TRY_AGAIN_AFTER, 2),
        (slow_failure.TRY_AGAIN_AFTER + 0.001, 2),
        (-3600, 2),
    ],
)
def test_a_shared_failure_ends_after_a_while_and_with_a_clock_that_is_put_back(
    after: Callable[[float], None], seconds: float, done: int
) -> None:
    work, shared = Work(after, 8), SlowFailure()
    with pytest.raises(WorkbookError):
        shared.call(work)
    after(seconds)
    with pytest.raises(WorkbookError):
        shared.call(work)
    assert work.done == done


def test_a_shared_failure_can_be_forgotten_and_success_is_never_kept(after: Callable[[float], None]) -> None:
    work, shared = Work(after, 8), SlowFailure()
    with pytest.raises(WorkbookError):
        shared.call(work)
    work.is_broken = False
    with pytest.raises(WorkbookError):
        shared.raise_kept()
    shared.forget()
    assert [shared.call(work), shared.call(work)] == ["up", "up"]
    assert work.done == 3

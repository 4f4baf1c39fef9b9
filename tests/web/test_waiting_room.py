"""Work that may take long, and those who wait for it."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from studylib.web.waiting_room import MOST_AT_WORK, WaitingRoom


def run(work: Coroutine[Any, Any, object]) -> object:
    with ThreadPoolExecutor() as pool:  # see tests/web/test_cold_server.py
        return pool.submit(lambda: asyncio.run(work)).result()


def test_a_quick_work_gives_its_result_and_its_error() -> None:
    assert run(WaitingRoom().call(lambda: "done", "instead", 30)) == "done"
    with pytest.raises(ZeroDivisionError):
        run(WaitingRoom().call(lambda: 1 // 0, 0, 30))


def test_nobody_waits_longer_than_they_say_and_a_full_room_answers_at_once() -> None:
    go = Event()

    async def visit() -> list[object]:
        room = WaitingRoom()

        def work() -> str:
            return "done" if go.wait(30) else "never"

        try:
            waiting = [room.call(work, "late", 0.01) for _ in range(MOST_AT_WORK)]
            first = await asyncio.gather(*waiting)
            return [*first, await room.call(work, "full", 30)]
        finally:
            go.set()

    assert run(visit()) == ["late"] * MOST_AT_WORK + ["full"]


def test_a_place_is_free_again_after_the_work() -> None:
    async def visit() -> list[object]:
        room = WaitingRoom()
        return [await room.call(lambda: "done", "full", 30) for _ in range(MOST_AT_WORK + 1)]

    assert run(visit()) == ["done"] * (MOST_AT_WORK + 1)

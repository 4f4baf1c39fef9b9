"""One line a minute for each kind of what was sent in vain."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from studylib.web import tally


def test_the_first_of_a_kind_is_told_at_once_and_the_others_are_counted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tally, "MINUTE", 0.05)

    async def count() -> None:
        counted = tally.Tally()
        for _ in range(1000):
            counted.count("file id")
        counted.count("text")
        await asyncio.sleep(0.2)
        counted.count("file id")

    with ThreadPoolExecutor(1) as pool:  # Playwright leaves a loop running in the tests' own thread
        pool.submit(lambda: asyncio.run(count())).result()
    assert [each.getMessage() for each in caplog.records] == [
        "Left unheard: a visitor’s file id.",
        "Left unheard: a visitor’s text.",
        "Left unheard: 999 more of a visitor’s file id within a minute.",
        "Left unheard: a visitor’s file id.",
    ]

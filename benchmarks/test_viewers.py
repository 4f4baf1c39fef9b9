"""Two hundred visitors who open the board at the same moment, without a browser, against a bare page.

All is on this machine, so visitors and servers share its cores.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from statistics import median, quantiles

from benchmarks.conftest import Hold
from benchmarks.ratio import Limit
from tests.servers.websocket import Session

VISITORS = 200
ROUNDS = 5
SETTLE = 1.0
"""Seconds between two crowds, in which a server clears away after the last one."""


def test_a_crowd_on_the_board_waits_little_longer_than_on_a_bare_page(
    servers: dict[str, str], hold: Hold
) -> None:
    """The time of a visitor is from the connection until all of the page is there. A crowd's is what 95 of a hundred
    stay below; of several crowds on each page, in turn, it is the median.
    """
    for url in servers.values():
        asyncio.run(crowd(url, visitors=1))
    waits: dict[str, list[float]] = {name: [] for name in servers}
    for _ in range(ROUNDS):
        for name, url in servers.items():
            time.sleep(SETTLE)
            waits[name].append(percentile_95(asyncio.run(crowd(url, VISITORS))))
    times = {f"200 on the {name}": median(each) for name, each in waits.items()}
    board, bare, empty = times
    hold(times, Limit(board, bare, 2.5), Limit(board, empty), Limit(bare, empty))


async def crowd(url: str, visitors: int) -> list[float]:
    """How many seconds each of the visitors waits; all stay until the last has the page."""

    async def visit() -> float:
        start = time.perf_counter()
        session = await sessions.enter_async_context(Session(url))
        run = await session.run()
        assert not run.exceptions
        return time.perf_counter() - start

    async with AsyncExitStack() as sessions:
        return await asyncio.gather(*(visit() for _ in range(visitors)))


def percentile_95(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=20)[-1]

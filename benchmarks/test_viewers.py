"""Measure 200 visitors that open the board at once against a bare page, without a browser.

Visitors and servers run on this machine and share its cores.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from statistics import median, quantiles

from benchmarks.conftest import CheckLimits
from benchmarks.ratio import Limit
from tests.servers.websocket import Session

VISITORS = 200
ROUNDS = 5
SETTLE = 1.0
"""Seconds between two crowds, so that a server can clean up after the last one."""


def test_a_crowd_on_the_board_waits_little_longer_than_on_a_bare_page(
    servers: dict[str, str], check_limits: CheckLimits
) -> None:
    """Compare the median p95 of several crowds on each page, in turn.

    A visitor's time runs from the connection until the whole page has arrived.
    """
    for url in servers.values():
        asyncio.run(send_crowd(url, visitors=1))
    waits: dict[str, list[float]] = {name: [] for name in servers}
    for _ in range(ROUNDS):
        for name, url in servers.items():
            time.sleep(SETTLE)
            waits[name].append(compute_percentile_95(asyncio.run(send_crowd(url, VISITORS))))
    times = {f"200 on the {name}": median(crowds) for name, crowds in waits.items()}
    board, bare, empty = times
    check_limits(times, Limit(board, bare, 1.2), Limit(board, empty), Limit(bare, empty))


async def send_crowd(url: str, visitors: int) -> list[float]:
    """Measure the seconds that each visitor waits. All stay until the last one has the page."""

    async def open_board() -> float:
        start = time.perf_counter()
        session = await sessions.enter_async_context(Session(url))
        run = await session.run()
        assert not run.exceptions
        return time.perf_counter() - start

    async with AsyncExitStack() as sessions:
        return await asyncio.gather(*(open_board() for _ in range(visitors)))


def compute_percentile_95(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=20)[-1]

"""Measure a rerun of the board page against a bare page, without a browser."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack

import pytest

from benchmarks.conftest import CheckLimits, Race
from benchmarks.ratio import Limit
from tests.servers.websocket import Run, Session

ROUNDS = 60


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


def test_a_rerun_of_the_board_takes_little_more_than_a_bare_page(
    servers: dict[str, str], runner: asyncio.Runner, race: Race, check_limits: CheckLimits
) -> None:
    async def open_sessions() -> dict[str, Session]:
        return {name: await stack.enter_async_context(Session(url)) for name, url in servers.items()}

    stack = AsyncExitStack()
    sessions = runner.run(open_sessions())
    elements = {name: rerun(runner, session).elements for name, session in sessions.items()}
    assert "grid" in elements["board page"]
    assert elements["bare page"] == ["plotly_chart", "dataframe"]
    assert elements["empty page"] == []
    times = race(
        {name: lambda session=session: rerun(runner, session) for name, session in sessions.items()}, ROUNDS
    )
    runner.run(stack.aclose())
    check_limits(times, Limit("board page", "bare page", 1.2), Limit("board page", "empty page"))


def rerun(runner: asyncio.Runner, session: Session) -> Run:
    run = runner.run(session.run())
    assert not run.exceptions
    return run

"""A visitor who looks at the board again: one more run of the page, without a browser, against a bare page."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack

import pytest

from benchmarks.conftest import Hold, Race
from benchmarks.ratio import Limit
from tests.servers.websocket import Run, Session

ROUNDS = 60


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


def test_a_rerun_of_the_board_takes_little_more_than_a_bare_page(
    servers: dict[str, str], runner: asyncio.Runner, race: Race, hold: Hold
) -> None:
    async def visit_all() -> dict[str, Session]:
        return {name: await visits.enter_async_context(Session(url)) for name, url in servers.items()}

    visits = AsyncExitStack()
    sessions = runner.run(visit_all())
    drawn = {name: rerun(runner, session).elements for name, session in sessions.items()}
    assert "plotly_chart" in drawn["board page"]
    assert drawn["bare page"] == ["plotly_chart", "dataframe"]
    assert drawn["empty page"] == []
    times = race(
        {name: lambda session=session: rerun(runner, session) for name, session in sessions.items()}, ROUNDS
    )
    runner.run(visits.aclose())
    hold(times, Limit("board page", "bare page", 2.5), Limit("board page", "empty page"))


def rerun(runner: asyncio.Runner, session: Session) -> Run:
    run = runner.run(session.run())
    assert not run.exceptions
    return run

"""A stranger asks for many moments of a large public season, and for its calendar."""

import asyncio
import os
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from studylib.config import studies
from studylib.stores.opening import open_store
from tests.attacks.attacked import Attacked, run_apart, watch
from tests.attacks.large import STARTS, make_large_season
from tests.servers import hosted
from tests.servers.websocket import ROOT, starting

MOMENTS = 40
TABS = 6
"""Tabs that ask at once."""
ASKED_WITHIN = 8.0
"""Seconds of the attack, after which its tabs are closed."""
MOST_SHARE = 0.8
"""The most of one core that the attack may take. One core is what Python has."""
LOOKS = 3
"""How often others look at the board meanwhile."""
LOOK_EVERY = 1.0
"""Seconds between two such looks."""
MOST_WAIT, MOST_TIMES_CALM = 5.0, 10
"""Seconds that a look may take meanwhile, or how many times as long as before on a busy machine."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    folder = tmp_path_factory.mktemp("large")
    workbook = f"sqlite:///{folder / 'studyboard.db'}"
    open_store(workbook, create=True).replace(make_large_season())
    home = hosted.home(folder / "home", "http://127.0.0.1:1")
    environment = {"HOME": str(home), studies.VARIABLE: workbook}
    with starting(ROOT / "app.py", folder, environment) as (url, process):
        server = Attacked(url, workbook, folder, process.pid)
        for query in ("lang=ko", "lang=en"):
            assert "grid" in server.visit(None, "", query).elements
        yield server


def read_cpu(server: Attacked) -> float:
    """Seconds of processor that the server has taken."""
    fields = Path(f"/proc/{server.process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def look(server: Attacked) -> float:
    """Visit the board of today as others do. Give how many seconds it took."""
    began = time.monotonic()
    assert "grid" in server.visit().elements
    return time.monotonic() - began


def test_many_moments_at_once_take_neither_the_processor_nor_the_memory(large: Attacked) -> None:
    moments = [STARTS + timedelta(days=8 * place, hours=place) for place in range(MOMENTS)]

    async def ask(tab: int) -> None:
        for place in range(tab, MOMENTS, TABS):
            async with large.open_session() as session:
                await session.run("", f"as_of={moments[place]:%Y-%m-%dT%H:%M}")

    async def attack() -> None:
        tabs = [asyncio.create_task(ask(tab)) for tab in range(TABS)]
        _, late = await asyncio.wait(tabs, timeout=ASKED_WITHIN)
        for tab in late:
            tab.cancel()
        await asyncio.gather(*tabs, return_exceptions=True)

    def look_now_and_then() -> list[float]:
        waits = []
        for _ in range(LOOKS):
            time.sleep(LOOK_EVERY)
            waits.append(look(large))
        return waits

    cpu = read_cpu(large)
    calm = look(large)
    cost = read_cpu(large) - cpu
    cpu, began = read_cpu(large), time.monotonic()
    with watch(large), ThreadPoolExecutor() as pool:
        looking = pool.submit(look_now_and_then)
        run_apart(attack)
        longest = max(looking.result())
    share = (read_cpu(large) - cpu - LOOKS * cost) / (time.monotonic() - began)
    assert share < MOST_SHARE, f"{share:.2f} of a core"
    assert longest < max(MOST_WAIT, MOST_TIMES_CALM * calm), (
        f"a look took {longest:.1f} s, before {calm:.1f} s"
    )


def test_a_moment_that_too_many_ask_for_comes_by_itself(large: Attacked) -> None:
    query = f"as_of={STARTS + timedelta(days=100):%Y-%m-%dT%H:%M}"

    async def wait() -> None:
        async with large.open_session() as session, asyncio.timeout(60):
            while "grid" not in (await session.run("", query)).elements:
                await asyncio.sleep(0.5)

    run_apart(wait)


def test_a_calendar_costs_its_first_reader_alone(large: Attacked) -> None:
    def fetch() -> bytes:
        with urllib.request.urlopen(f"{large.url}/deadlines.ics", timeout=60) as answer:
            return bytes(answer.read())

    first = fetch()
    with watch(large):
        assert {fetch() for _ in range(50)} == {first}

"""Two hundred members who open the board at once, on two replicas behind nginx, and an hour of visits in short.

    python -m benchmarks.load [--visitors 200] [--crowds 5] [--minutes 60] [--visits 20]

Three sites are served the same way, each by two replicas behind a real nginx with deploy/nginx.conf: the board, a bare
page with one heatmap and one table as large as the board's, and an empty page. All visitors have signed in. Crowds come
to each in turn, so that all meet the same disturbances; visitors and servers share this machine's cores.

Then come the visits of an hour, one round a minute and each round at once after the last, every visit three pages long.
Sessions that have ended are forgotten after a second instead of two minutes, so that nothing of the hour is left out.

It ends with status 1 if a limit is missed (LIMITS), or if any page did not come whole.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import linear_regression, median, quantiles

from benchmarks.stay import Visitor
from studylib import clock
from studylib.stores.opening import open_store
from tests.servers.deployment import PEOPLE, Site, deployed, group
from tests.servers.websocket import ROOT, Run

BARE = Path(__file__).parent / "bare"
BOARD, HEATMAP, EMPTY = "board", "bare page", "empty page"
SCRIPTS = {BOARD: ROOT / "app.py", HEATMAP: BARE / "heatmap.py", EMPTY: BARE / "empty.py"}
WANTED = {BOARD: "plotly_chart", HEATMAP: "plotly_chart", EMPTY: ""}
"""A kind of element without which the page has not come."""
SETTLE = 2.0
"""Seconds between two crowds, in which a server clears away after the last one."""
HOUR = ("", "fines", "member")
"""The pages of one visit of the hour."""
WARM_UP = 1 / 3
"""The part of the hour that is not counted: caches and the interpreter's pools fill."""
LIMITS = {"ratio": 2.5, "MiB a session": 0.5, "% more memory an hour": 2.0}


@dataclass
class Crowds:
    """What came of the crowds on one site."""

    waits: list[float] = field(default_factory=list)
    """Of each crowd, the seconds that 95 of a hundred stay below."""
    first: float = 0.0
    """Milliseconds of processor time that a first run takes, connection and all."""
    look: float = 0.0
    """Milliseconds of processor time that a look takes: what an open board does by itself every 30 s."""
    session: float = 0.0
    """MiB that an open session takes."""


async def warm(site: Site, wanted: str) -> None:
    """Both replicas have drawn the page for somebody, so what all share is there."""
    for each in range(10):
        async with visitor(site, each) as session:
            whole(await session.run(), wanted)


def visitor(site: Site, number: int) -> Visitor:
    """One of the members, each on devices of their own."""
    address = list(PEOPLE.values())[number % len(PEOPLE)]
    return site.session(address, f"studyboard_replica={number:032x}", Visitor)


def whole(run: Run, wanted: str) -> None:
    assert not run.exceptions, run.exceptions
    assert not wanted or wanted in run.elements, (run.elements, run.texts)


async def crowd(site: Site, visitors: int, wanted: str, crowds: Crowds, *, closely: bool) -> None:
    """All come at once and stay until the last has the page; ``closely``: then its memory is measured, too."""
    memory, seconds = used(site)

    async def visit(number: int) -> float:
        start = time.perf_counter()
        session = await sessions.enter_async_context(visitor(site, number))
        whole(await session.run(), wanted)
        return time.perf_counter() - start

    async with AsyncExitStack() as sessions:
        came = await asyncio.gather(*map(visit, range(visitors)))
        crowds.waits.append(quantiles(came, n=20)[-1])
        if not closely:
            return
        crowds.first = (used(site)[1] - seconds) / visitors * 1000
        await asyncio.sleep(SETTLE)
        crowds.session = (used(site)[0] - memory) / visitors


async def looks(site: Site, visitors: int) -> float:
    """Milliseconds of processor time that a look at an open board takes."""
    async with AsyncExitStack() as sessions:
        tabs = [await sessions.enter_async_context(visitor(site, each)) for each in range(visitors)]
        for each in tabs:
            whole(await each.run(), WANTED[BOARD])
        _, before = used(site)
        for each in tabs:
            await each.look()
        return (used(site)[1] - before) / visitors * 1000


def used(site: Site) -> tuple[float, float]:
    """MiB in memory and seconds of processor time, of all replicas."""
    return sum(each.memory for each in site.replicas), sum(each.seconds for each in site.replicas)


async def hour(site: Site, minutes: int, visits: int) -> list[float]:
    """The memory of all replicas in MiB, after each minute."""
    found = []

    async def visit(number: int) -> None:
        async with visitor(site, number) as session:
            for page in HOUR:
                whole(await session.run(page), "html")

    for minute in range(minutes):
        await asyncio.gather(*(visit(minute * visits + each) for each in range(visits)))
        found.append(used(site)[0])
    return found


def growth(memory: Sequence[float]) -> float:
    """By how many per cent the memory grows in an hour, after the warm-up: the slope, for single figures waver."""
    level = memory[round(len(memory) * WARM_UP) :]
    line = linear_regression(range(len(level)), level)
    return line.slope * 60 / line.intercept * 100


def measure(folder: Path, options: argparse.Namespace) -> dict[str, float]:
    found = {name: Crowds() for name in SCRIPTS}
    with ExitStack() as stack:
        sites = {}
        for name, script in SCRIPTS.items():
            workbook = f"sqlite:///{folder / 'studyboard.db'}"
            open_store(workbook, first=lambda: group(clock.now()), create=True).fetch()
            forget = "--server.disconnectedSessionTTL=1"
            site = deployed(folder / script.stem, workbook, script, options=[forget])
            sites[name] = stack.enter_context(site)
            asyncio.run(warm(sites[name], WANTED[name]))
        for each in range(options.crowds):
            for name, site in sites.items():
                time.sleep(SETTLE)
                asyncio.run(crowd(site, options.visitors, WANTED[name], found[name], closely=each == 0))
        found[BOARD].look = asyncio.run(looks(sites[BOARD], 50))
        memory = asyncio.run(hour(sites[BOARD], options.minutes, options.visits))
    tell(found, memory)
    board, bare = median(found[BOARD].waits), median(found[HEATMAP].waits)
    return {
        "ratio": board / bare,
        "MiB a session": found[BOARD].session,
        "% more memory an hour": growth(memory),
    }


def tell(found: dict[str, Crowds], memory: Sequence[float]) -> None:
    board = median(found[BOARD].waits)
    print(f"load average {os.getloadavg()[0]:.1f}; medians of {len(found[BOARD].waits)} crowds")
    print(f"{'':12}{'p95 s':>8}{'ratio':>8}{'CPU ms':>8}{'MiB a session':>15}")
    for name, each in found.items():
        wait = median(each.waits)
        print(f"{name:12}{wait:8.2f}{board / wait:8.2f}{each.first:8.1f}{each.session:15.2f}")
    bare, empty = median(found[HEATMAP].waits), median(found[EMPTY].waits)
    print(
        f"the bare page against the empty one: {bare / empty:.2f}; a look: {found[BOARD].look:.1f} ms of CPU"
    )
    marks = [memory[round(len(memory) * part) - 1] for part in (WARM_UP, 0.5, 0.75, 1)]
    print("MiB of both replicas after a third, half, three quarters and all of the hour:")
    print("  ", *(f"{each:.0f}" for each in marks))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, default in (("visitors", 200), ("crowds", 5), ("minutes", 60), ("visits", 20)):
        parser.add_argument(f"--{name}", type=int, default=default)
    with tempfile.TemporaryDirectory(prefix="studyboard-load-") as folder:
        measured = measure(Path(folder), parser.parse_args())
    missed = [name for name, most in LIMITS.items() if measured[name] > most]
    for name, most in LIMITS.items():
        print(f"{name}: {measured[name]:.2f}, at most {most}{'  MISSED' if name in missed else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

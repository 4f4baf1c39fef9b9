"""Load two replicas behind nginx: 200 members open the board at once, then an hour of visits follows, compressed.

    python -m benchmarks.load [--visitors 200] [--crowds 5] [--minutes 60] [--visits 20]

It serves three sites: the board, a bare page and an empty page. The bare page has one heatmap and one table, each as
large as the board's. Each site runs on two replicas behind a real nginx with deploy/nginx.conf. All visitors have
signed in. Crowds visit the sites in turn, so other work disturbs all sites alike. Visitors and servers share this
machine's cores.

Then come the visits of an hour: one round for each minute, without pauses between rounds. A visit opens three pages.
Servers drop ended sessions after one second instead of two minutes. So the short run includes the clean-up, too.

Exits with status 1 if it misses a limit (LIMITS) or if a page arrives incomplete.
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

from benchmarks.ratio import print_limits
from benchmarks.stay import Visitor
from studylib import clock
from studylib.stores.opening import open_store
from tests.servers.deployment import PEOPLE, Site, deployed, group
from tests.servers.websocket import ROOT, Run

BARE = Path(__file__).parent / "bare"
BOARD, HEATMAP, EMPTY = "board", "bare page", "empty page"
SCRIPTS = {BOARD: ROOT / "app.py", HEATMAP: BARE / "heatmap.py", EMPTY: BARE / "empty.py"}
REQUIRED = {BOARD: "grid", HEATMAP: "plotly_chart", EMPTY: ""}
"""The kind of element that a complete page has. Empty if any page will do."""
SETTLE = 2.0
"""Seconds between two crowds, so that a server can clean up after the last one."""
VISIT = ("", "fines", "member")
"""Pages of one visit of the hour, in order. The empty name is the board."""
WARM_UP = 1 / 3
"""Fraction of the hour to leave out, while caches and the interpreter's pools fill."""
LIMITS = {"ratio": 2.5, "MiB a session": 0.5, "% more memory an hour": 2.0}


@dataclass
class CrowdFigures:
    """Figures of the crowds on one site."""

    waits: list[float] = field(default_factory=list)
    """The p95 wait of each crowd, in seconds."""
    first: float = 0.0
    """Processor time of a first run with its connection, in milliseconds."""
    look: float = 0.0
    """Processor time of a look, in milliseconds. An open board looks for changes every 30 s."""
    session: float = 0.0
    """Memory of an open session, in MiB."""


async def warm_up(site: Site, required: str) -> None:
    """Let both replicas draw the page once, so that they fill what all visitors share."""
    for number in range(10):
        async with make_visitor(site, number) as session:
            assert_complete(await session.run(), required)


def make_visitor(site: Site, number: int) -> Visitor:
    """Make one of the members' visitors, with a replica cookie of its own."""
    address = list(PEOPLE.values())[number % len(PEOPLE)]
    return site.session(address, f"studyboard_replica={number:032x}", Visitor)


def assert_complete(run: Run, required: str) -> None:
    assert not run.exceptions, run.exceptions
    assert not required or required in run.elements, (run.elements, run.texts)


async def send_crowd(
    site: Site, visitors: int, required: str, crowds: CrowdFigures, *, in_detail: bool
) -> None:
    """Let all visitors come at once and stay until the last one has the page. Add the figures to ``crowds``.

    With ``in_detail``, also measure processor time and memory.
    """
    memory, seconds = measure_usage(site)

    async def visit(number: int) -> float:
        start = time.perf_counter()
        session = await sessions.enter_async_context(make_visitor(site, number))
        assert_complete(await session.run(), required)
        return time.perf_counter() - start

    async with AsyncExitStack() as sessions:
        waits = await asyncio.gather(*map(visit, range(visitors)))
        crowds.waits.append(quantiles(waits, n=20)[-1])
        if not in_detail:
            return
        crowds.first = (measure_usage(site)[1] - seconds) / visitors * 1000
        await asyncio.sleep(SETTLE)
        crowds.session = (measure_usage(site)[0] - memory) / visitors


async def measure_looks(site: Site, visitors: int) -> float:
    """Measure the processor time of a look at an open board, in milliseconds."""
    async with AsyncExitStack() as sessions:
        tabs = [await sessions.enter_async_context(make_visitor(site, number)) for number in range(visitors)]
        for tab in tabs:
            assert_complete(await tab.run(), REQUIRED[BOARD])
        _, before = measure_usage(site)
        for tab in tabs:
            await tab.look()
        return (measure_usage(site)[1] - before) / visitors * 1000


def measure_usage(site: Site) -> tuple[float, float]:
    """Measure all replicas together: MiB in memory, and seconds of processor time so far."""
    return sum(replica.memory for replica in site.replicas), sum(replica.seconds for replica in site.replicas)


async def simulate_hour(site: Site, minutes: int, visits: int) -> list[float]:
    """Run the visits of all minutes. Return the memory of all replicas in MiB after each minute."""
    memory = []

    async def visit(number: int) -> None:
        async with make_visitor(site, number) as session:
            for page in VISIT:
                assert_complete(await session.run(page), "html")

    for minute in range(minutes):
        await asyncio.gather(*(visit(minute * visits + number) for number in range(visits)))
        memory.append(measure_usage(site)[0])
    return memory


def compute_growth(memory: Sequence[float]) -> float:
    """Compute the growth of memory after the warm-up, in per cent an hour.

    It is the slope of a line through all figures, because single figures vary.
    """
    counted = memory[round(len(memory) * WARM_UP) :]
    line = linear_regression(range(len(counted)), counted)
    return line.slope * 60 / line.intercept * 100


def measure(folder: Path, options: argparse.Namespace) -> dict[str, float]:
    figures = {name: CrowdFigures() for name in SCRIPTS}
    with ExitStack() as stack:
        sites = {}
        for name, script in SCRIPTS.items():
            workbook = f"sqlite:///{folder / 'studyboard.db'}"
            open_store(workbook, first=lambda: group(clock.now()), create=True).fetch()
            forget = "--server.disconnectedSessionTTL=1"
            serving = deployed(folder / script.stem, workbook, script, options=[forget])
            sites[name] = stack.enter_context(serving)
            asyncio.run(warm_up(sites[name], REQUIRED[name]))
        for turn in range(options.crowds):
            for name, site in sites.items():
                time.sleep(SETTLE)
                asyncio.run(
                    send_crowd(site, options.visitors, REQUIRED[name], figures[name], in_detail=turn == 0)
                )
        figures[BOARD].look = asyncio.run(measure_looks(sites[BOARD], 50))
        memory = asyncio.run(simulate_hour(sites[BOARD], options.minutes, options.visits))
    print_report(figures, memory)
    board, bare = median(figures[BOARD].waits), median(figures[HEATMAP].waits)
    return {
        "ratio": board / bare,
        "MiB a session": figures[BOARD].session,
        "% more memory an hour": compute_growth(memory),
    }


def print_report(figures: dict[str, CrowdFigures], memory: Sequence[float]) -> None:
    board = median(figures[BOARD].waits)
    print(f"load average {os.getloadavg()[0]:.1f}, medians of {len(figures[BOARD].waits)} crowds")
    print(f"{'':12}{'p95 s':>8}{'ratio':>8}{'CPU ms':>8}{'MiB a session':>15}")
    for name, crowds in figures.items():
        wait = median(crowds.waits)
        print(f"{name:12}{wait:8.2f}{board / wait:8.2f}{crowds.first:8.1f}{crowds.session:15.2f}")
    bare, empty = median(figures[HEATMAP].waits), median(figures[EMPTY].waits)
    print(f"ratio of the bare page to the empty page: {bare / empty:.2f}")
    print(f"CPU time of a look: {figures[BOARD].look:.1f} ms")
    marks = [memory[round(len(memory) * part) - 1] for part in (WARM_UP, 0.5, 0.75, 1)]
    print("MiB of both replicas after a third, a half, three quarters and the whole of the hour:")
    print("  ", *(f"{each:.0f}" for each in marks))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, default in (("visitors", 200), ("crowds", 5), ("minutes", 60), ("visits", 20)):
        parser.add_argument(f"--{name}", type=int, default=default)
    with tempfile.TemporaryDirectory(prefix="studyboard-load-") as folder:
        measured = measure(Path(folder), parser.parse_args())
    return 0 if print_limits(measured, LIMITS) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Measure the first visit of a phone on a slow line, and how much the pages jump.

    python -m benchmarks.web [--rounds 5]

In turn it visits three servers: an empty page as Streamlit serves it, the same page packed as ours is, and the board.
Each visit is one of a browser without a cache (cold), then one of the same browser (warm).

Exits with status 1 if a limit is missed.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks.phone import DONE, HEIGHTS, Visited, open_browser, visit
from benchmarks.ratio import print_limits
from studylib import clock
from studylib.config import studies
from studylib.stores.opening import open_store
from studylib.web.page_titles import TITLES
from studylib.workbook import sample
from tests.browser.jumps import AT_MOST
from tests.install import chromium
from tests.servers.websocket import ROOT, serving

PLAIN, EMPTY, BOARD = "empty page, plain", "empty page, packed", "board"
DRAWN = {PLAIN: DONE, EMPTY: DONE, BOARD: ".board td"}
"""What has to be in sight on each server."""
LIMITS = {
    "transfer of the first visit, KiB": 2000,
    "transfer, of an empty page's": 1.25,
    "drawn cold, of an empty page's": 1.25,
    "drawn warm, of an empty page's": 1.25,
    "worst layout shift": AT_MOST,
}


def main(rounds: int) -> bool:
    """Measure and print. Return whether all limits hold."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        servers = start_servers(stack, folder)
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium(playwright))
        for name, url in servers.items():  # the first visit of a server imports its libraries
            with open_browser(browser, min(HEIGHTS)) as context:
                visit(context, url, DRAWN[name])
        cold, warm = race(browser, servers, rounds)
        shifts = measure_shifts(browser, servers[BOARD])
    print_visits(cold, warm)
    for (page, width), shift in shifts.items():
        print(f"layout shift of /{page} at {width} px: {shift:.3f}")
    return print_limits(judge(cold, warm, shifts), LIMITS)


def start_servers(stack: ExitStack, folder: Path) -> Mapping[str, str]:
    """Start the three servers, the board on the sample season."""
    workbook = f"sqlite:///{folder / 'studyboard.db'}"
    open_store(workbook, first=lambda: sample.make_sample(clock.now()), create=True)
    scripts = {PLAIN: "benchmarks/bare/empty.py", EMPTY: "benchmarks/bare/packed.py", BOARD: "app.py"}
    settings = {studies.VARIABLE: workbook, "PYTHONPATH": str(ROOT)}
    return {
        name: stack.enter_context(serving(ROOT / script, folder, settings))
        for name, script in scripts.items()
    }


Medians = Mapping[str, Visited]


def race(browser: Browser, servers: Mapping[str, str], rounds: int) -> tuple[Medians, Medians]:
    """Visit the servers in turn, cold and then warm."""
    seen: dict[tuple[str, str], list[Visited]] = {}
    for _ in range(rounds):
        for name, url in servers.items():
            with open_browser(browser, min(HEIGHTS)) as context:
                for kind in ("cold", "warm"):
                    seen.setdefault((kind, name), []).append(visit(context, url, DRAWN[name]))
    cold, warm = ({name: find_median(seen[kind, name]) for name in servers} for kind in ("cold", "warm"))
    return cold, warm


def find_median(visits: list[Visited]) -> Visited:
    """Find the median of each figure."""
    fields = ("sent", "requests", "seconds", "shift")
    return Visited(*(median(getattr(each, field) for each in visits) for field in fields))


def measure_shifts(browser: Browser, url: str) -> Mapping[tuple[str, int], float]:
    """Visit each page with each width as a stranger to it."""
    shifts = {}
    for width in HEIGHTS:
        for page in TITLES:
            with open_browser(browser, width) as context:
                shifts[page, width] = visit(context, f"{url}/{page}", DONE).shift
    return shifts


def print_visits(cold: Medians, warm: Medians) -> None:
    """Print a line a server, with its ratio to the packed empty page."""
    for kind, visits in (("cold", cold), ("warm", warm)):
        for name, each in visits.items():
            sent, seconds = each.sent / visits[EMPTY].sent, each.seconds / visits[EMPTY].seconds
            print(
                f"{kind}, {name}: {each.sent / 1024:.0f} KiB ({sent:.2f}) in {each.requests:.0f} requests, "
                f"drawn after {each.seconds:.2f} s ({seconds:.2f})"
            )


def judge(cold: Medians, warm: Medians, shifts: Mapping[tuple[str, int], float]) -> Mapping[str, float]:
    """Work out the figure of each limit."""
    figures = (
        cold[BOARD].sent / 1024,
        cold[BOARD].sent / cold[EMPTY].sent,
        cold[BOARD].seconds / cold[EMPTY].seconds,
        warm[BOARD].seconds / warm[EMPTY].seconds,
        max(shifts.values()),
    )
    return dict(zip(LIMITS, figures, strict=True))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    sys.exit(not main(parser.parse_args().rounds))

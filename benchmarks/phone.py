"""A phone on a slow line, emulated in Chromium: what a visit takes, and how much of the page jumps."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.jumps import WATCH, find_shift

BYTES_A_SECOND = 12_000_000 / 8
LATENCY = 70
"""Milliseconds of each request on the emulated line."""
SLOWER = 4
"""How many times the processor is slower than this machine's."""
WITHIN = 120_000
"""Milliseconds for a page to be drawn, on a busy machine, too."""
QUIET = 1_500
"""Milliseconds after which nothing of a drawn page moves any more."""
DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
IN_SIGHT = """(all) => all.every((each) =>
    document.querySelector(each)?.checkVisibility({ visibilityProperty: true }))"""
"""Looked at in each frame. Playwright's own waiting looks every 0.5 s, which is a third of a visit."""
HEIGHTS = {390: 844, 1280: 900}
"""The height of the window by its width, in pixels. The narrow one is a phone's."""


@dataclass(frozen=True)
class Visited:
    """What a visit took: bytes on the line, requests, seconds until drawn, and its layout shift."""

    sent: float
    requests: float
    seconds: float
    shift: float


@contextmanager
def open_browser(browser: Browser, width: int) -> Iterator[BrowserContext]:
    """Open a browser that has visited nothing yet."""
    hand = width == min(HEIGHTS)
    size = {"width": width, "height": HEIGHTS[width]}
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        is_mobile=hand,
        has_touch=hand,
        locale="ko-KR",
        timezone_id="Asia/Seoul",
    )
    yield context
    context.close()


def visit(context: BrowserContext, url: str, drawn: str) -> Visited:
    """Visit an address in a new tab. ``drawn``: a selector of what has to be in sight."""
    page = context.new_page()
    page.add_init_script(WATCH)
    sizes: list[float] = []
    _slow_down(page, sizes)
    started = time.monotonic()
    page.goto(url, wait_until="commit")
    page.wait_for_function(IN_SIGHT, arg=[DONE, drawn], timeout=WITHIN)
    seconds = time.monotonic() - started
    page.wait_for_timeout(QUIET)
    jumps = page.evaluate("window.jumps")
    page.close()
    return Visited(sum(sizes), len(sizes), seconds, find_shift(jumps))


def _slow_down(page: Page, sizes: list[float]) -> None:
    line = page.context.new_cdp_session(page)
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    line.send("Network.enable")
    speed = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    line.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY, **speed})
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

"""Open pages that look again by themselves."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import wait_until_drawn
from tests.browser.visits import expect_nothing_serious

LOOKS = 15_000
"""Milliseconds from one look of an open page for Google to the next, while Google fails."""


def stay(page: Page) -> None:
    """Remember in the page that it is the same one; its timers can be hurried from now on."""
    page.evaluate("() => { window.stayed = true }")


def look_until(page: Page, holds: Callable[[], object]) -> None:
    """Let an open page look again and again, without its waiting in between, until that holds."""
    for _ in range(20):
        page.clock.fast_forward(LOOKS)
        try:
            holds()
        except AssertionError:
            continue
        break
    holds()
    assert page.evaluate("() => window.stayed"), "nothing was loaded anew"


def expect_nothing_serious_anew(context: BrowserContext, address: str, shown: str) -> None:
    """For screen readers, of a page that is opened now, in both themes, at a desk and on a phone."""
    with context.new_page() as page:
        page.goto(address)
        wait_until_drawn(page)
        expect(page.get_by_text(shown)).to_be_visible()
        expect_nothing_serious(page)
        expect(page.get_by_text(shown)).to_be_visible()

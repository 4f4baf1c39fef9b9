"""Open pages that look again by themselves."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import THEMES, wait_until_drawn
from tests.browser.visits import DESK, HAND, expect_no_sideways_scrolling, violations

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


def expect_nothing_serious(beside: Page, shown: str) -> None:
    """For screen readers, of the same address opened anew beside the page: in both themes, at a desk and on a phone."""
    for theme in THEMES:
        with beside.context.new_page() as page:
            page.emulate_media(color_scheme=theme)
            page.goto(beside.url)
            wait_until_drawn(page)
            for size in (DESK, HAND):
                page.set_viewport_size(size)
                expect(page.get_by_text(shown)).to_be_visible()
                expect_no_sideways_scrolling(page)
                assert not violations(page), (theme, size)

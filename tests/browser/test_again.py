"""An open board looks for changes by itself, but not while nobody sees it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from studylib.views.board.head import REFRESH_SECONDS
from tests.browser.conftest import Server, wait_until_drawn

SEEN = """
window.sees = 'visible';
Object.defineProperty(document, 'visibilityState', { get: () => window.sees });
window.see = (state) => { window.sees = state; document.dispatchEvent(new Event('visibilitychange')); };
"""
"""Let the test hide the tab: a browser without windows never does."""


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve(now="2022-05-10T12:00+09:00")


def test_a_hidden_board_sends_nothing_and_looks_at_once_when_it_is_seen_again(
    server: Server, page: Page
) -> None:
    sent: list[str | bytes] = []

    def note(frame: str | bytes) -> None:
        sent.append(frame)

    page.on("websocket", lambda socket: socket.on("framesent", note))
    page.add_init_script(SEEN)
    page.clock.install()
    page.goto(server.url)
    wait_until_drawn(page)
    left = page.locator(".fact .value").first
    before = left.inner_text()
    sent.clear()
    page.evaluate("window.see('hidden')")
    page.clock.fast_forward(1000 * 10 * REFRESH_SECONDS)
    page.clock.run_for(1000 * REFRESH_SECONDS)
    assert len(sent) == 0
    server.set_clock("2022-05-10T13:00+09:00")
    page.evaluate("window.see('visible')")
    expect(left).not_to_have_text(before)
    assert len(sent) == 1
    page.clock.fast_forward(1000 * (REFRESH_SECONDS - 2))
    assert len(sent) == 1
    server.set_clock("2022-05-10T14:00+09:00")
    later = left.inner_text()
    page.clock.fast_forward(1000 * 3)
    expect(left).not_to_have_text(later)
    assert len(sent) == 2
    expect(page.locator('[class*="st-key-look_again"]')).to_be_hidden()

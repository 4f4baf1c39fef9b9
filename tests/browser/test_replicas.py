"""A member's browser at the encrypted address, before two replicas, one of which dies."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from studylib import clock
from studylib.stores.opening import open_store
from tests.browser.conftest import RENDER_WITHIN, wait_until_drawn
from tests.browser.policy import LISTEN
from tests.servers.deployment import PEOPLE, Replica, Site, deployed, group, signed_in

COOKIE = "0123456789abcdef" * 2


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    address = f"sqlite:///{tmp_path / 'studyboard.db'}"
    open_store(address, first=lambda: group(clock.now()), create=True).fetch()
    with deployed(tmp_path / "served", address) as site:
        yield site


@pytest.fixture
def member(site: Site, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """A browser in which a member has signed in, and which has a replica of its own."""
    context = browser.new_context(**browser_context_args, ignore_https_errors=True)
    cookies = [signed_in(site.url, PEOPLE["나래"]), f"studyboard_replica={COOKIE}"]
    pairs = [each.partition("=")[::2] for each in cookies]
    context.add_cookies([{"name": name, "value": value, "url": site.url} for name, value in pairs])
    context.add_init_script(LISTEN)
    yield context
    context.close()


def of_the_member(site: Site) -> Replica:
    """The replica that nginx has for the cookie."""
    site.get("/_stcore/health?mine", {"Cookie": f"studyboard_replica={COOKIE}"})
    port = int(site.logged(r'"GET /_stcore/health" 200 .*:(\d+)\n')[-1])
    return next(each for each in site.replicas if each.port == port)


def test_a_member_goes_on_if_their_replica_has_died(site: Site, member: BrowserContext) -> None:
    mine = of_the_member(site)
    page = member.new_page()
    page.goto(f"{site.url}/fines")
    wait_until_drawn(page)
    assert download(page)
    mine.kill()
    # The browser connects again by itself, comes to the other replica, and is still who it was.
    page.get_by_role("navigation").get_by_role("link", name="커리큘럼").click(timeout=RENDER_WITHIN)
    expect(page.get_by_role("heading", name="커리큘럼", exact=True)).to_be_visible(timeout=RENDER_WITHIN)
    page.get_by_role("navigation").get_by_role("link", name="벌금").click()
    expect(page.get_by_role("heading", name="벌금", exact=True)).to_be_visible(timeout=RENDER_WITHIN)
    wait_until_drawn(page)
    assert download(page)
    assert page.evaluate("window.refused") == []


def download(page: Page) -> bytes:
    with page.expect_download() as started:
        page.get_by_test_id("stDownloadButton").get_by_role("button").first.click()
    return Path(started.value.path()).read_bytes()

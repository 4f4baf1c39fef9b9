"""The content security policy in a real browser: nothing of the pages offends it, and what does is not run."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.grid import Grid
from tests.browser.policy import LISTEN

Visit = Callable[..., Page]
NOW = "2022-05-10T11:00+09:00"
INTRUDER = """(source) => new Promise((done) => {
    const script = document.createElement("script");
    Object.assign(script, source);
    script.onload = script.onerror = () => done();
    document.body.append(script);
    setTimeout(done, 200);
})"""


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve(now=NOW)


@pytest.fixture(autouse=True)
def listened(page: Page) -> None:
    page.add_init_script(LISTEN)


@pytest.fixture
def refused(page: Page) -> Callable[[], list[str]]:
    return lambda: page.evaluate("window.refused")


def test_the_board_draws_and_answers_under_the_policy(
    server: Server, visit: Visit, refused: Callable[[], list[str]]
) -> None:
    page = visit(server)
    Grid(page).click("가람", 1)
    expect(page.get_by_role("heading", name="가람 · 1주차")).to_be_visible()
    assert refused() == []


@pytest.mark.parametrize(
    "source",
    [{"textContent": "window.intruded = true"}, {"src": "data:text/javascript,window.intruded = true"}],
    ids=["in the page", "from an address"],
)
def test_a_script_from_elsewhere_does_not_run(
    source: dict[str, str], server: Server, visit: Visit, refused: Callable[[], list[str]]
) -> None:
    page = visit(server)
    page.evaluate(INTRUDER, source)
    assert page.evaluate("window.intruded") is None
    assert re.match("script-src", refused()[0])


def test_another_site_cannot_show_a_page_in_a_frame(server: Server, page: Page) -> None:
    page.route("http://elsewhere.example/", lambda route: route.fulfill(body=f'<iframe src="{server.url}">'))
    page.goto("http://elsewhere.example/")
    frame = page.frames[1]
    expect(page.locator("iframe")).to_be_attached()
    assert frame.evaluate("document.querySelector('#root')") is None

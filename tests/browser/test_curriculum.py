"""The curriculum in the browser: the calendar as a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, wait_until_drawn
from tests.browser.jumps import AT_MOST, WATCH, find_shift


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve(now="2022-05-10T12:00+09:00")


@pytest.mark.parametrize(("query", "words"), [("", "6주차"), ("?lang=en", "Week 6")])
def test_the_calendar_comes_as_a_file(
    server: Server, page: Page, visit: Callable[..., Page], query: str, words: str
) -> None:
    visit(server, f"/curriculum{query}")
    with page.expect_download() as started:
        page.get_by_role("button", name=".ics").click()
    assert started.value.suggested_filename == "deadlines.ics"
    text = Path(started.value.path()).read_text()
    assert text.startswith("BEGIN:VCALENDAR")
    assert words in text


def test_on_a_phone_this_week_is_in_view_and_the_address_of_a_past_week_opens_it(
    server: Server, browser: Browser
) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="ko-KR")
    page = phone.new_page()
    page.goto(f"{server.url}/curriculum")
    wait_until_drawn(page)
    expect(page.locator(".card.present")).to_be_in_viewport(ratio=0.9)
    first = page.locator("#week-1")
    expect(first).to_be_hidden()
    page.get_by_text("지난 주차").tap()
    first.locator("summary").tap()
    expect(first.get_by_text("강의")).to_be_visible()
    # A tab of its own: an address that differs in its end alone would draw nothing anew.
    for asked in ("curriculum#week-2", "curriculum?lang=ko#week-1"):
        page = phone.new_page()
        page.add_init_script(WATCH)
        page.goto(f"{server.url}/{asked}")
        wait_until_drawn(page)
        expect(page.locator(f"#{asked.partition('#')[2]} dl")).to_be_in_viewport()
        assert find_shift(page.evaluate("window.jumps")) <= AT_MOST
    page.goto(f"{server.url}/season#week-2")
    expect(page).to_have_url(f"{server.url}/season#week-2")
    phone.close()

"""Checking in on a phone, with the code on the leader's screen."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from studylib import clock
from studylib.season.check_in import EARLY
from studylib.stores.opening import open_store
from studylib.views.check_in import WAIT_SECONDS
from tests.browser.conftest import Server, wait_until_drawn
from tests.browser.visits import violations
from tests.servers import hosted

DIGITS = re.compile(r"\d{3} \d{3}")


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    now = clock.now()
    return serve(now=now.isoformat(), cells=hosted.workbook_with_meeting(now), home=hosted.home)


@pytest.fixture
def enter(
    browser: Browser, browser_context_args: dict[str, Any], server: Server
) -> Iterator[Callable[[str, int], BrowserContext]]:
    """``enter(address, width)`` is the browser of somebody who is signed in."""
    contexts: list[BrowserContext] = []

    def enter(address: str, width: int) -> BrowserContext:
        context = browser.new_context(**browser_context_args | {"viewport": {"width": width, "height": 844}})
        value = hosted.cookie(server.url, address)
        context.add_cookies([{"name": hosted.COOKIE, "value": value, "url": server.url, "httpOnly": True}])
        contexts.append(context)
        return context

    yield enter
    for context in contexts:
        context.close()


def open_page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    wait_until_drawn(page)
    return page


def test_a_member_checks_in_with_the_link_of_the_leader_s_screen_and_one_tap(
    server: Server, enter: Callable[[str, int], BrowserContext]
) -> None:
    screen = open_page(enter(hosted.LEADER, 1280), f"{server.url}/")
    screen.get_by_role("navigation").get_by_role("link", name="출석").click()
    digits = screen.locator(".digits")
    expect(digits).to_have_text(DIGITS)
    picture = screen.get_by_role("img", name="출석 페이지를 여는 QR 코드")
    expect(picture).to_be_visible()
    box, shown = picture.bounding_box(), digits.bounding_box()
    assert box
    assert box["width"] >= 300, "the picture can be scanned from a few metres"
    assert shown
    assert shown["height"] >= 80, "the digits can be read across a room"
    assert violations(screen) == []

    code = digits.inner_text().replace(" ", "")
    phone = open_page(enter(hosted.MEMBER, 390), f"{server.url}/check_in?code={code}")
    expect(phone.get_by_role("textbox")).to_have_value(code)
    phone.get_by_role("textbox").click()
    expect(phone.get_by_role("textbox")).to_have_attribute("inputmode", "numeric")
    wide = phone.get_by_role("button", name="출석").bounding_box()
    assert wide
    assert wide["width"] > 300, "a thumb of either hand reaches it"
    assert violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    phone.get_by_role("button", name="출석").click()
    expect(phone.locator(".card")).to_contain_text("에 출석했습니다.")
    expect(phone.locator(".card")).to_contain_text("5분")

    expect(screen.locator(".check-in")).to_contain_text("1명 출석", timeout=20_000)
    (tab,) = [tab for tab in open_store(server.workbook).fetch().tabs if tab.title == "출석"]
    assert [row[:3] for row in tab.rows[1:]] == [(tab.rows[1][0], "모임", "나래")]


def test_the_code_changes_by_itself(server: Server, enter: Callable[[str, int], BrowserContext]) -> None:
    screen = open_page(enter(hosted.LEADER, 390), f"{server.url}/check_in")
    before = screen.locator(".digits").inner_text()
    server.set_clock((clock.now() + timedelta(seconds=60)).isoformat())
    expect(screen.locator(".digits")).not_to_have_text(before, timeout=20_000)
    assert screen.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_page_without_an_open_meeting_comes_alive_by_itself(
    server: Server, enter: Callable[[str, int], BrowserContext]
) -> None:
    a_week_later = clock.now() + timedelta(days=7) - timedelta(minutes=5) - EARLY
    server.set_clock((a_week_later - timedelta(minutes=2)).isoformat())
    page = enter(hosted.MEMBER, 390).new_page()
    page.clock.install()
    page.goto(f"{server.url}/check_in")
    wait_until_drawn(page)
    expect(page.locator(".strip")).to_contain_text("지금 출석할 수 있는 모임이 없습니다.")
    server.set_clock((a_week_later + timedelta(minutes=2)).isoformat())
    page.clock.fast_forward(1000 * WAIT_SECONDS)
    expect(page.get_by_role("textbox")).to_be_visible(timeout=20_000)
    expect(page.locator(".strip")).to_have_count(0)

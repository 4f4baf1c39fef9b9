"""One's own record on a phone: what is owed and to whom at one tap, and the weeks at another."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Server, choose, wait_until_drawn, wait_until_known
from tests.browser.visits import expect_no_violations
from tests.pages.workbooks import group

SETTINGS = (
    ("name", "밤샘 스터디"),
    ("starts_on", date(2022, 4, 6)),
    ("정산 방법", "모임통장"),
    ("계좌", "하나은행 1-2"),
)


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve(now="2022-06-01T12:00+09:00", cells=group(settings=SETTINGS))


@pytest.fixture
def cold(phones: BrowserContext, server: Server) -> Iterator[Page]:
    """The board's link, opened on a phone that knows its owner as 하나."""
    known = phones.new_page()
    known.goto(f"{server.url}/member")
    wait_until_drawn(known)
    choose(known, "멤버", "하나")
    expect(known.get_by_text("하나 님으로 보고 있습니다.")).to_be_visible()
    wait_until_known(known)
    known.close()
    page = phones.new_page()
    page.goto(server.url)
    wait_until_drawn(page)
    yield page
    page.close()
    phones.clear_cookies()


def test_what_i_owe_and_to_whom_is_one_tap_from_the_cold_link_and_on_the_first_screen(cold: Page) -> None:
    cold.get_by_role("link", name="나의 기록").tap()
    owed = cold.get_by_text("12,000원을 모임통장으로 보내 주세요.")
    for seen in (
        owed,
        cold.get_by_text("모임통장 계좌: 하나은행 1-2"),
        cold.get_by_role("button", name="계좌 복사"),
    ):
        expect(seen).to_be_visible()
        expect(seen).to_be_in_viewport(ratio=1)
    expect_no_violations(cold)


def test_a_square_opens_its_week_below_without_a_new_page(cold: Page) -> None:
    cold.get_by_role("link", name="나의 기록").tap()
    square = cold.get_by_role("link", name="하나, 3주차, 제시간")
    cold.evaluate("window.kept = true")
    square.tap()
    card = cold.locator(".card").filter(has_text="하나 · 3주차")
    expect(card.get_by_role("link", name="hana.example/3")).to_be_visible()
    expect(square).to_have_attribute("aria-current", "true")
    box = square.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 40
    assert cold.evaluate("window.kept")
    assert "week=3" in cold.url
    cold.go_back()
    expect(card).to_have_count(0)

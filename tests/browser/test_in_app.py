"""In KakaoTalk's own browser, and the button that shares: with the phone's list of apps, and without it."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from studylib import clock
from tests.browser.conftest import Server, keep_process, wait_until_drawn
from tests.browser.visits import HAND, expect_no_violations
from tests.servers import hosted
from tests.web import app_agents

WHY = "앱 안에서 연 페이지입니다."
STUB = """
window.shared = [];
navigator.canShare = (data) => data.files.length === 1;
navigator.share = async (data) => {
    window.shared.push(data);
    if (window.refuse) throw new DOMException("", window.refuse);
};
"""
NO_SHARE = "Object.defineProperty(navigator, 'share', { value: undefined })"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    """A group whose board and money are public, with a sign-in."""
    now = clock.now()
    cells = hosted.workbook(now, ("access", "public"), ("public_money", "yes"))
    return serve(now=now.isoformat(), cells=cells, home=hosted.home)


@pytest.fixture(scope="module")
def in_app(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    kind = {"user_agent": app_agents.KAKAOTALK, "viewport": HAND, "has_touch": True, "is_mobile": True}
    context = browser.new_context(**browser_context_args | kind)
    keep_process(context)
    yield context
    context.close()


def go(page: Page, server: Server, address: str = "/") -> Page:
    page.goto(server.url + address)
    wait_until_drawn(page)
    return page


def test_kakaotalk_shows_the_way_out_in_the_place_of_sign_in_and_downloads(
    server: Server, in_app: BrowserContext
) -> None:
    page = in_app.new_page()
    go(page, server, "/fines")
    expect(page.get_by_text(WHY)).to_be_visible()
    expect(page.get_by_role("button", name="로그인")).to_have_count(0)
    expect(page.get_by_test_id("stDownloadButton")).to_have_count(0)
    expect(page.get_by_role("link", name="브라우저로 열어 내려받기")).to_be_visible()
    expect_no_violations(page)

    pages = len(in_app.pages)
    with page.expect_request(lambda request: request.url.startswith("kakaotalk:")) as asked:
        page.get_by_role("link", name="브라우저로 열기").first.tap()
    own = quote(f"{server.url}/fines", safe="")
    assert asked.value.url == f"kakaotalk://web/openExternal?url={own}"
    assert len(in_app.pages) == pages, "many apps would open no tab"

    page.get_by_role("button", name="주소 복사").tap()
    expect(page.get_by_role("status").filter(has_text="복사했습니다.")).to_be_visible()
    page.close()


def test_a_browser_of_its_own_shows_none_of_it(server: Server, page: Page) -> None:
    go(page, server, "/fines")
    expect(page.get_by_role("button", name="로그인")).to_be_visible()
    expect(page.get_by_test_id("stDownloadButton")).to_have_count(2)
    expect(page.get_by_text(WHY)).to_have_count(0)
    expect(page.locator('a[href^="kakaotalk:"], a[href^="intent:"]')).to_have_count(0)


def test_the_board_is_shared_with_the_phones_list_of_apps(server: Server, page: Page) -> None:
    page.add_init_script(STUB)
    button = go(page, server, "/?lang=ko&as_of=2022-05-01T00:00").get_by_role("button", name="공유하기")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.shared.length === 1")
    shared = page.evaluate("window.shared[0]")
    assert shared["url"] == f"{server.url}/?as_of=2022-05-01T00%3A00%3A00"
    assert shared["text"].startswith("예시 스터디\n")

    told = button.locator("xpath=following-sibling::*")
    page.evaluate("window.refuse = 'AbortError'")
    button.click()
    page.wait_for_function("() => window.shared.length === 2")
    expect(told).to_have_text("")
    page.evaluate("window.refuse = 'NotAllowedError'")
    button.click()
    expect(told).to_have_text("복사했습니다.")


@pytest.mark.parametrize(
    "lacking", [NO_SHARE, f"{NO_SHARE}; {NO_CLIPBOARD}"], ids=["share", "share and clipboard"]
)
def test_without_it_the_text_for_the_chat_is_copied(server: Server, page: Page, lacking: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    page.add_init_script(lacking)
    go(page, server, "/settlement")
    page.get_by_role("button", name="공유하기").click()
    expect(page.get_by_role("status").filter(has_text="복사했습니다.")).to_be_visible()
    expect(page.get_by_role("button", name="공유하기")).to_be_focused()
    field = page.context.new_page()
    field.goto(f"{server.url}/favicon.png")
    copied = field.evaluate("navigator.clipboard.readText()")
    field.close()
    assert re.match(r"\[예시 스터디\] .* 정산", copied)
    assert "\n\n" in copied


def test_the_image_of_the_board_is_shared_as_a_file_and_copied(server: Server, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    page.add_init_script(STUB)
    go(page, server, "/?lang=ko").get_by_role("link", name="이미지로 공유").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("img", name="공유할 이미지")).to_be_visible()
    expect_no_violations(page)
    dialog.get_by_role("button", name="공유하기").click()
    page.wait_for_function("() => window.shared.length === 1")
    file = page.evaluate("(({name, type, size}) => [name, type, size])(window.shared[0].files[0])")
    assert re.fullmatch(r"예시 스터디 현황 \d{4}-\d\d-\d\d\.png", file[0])
    assert file[1] == "image/png"
    assert file[2] > 10_000
    dialog.get_by_role("button", name="이미지 복사").click()
    expect(dialog.get_by_role("status")).to_have_text("복사했습니다. 채팅방에 붙여 넣어 주세요.")
    kinds = page.evaluate("navigator.clipboard.read().then((items) => items[0].types)")
    assert kinds == ["image/png"]


def test_a_long_text_for_the_chat_unfolds_in_place(server: Server, page: Page) -> None:
    go(page, server, "/settlement?lang=ko")
    text = page.locator('[class*="st-key-chat"] pre')
    if page.locator(".st-key-chat_folded").count() == 0:
        page.get_by_text("벌금 사유도 넣기").click()
    folded = text.bounding_box()
    page.get_by_role("button", name="전체 보기").click()
    opened = text.bounding_box()
    assert folded
    assert opened
    assert opened["height"] > folded["height"] + 10
    page.get_by_role("button", name="접기").click()
    expect(page.get_by_role("button", name="전체 보기")).to_be_visible()

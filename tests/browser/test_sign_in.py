"""Signing in with a provider, and out again: who gets in, what they see, and where they land."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from studylib import clock
from studylib.stores.opening import open_store
from studylib.workbook.cells import Workbook
from tests.browser.conftest import ROOT, Server, keep_process, open_list, wait_until_drawn
from tests.servers import hosted

CLAIMS = {
    "leader": {"email": hosted.LEADER, "email_verified": True},
    "member": {"email": hosted.MEMBER.upper(), "email_verified": True},
    "stranger": {"email": hosted.STRANGER, "email_verified": True},
    "unverified": {"email": hosted.LEADER, "email_verified": False},
    "silent": {"email": hosted.LEADER},
}
ANONYMOUS = "멤버만 볼 수 있습니다."
STRANGER = "이 모임의 멤버 목록에 없습니다."
DAY = 86_400


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider."""
    with subprocess.Popen(
        [sys.executable, ROOT / "tests/stand_ins/provider.py", json.dumps(CLAIMS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout
        yield f"http://localhost:{int(process.stdout.readline())}"
        process.kill()


def hosting(
    serve: Callable[..., Server],
    provider: str,
    make_workbook: Callable[[datetime], Workbook] = hosted.workbook,
) -> Server:
    """A server of a group, at the present moment: the provider says when somebody signed in by its own clock."""
    now = clock.now()
    return serve(
        now=now.isoformat(),
        cells=make_workbook(now),
        home=lambda folder, url: hosted.home(folder, url, provider),
    )


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server], provider: str) -> Server:
    return hosting(serve, provider)


@pytest.fixture(scope="module")
def kept(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """One for all tests of this file: a browser whose clock no other test has put on."""
    context = browser.new_context(**browser_context_args)
    keep_process(context)
    yield context
    context.close()


@pytest.fixture
def visitor(kept: BrowserContext) -> Iterator[BrowserContext]:
    """The browser of somebody whom the server has never seen, as it holds no cookie. Its tabs close at the end."""
    before = set(kept.pages)
    kept.clear_cookies()
    yield kept
    for page in set(kept.pages) - before:
        page.close()
    kept.clear_cookies()


@pytest.fixture
def tab(visitor: BrowserContext) -> Page:
    """A tab of somebody whom the server has never seen."""
    return visitor.new_page()


def go(page: Page, server: Server, address: str = "/") -> Page:
    page.goto(server.url + address)
    wait_until_drawn(page)
    return page


def sign_in(page: Page, who: str) -> None:
    """Press the button, and say at the provider's who one is."""
    page.get_by_role("button", name=re.compile("^(로그인|Sign in)$")).click()
    page.get_by_role("button", name=who, exact=True).click()


def signed_in(visitor: BrowserContext, server: Server, who: str, address: str = "/") -> Page:
    page = go(visitor.new_page(), server, address)
    sign_in(page, who)
    return page


def keep(page: Page, server: Server, cookie: str) -> None:
    page.context.add_cookies([{"name": hosted.COOKIE, "value": cookie, "url": server.url, "httpOnly": True}])


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible(timeout=30_000)


def refused(page: Page, why: str) -> None:
    expect(page.locator(".lead")).to_contain_text(why, timeout=30_000)
    for name in hosted.ADDRESSES:
        expect(page.locator("body")).not_to_contain_text(name)


def test_a_member_signs_in_and_lands_on_the_page_that_was_asked_for(server: Server, tab: Page) -> None:
    went: list[str] = []
    tab.on("framenavigated", lambda frame: went.append(frame.url))
    go(tab, server, "/settlement?lang=en&as_of=2030-01-01T00:00")
    refused(tab, "This is for the members of the group.")
    expect(tab).to_have_title("Settlement · Studyboard")
    sign_in(tab, "member")
    heading(tab, "Settlement")
    expect(tab).to_have_url(re.compile(r"/settlement\?lang=en&as_of="))
    expect(tab.get_by_role("button", name="Sign out")).to_be_visible()
    # Once there, nothing leads anywhere any more.
    asked = [each for each in went if "/settlement" in each]
    tab.reload()
    heading(tab, "Settlement")
    go(tab, server, "/")
    expect(tab.get_by_text("이번 달 벌금").or_(tab.get_by_text("Fines this month"))).to_be_visible(
        timeout=30_000
    )
    expect(tab).to_have_url(re.compile(r":\d+/(\?.*)?$"))
    assert len(asked) == 2
    assert all(each.startswith((server.url, "http://localhost")) for each in went)


def test_a_member_hands_in_as_themselves_and_finds_the_desk_closed(
    server: Server, visitor: BrowserContext
) -> None:
    page = signed_in(visitor, server, "member", "/hand_in")
    heading(page, "제출")
    member = page.get_by_role("combobox", name="멤버")
    expect(member).to_have_value("나래")
    expect(member).to_be_disabled()
    page.get_by_role("textbox", name="노트 링크").fill("https://narae.example/signed-in")
    page.get_by_role("button", name="제출").click()
    expect(page.get_by_role("status").filter(has_text="나래")).to_be_visible()
    expect(page.get_by_role("navigation").get_by_role("link", name="관리")).to_have_count(0)
    go(page, server, "/desk")
    expect(page.locator(".lead")).to_contain_text("스터디장만 볼 수 있는 페이지입니다.")
    rows = [row for tab in open_store(server.workbook).fetch().tabs for row in tab.rows]
    assert [row[1] for row in rows if "https://narae.example/signed-in" in row] == ["나래"]


def test_the_leader_uses_the_desk(server: Server, visitor: BrowserContext) -> None:
    page = signed_in(visitor, server, "leader", "/desk")
    heading(page, "관리")
    for form in ("excuse_member", "excuse_week"):
        open_list(page.locator(f".st-key-{form}").get_by_role("combobox"))
        page.get_by_role("option").last.click()
    page.get_by_role("button", name="면제하기").click()
    expect(page.locator(".strip").filter(has_text="저장했습니다")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize(
    ("who", "why"),
    [("stranger", STRANGER), ("unverified", "인증되지 않았습니다."), ("silent", "인증되지 않았습니다.")],
)
def test_who_is_not_of_the_group_is_refused_politely_and_can_sign_out(
    server: Server, visitor: BrowserContext, who: str, why: str
) -> None:
    page = signed_in(visitor, server, who, "/fines")
    refused(page, why)
    expect(page).to_have_url(f"{server.url}/fines")
    page.get_by_role("button", name="로그아웃").click()
    page.get_by_role("button", name="End session").first.click()
    refused(page, ANONYMOUS)
    assert hosted.COOKIE not in {each.get("name") for each in page.context.cookies()}
    # The next one who signs in here does not land where the one before was.
    sign_in(page, "member")
    expect(page.get_by_text("이번 달 벌금")).to_be_visible(timeout=30_000)
    expect(page).to_have_url(re.compile(r":\d+/$"))


def test_signing_out_ends_the_visit_in_an_open_tab_and_a_kept_cookie_does_not_revive_it(
    server: Server, visitor: BrowserContext
) -> None:
    page = signed_in(visitor, server, "member", "/")
    expect(page.get_by_text("이번 달 벌금")).to_be_visible(timeout=30_000)
    other = go(page.context.new_page(), server, "/curriculum")
    heading(other, "커리큘럼")
    kept = page.context.cookies()
    page.get_by_role("button", name="로그아웃").click()
    page.get_by_role("button", name="End session").first.click()
    refused(page, ANONYMOUS)
    other.get_by_role("navigation").get_by_role("link", name="벌금").click()
    refused(other, ANONYMOUS)
    visitor.clear_cookies()
    visitor.add_cookies([{**each, "sameSite": "Lax"} for each in kept])  # type: ignore[typeddict-item]
    refused(go(visitor.new_page(), server), ANONYMOUS)


def test_a_sign_in_of_thirty_days_ago_has_expired_and_is_renewed_on_the_spot(
    server: Server, tab: Page
) -> None:
    server.set_clock(clock.now().isoformat())
    keep(tab, server, hosted.cookie(server.url, hosted.MEMBER, iat=int(time.time()) - 30 * DAY))
    go(tab, server, "/fines?lang=ko")
    refused(tab, "로그인한 지 오래되었습니다.")
    sign_in(tab, "member")
    heading(tab, "벌금")
    expect(tab).to_have_url(f"{server.url}/fines?lang=ko")


FORGED: dict[str, Callable[[str], str]] = {
    "signed 32 days ago": lambda url: hosted.cookie(
        url, hosted.LEADER, signed_at=int(time.time()) - 32 * DAY
    ),
    "of another secret": lambda url: hosted.cookie(
        url, hosted.LEADER, secret="0123456789abcdef0123456789abcdef"
    ),
    "of another server": lambda url: hosted.cookie("http://127.0.0.1:1", hosted.LEADER),
    "tampered with": lambda url: hosted.cookie(url, hosted.LEADER).replace(".", ".A", 1),
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_cookie_counts_as_none(server: Server, tab: Page, forged: str) -> None:
    keep(tab, server, hosted.cookie(server.url, hosted.LEADER))
    go(tab, server, "/desk")
    heading(tab, "관리")
    tab.context.clear_cookies()
    keep(tab, server, FORGED[forged](server.url))
    go(tab, server, "/desk")
    refused(tab, ANONYMOUS)


LEFT = (
    "//evil.example/x",
    "/\\evil.example/x",
    "https://evil.example/x",
    "javascript:alert(1)",
    "/\t/evil.example",
    "data:text/html,x",
    "fines",
    "",
)


def test_an_address_that_another_site_left_in_the_browser_is_ignored(server: Server, tab: Page) -> None:
    went: list[str] = []
    go(tab, server, "/")
    tab.on("framenavigated", lambda frame: went.append(frame.url))
    keep(tab, server, hosted.cookie(server.url, hosted.MEMBER))
    # The page that is left would note its own address instead.
    tab.evaluate("() => { document.documentElement.dataset.signed = '' }")
    for left in LEFT:
        tab.evaluate("left => sessionStorage.setItem('studyboard.left', Date.now() + ' ' + left)", left)
        go(tab, server, "/curriculum")
        heading(tab, "커리큘럼")
        tab.wait_for_function("() => sessionStorage.getItem('studyboard.left') === null")
        assert {each.split("?")[0] for each in went} == {f"{server.url}/curriculum"}, left
    go(tab, server, "/fines")
    heading(tab, "벌금")
    assert {each.split("?")[0] for each in went} == {f"{server.url}/curriculum", f"{server.url}/fines"}


SOME = ("desk", "hand_in", "certificate")
"""The last page of the navigation, one that writes, and one that is not in it. ``tests/web`` visits each page."""


def test_a_stranger_straight_at_a_page_of_a_cold_server_meets_the_guard(
    serve: Callable[..., Server], provider: str, visitor: BrowserContext
) -> None:
    cold = hosting(serve, provider)
    stranger = visitor.new_page()
    keep(stranger, cold, hosted.cookie(cold.url, hosted.STRANGER))
    for name in SOME:
        refused(go(stranger, cold, f"/{name}"), STRANGER)
        expect(stranger.get_by_text("Page not found")).to_have_count(0)
    visitor.clear_cookies()
    anonymous = visitor.new_page()
    refused(go(anonymous, cold), ANONYMOUS)
    for name in SOME:
        refused(go(anonymous, cold, f"/{name}"), ANONYMOUS)
    for secret in (*hosted.ADDRESSES.values(), *hosted.CANARIES):
        assert secret not in cold.log


def test_the_visitor_may_try_again_if_the_provider_says_no(server: Server, tab: Page) -> None:
    go(tab, server, "/fines")
    tab.get_by_role("button", name="로그인").click()
    tab.get_by_role("button", name="Deny").click()
    refused(tab, ANONYMOUS)


def test_the_code_of_a_link_is_still_there_after_the_sign_in_and_counts_at_the_tap(
    serve: Callable[..., Server], provider: str, visitor: BrowserContext
) -> None:
    meeting = hosting(serve, provider, hosted.workbook_with_meeting)
    screen = visitor.new_page()
    keep(screen, meeting, hosted.cookie(meeting.url, hosted.LEADER))
    code = go(screen, meeting, "/check_in").locator(".digits").inner_text().replace(" ", "")
    visitor.clear_cookies()
    page = signed_in(visitor, meeting, "member", f"/check_in?code={code}")
    heading(page, "출석")
    expect(page.get_by_role("textbox")).to_have_value(code)
    at = clock.now() + timedelta(seconds=20)
    meeting.set_clock(at.isoformat())
    page.get_by_role("button", name="출석").click()
    expect(page.locator(".card")).to_contain_text("에 출석했습니다.", timeout=30_000)
    (tab,) = [tab for tab in open_store(meeting.workbook).fetch().tabs if tab.title == "출석"]
    ((*_, arrived_at),) = [[each for each in row if isinstance(each, datetime)] for row in tab.rows[1:]]
    assert abs(arrived_at - at.astimezone(ZoneInfo("Asia/Seoul")).replace(tzinfo=None)) < timedelta(seconds=1)

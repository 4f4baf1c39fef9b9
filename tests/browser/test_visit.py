"""Visiting each page: by its own address, on a phone, with a screen reader, and with hostile or no data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from studylib.web.parts import ANSWERS
from studylib.workbook.cells import Tab, Workbook
from tests.browser.conftest import Server, choose, listen_for_errors, wait_until_drawn
from tests.browser.grid import Grid
from tests.browser.hostile import BOLD, LINK, LONG, TAG, WIDE, expect_letters_alone, hostile
from tests.browser.jumps import AT_MOST, WATCH, find_shift
from tests.browser.policy import LISTEN
from tests.browser.visits import DESK, HAND, expect_no_sideways_scrolling, expect_nothing_serious
from tests.web.pages import PAGES

Visit = Callable[..., Page]
HEADINGS = PAGES | {"": "Lecture 6: Infrastructure & Tooling"}
LISTED = {address: name for address, name in PAGES.items() if address not in ("questions", "certificate")}
"""The pages that the navigation has without a repository."""
NOW = "2022-05-10T11:00+09:00"
HOLDERS = """window.holders = 0; new MutationObserver(() => {
    window.holders += document.querySelectorAll('[data-testid="stSkeleton"]').length;
}).observe(document, { childList: true, subtree: true })"""
"""A script that counts the place-holders of parts that come late."""


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve(now=NOW)


# ---- By its own address ----


def test_a_visit_shows_no_place_holder_and_asks_the_server_once_whether_it_is_there(
    server: Server, page: Page, console_errors: list[str]
) -> None:
    page.add_init_script(HOLDERS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url)
    wait_until_drawn(page)
    expect(page.locator(".board td").first).to_be_visible()
    assert page.evaluate("window.holders") == 0
    expect(page.locator("#sb-fonts")).to_have_count(0)
    for answer in ANSWERS:
        assert asked.count(f"{server.url}/{answer}") == 1
    assert not console_errors


def test_the_first_visit_of_a_cold_server_comes_to_the_page_asked_for(
    serve: Callable[..., Server], visit: Visit, console_errors: list[str]
) -> None:
    page = visit(serve(now=NOW), "/fines")
    expect(page.get_by_role("heading", name="벌금", exact=True)).to_be_visible()
    expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(len(LISTED))
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert not console_errors


@dataclass(frozen=True)
class Opened:
    """A page of the board that was opened by its own address, and what its browser has complained of since."""

    page: Page
    address: str
    errors: list[str]
    shift: float = 0.0
    """How much of it jumped while it was drawn."""


@pytest.fixture(scope="module", params=PAGES)
def opened(request: pytest.FixtureRequest, server: Server, context: BrowserContext) -> Iterator[Opened]:
    """Each page in turn, for all tests that ask for it: visits take long, looks do not."""
    with context.new_page() as page:
        page.add_init_script(LISTEN)
        page.add_init_script(WATCH)
        errors = listen_for_errors(page)
        page.goto(f"{server.url}/{request.param}")
        wait_until_drawn(page)
        expect(page.locator("html[data-drawn]")).to_be_attached()
        yield Opened(page, request.param, errors, find_shift(page.evaluate("window.jumps")))


def test_a_page_visited_by_its_own_address_has_its_content_and_the_navigation(opened: Opened) -> None:
    page, address = opened.page, opened.address
    expect(page.get_by_role("heading", name=HEADINGS[address], exact=True)).to_be_visible()
    told = page.get_by_text("예시 시즌입니다.")
    expect(told).to_have_count(0 if address == "setup" else 1)
    links = page.get_by_role("navigation").get_by_role("link")
    assert sorted(links.all_text_contents()) == sorted(LISTED.values())
    current = [LISTED[address]] if address in LISTED else []
    expect(page.locator('.pages [aria-current="page"]')).to_have_text(current)
    expect(page).to_have_title(f"{PAGES[address]} · 예시 스터디")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert not opened.errors


def test_nothing_jumps_while_a_page_is_drawn(opened: Opened) -> None:
    assert opened.shift < AT_MOST


def test_no_page_does_what_the_policy_forbids(opened: Opened) -> None:
    page = opened.page
    expect(page.locator(".foot").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "ko")  # our script ran
    for files in page.get_by_role("link", name="내려받기", exact=True).all():
        files.click()
    for button in page.get_by_test_id("stDownloadButton").get_by_role("button").all():
        with page.expect_download() as download:
            button.click()
        assert Path(download.value.path()).stat().st_size > 0
    assert page.evaluate("window.refused") == []
    assert not opened.errors


def test_axe_finds_nothing_serious_on_any_page_in_either_theme(opened: Opened) -> None:
    expect(opened.page.get_by_text("English")).to_be_visible()
    expect_nothing_serious(opened.page)
    assert not opened.errors


def test_links_to_notes_open_in_a_new_tab_that_cannot_reach_back(server: Server, visit: Visit) -> None:
    page = visit(server, "/curriculum")
    outward = page.locator('.sb a[href^="http"]')
    expect(outward.filter(has_text="가람").first).to_be_attached()
    assert outward.count() > 30
    for link in outward.all():
        assert link.get_attribute("target") == "_blank"
        assert "noopener" in (link.get_attribute("rel") or "").split()


# ---- On a phone ----


def test_nothing_jumps_while_a_page_is_drawn_on_a_phone(server: Server, phone: Page) -> None:
    phone.add_init_script(WATCH)
    for address in ("", "checks", "settlement"):
        phone.goto(f"{server.url}/{address}")
        wait_until_drawn(phone)
        expect(phone.locator("html[data-drawn]")).to_be_attached()
        assert (address, find_shift(phone.evaluate("window.jumps")) < AT_MOST) == (address, True)


def test_no_page_in_english_whose_words_are_longer_scrolls_sideways_or_offends_the_policy(
    server: Server, phone: Page
) -> None:
    phone.add_init_script(LISTEN)
    for address in PAGES:
        phone.goto(f"{server.url}/{address}?lang=en")
        wait_until_drawn(phone)
        expect(phone.locator(".foot")).to_be_visible()
        expect(phone.locator("html")).to_have_attribute("lang", "en")
        expect_no_sideways_scrolling(phone)
        assert phone.evaluate("window.refused") == []


# ---- With hostile data ----


@pytest.fixture(scope="module")
def hostile_server(serve: Callable[..., Server]) -> Server:
    """Week 1 is in its late window, and each of the three members stands otherwise in it."""
    return serve(now="2022-04-13T10:00+09:00", cells=hostile())


def test_hostile_texts_are_shown_letter_by_letter_and_push_nothing_aside(
    hostile_server: Server, visit: Visit, page: Page, console_errors: list[str]
) -> None:
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    for address in PAGES:
        for lang in ("ko", "en"):
            page.set_viewport_size(DESK)
            visit(hostile_server, f"/{address}?lang={lang}")
            expect(page.locator(".foot")).to_be_visible()
            expect_no_sideways_scrolling(page)
            page.set_viewport_size(HAND)
            expect(page.locator(".masthead")).to_have_css("height", "48px")
            expect_no_sideways_scrolling(page)
            expect_letters_alone(page)

    visit(hostile_server)
    expect(page.get_by_text(f"{BOLD}, {LONG}").first).to_be_visible()
    for member in (TAG, BOLD):
        Grid(page).click(member, 1)
        expect(page.get_by_role("heading", name=f"{member} · 1주차")).to_be_visible()
        expect_no_sideways_scrolling(page)
        expect_letters_alone(page)
    expect(Grid(page).hover(BOLD, 1)).to_contain_text(BOLD)

    visit(hostile_server, "/hand_in")
    choose(page, "멤버", TAG)
    page.get_by_role("textbox", name="노트 링크").fill(LINK)
    page.get_by_role("button", name="제출").click()
    expect(page.get_by_role("status").filter(has_text=f"{TAG} · 2주차")).to_be_visible()
    page.get_by_role("textbox", name="노트 링크").fill(f"{TAG}{WIDE}")
    page.get_by_role("button", name="제출").click()
    expect(page.locator(".strip")).to_contain_text(f"“{TAG}")
    expect_no_sideways_scrolling(page)
    expect_letters_alone(page)
    assert not dialogs
    assert not console_errors


# ---- With texts from right to left ----

HEBREW, ARABIC = "שלום", "سلام"
OUTSIDE = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (texts.nextNode())
        if (/[\u0590-\u08ff]/.test(texts.currentNode.data) && texts.currentNode.parentElement.closest(".sb")
            && !texts.currentNode.parentElement.closest("bdi")) found.push(texts.currentNode.data);
    return found;
}"""
"""Finds the texts of a page that could turn their neighbours."""


def test_texts_from_right_to_left_stay_in_their_order(
    serve: Callable[..., Server], visit: Visit, console_errors: list[str]
) -> None:
    cells = (
        Tab("settings", (("key", "value"), ("name", HEBREW), ("starts_on", date(2022, 4, 6)))),
        Tab("members", (("name", "turn"), (f"\u202e{HEBREW}", 1), (ARABIC, 2), ("가람", 3))),
        Tab("weeks", (("week", "title"), *((number, f"\u2067{ARABIC} {number}") for number in range(1, 5)))),
        Tab("Form Responses 1", (("Timestamp", "Name", "Week", "Link"),)),
    )
    server = serve(now="2022-05-02T10:00+09:00", cells=Workbook(cells))
    for address in reversed(PAGES):
        page = visit(server, f"/{address}")
        expect(page.locator(".foot")).to_be_visible()
        assert page.evaluate(OUTSIDE) == []
    names = page.locator(".sb :not(:has(> :not(bdi)))", has=page.locator("bdi", has_text=ARABIC))
    line = names.filter(has_text=HEBREW).filter(has_text="가람").first
    first, second = (line.locator("bdi", has_text=each).bounding_box() for each in (HEBREW, ARABIC))
    assert first
    assert second
    assert first["x"] < second["x"]
    expect(Grid(page).hover(HEBREW, 1)).to_contain_text(HEBREW)
    assert not console_errors


# ---- With nothing ----


def test_each_page_of_an_empty_workbook_opens_with_one_line(
    serve: Callable[..., Server], visit: Visit, console_errors: list[str]
) -> None:
    server = serve(now=NOW, cells=Workbook((Tab("members", (("name",),)),)))
    for address, heading in PAGES.items():
        page = visit(server, f"/{address}")
        if address in ("questions", "checks", "desk", "setup", "certificate"):
            expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        else:
            expect(page.get_by_text("아직 멤버가 없습니다. 멤버 탭에 추가해 주세요.")).to_be_visible()
            expect(page.locator(".board, .stDataFrame, .stSelectbox")).to_have_count(0)
    assert not console_errors

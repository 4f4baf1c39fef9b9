"""The frame around the pages: its bar under the thumb, its head, its words, and the pages on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from studylib.web.symbols import NAMES
from tests.browser.conftest import Server, wait_until_drawn
from tests.browser.jumps import AT_MOST, WATCH, find_shift
from tests.browser.visits import HAND

FINGER = 44
"""Pixels that a finger needs (WCAG 2.5.5)."""
STAYED = "() => window.stayed"
GROUND = """() => getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor"""
ROWS = """() => document.body.insertAdjacentHTML("beforeend", '<div id="rows" role="listbox">'
    + '<div role="option"><span>Statistics</span></div><div role="option"><span>Select all</span></div></div>')"""
"""A list with a member's word that Streamlit has, too, and one of Streamlit's own."""
WHITE, BLACK = "rgb(255, 255, 255)", "rgb(17, 21, 27)"


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve(now="2022-05-20T12:00+09:00")


def open_page(page: Page, server: Server, address: str = "/") -> None:
    page.goto(server.url + address)
    wait_until_drawn(page)
    expect(page.locator("html[data-drawn]")).to_be_attached()


def find_current(page: Page) -> Locator:
    return page.locator('.pages [aria-current="page"]')


def turn_to(page: Page, link: Locator, name: str) -> None:
    """Turn to a page, and wait until it stands."""
    link.click()
    expect(page).to_have_title(f"{name} · 예시 스터디")
    wait_until_drawn(page)
    expect(page.locator("html[data-drawn]")).to_be_attached()
    expect(find_current(page)).to_have_text(name)


# ---- under the thumb ----


def test_the_bar_turns_the_pages_under_a_thumb_without_loading_covering_or_moving_anything(
    server: Server, phone: Page
) -> None:
    phone.add_init_script(WATCH)
    open_page(phone, server, "/?as_of=2022-05-12T10:00:00")
    phone.evaluate("() => { window.stayed = true }")
    bar = phone.get_by_role("navigation", name="페이지")
    for target in bar.locator("> a, > .more > button").all():
        box = target.bounding_box()
        assert box
        assert (box["width"] >= FINGER, box["height"] >= FINGER) == (True, True)
        assert box["y"] + box["height"] <= HAND["height"]
    for name in ("정산", "제출", "나의 기록"):
        phone.evaluate("() => { window.jumps = [] }")
        turn_to(phone, bar.get_by_role("link", name=name), name)
        assert (name, find_shift(phone.evaluate("window.jumps")) < AT_MOST) == (name, True)
        assert "as_of=2022-05-12T10" in phone.url
    bar.get_by_role("button", name="더보기").click()
    turn_to(phone, bar.get_by_role("link", name="벌금"), "벌금")
    expect(bar.get_by_role("link", name="벌금")).to_be_hidden()
    assert phone.evaluate(STAYED)
    phone.locator(".foot").scroll_into_view_if_needed()
    phone.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, main.scrollHeight)")
    last, top = phone.locator(".foot").bounding_box(), bar.bounding_box()
    assert last
    assert top
    assert last["y"] + last["height"] <= top["y"]
    phone.go_back()
    expect(find_current(phone)).to_have_text("나의 기록")
    assert phone.evaluate(STAYED)


def test_the_bar_leaves_its_place_to_a_keyboard_of_the_screen(server: Server, page: Page) -> None:
    page.set_viewport_size(HAND)
    open_page(page, server, "/hand_in")
    bar = page.get_by_role("navigation")
    page.set_viewport_size({"width": HAND["width"], "height": 500})
    expect(bar).to_be_visible()  # nobody types
    page.set_viewport_size(HAND)
    page.locator("textarea").first.focus()
    page.set_viewport_size({"width": HAND["width"], "height": 500})
    expect(bar).to_be_hidden()
    page.set_viewport_size(HAND)
    expect(bar).to_be_visible()


# ---- by keyboard ----


def test_a_keyboard_skips_the_head_turns_pages_and_keeps_its_place(server: Server, page: Page) -> None:
    open_page(page, server)
    page.evaluate("() => { window.stayed = true }")
    skip = page.get_by_role("link", name="본문으로 건너뛰기")
    skip.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => !document.activeElement.closest('.masthead')")
    link = page.get_by_role("navigation").get_by_role("link", name="정산")
    link.focus()
    page.keyboard.press("Enter")
    expect(find_current(page)).to_have_text("정산")
    expect(link).to_be_focused()
    theme = page.get_by_role("button", name="화면 테마")
    theme.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="시스템 설정대로")).to_be_focused()
    page.keyboard.press("Escape")
    expect(theme).to_be_focused()
    expect(theme).to_have_attribute("aria-expanded", "false")
    assert page.evaluate(STAYED)


# ---- theme and language ----


def test_a_chosen_theme_goes_before_the_systems_at_once_and_on_the_next_visit(
    server: Server, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(color_scheme="light").new_page()
    open_page(page, server)
    assert page.evaluate(GROUND) == WHITE
    page.evaluate("() => { window.stayed = true }")
    page.get_by_role("button", name="화면 테마").click()
    page.get_by_role("button", name="어둡게").click()
    page.wait_for_function(f"(ground) => ({GROUND})() === ground", arg=BLACK)
    expect(page.locator(".masthead")).to_have_css("background-color", BLACK)  # the server knows
    assert page.evaluate(STAYED)
    open_page(page, server, "/fines")
    assert page.evaluate(GROUND) == BLACK
    page.get_by_role("button", name="화면 테마").click()
    expect(page.get_by_role("button", name="어둡게")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="시스템 설정대로").click()
    page.wait_for_function(f"(ground) => ({GROUND})() === ground", arg=WHITE)


def test_a_browser_in_english_is_offered_the_page_in_english_until_somebody_chooses(
    server: Server, browser: Browser
) -> None:
    context = browser.new_context(locale="en-US", viewport=HAND)
    page = context.new_page()
    open_page(page, server, "/fines")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    page.get_by_role("link", name="Read in English").click()
    expect(page).to_have_title("Fines · 예시 스터디")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="한국어", exact=True).click()
    expect(page).to_have_title("벌금 · 예시 스터디")
    expect(page.get_by_role("link", name="English", exact=True)).to_be_visible()
    context.close()


# ---- Streamlit's words ----

LATIN = """(allowed) => {
    const found = [], take = (node, text) => {
        if (node.closest(".sb, .masthead, .board, style, script, [data-testid=stIconMaterial]")) return;
        if (!node.checkVisibility() && !node.id.startsWith("react-aria-description")) return;
        const words = (text ?? "").match(/[A-Za-z]{2,}/g) ?? [];
        found.push(...words.filter((word) => !allowed.includes(word)).map((word) => `${word} in ${text.trim()}`));
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) take(texts.currentNode.parentElement, texts.currentNode.data);
    for (const name of ["aria-label", "aria-valuetext", "placeholder", "title"])
        document.querySelectorAll(`[${name}]`).forEach((node) => take(node, node.getAttribute(name)));
    return found;
}"""
PEOPLES = ["Full", "Stack", "Deep", "Learning", "https", "hana", "school", "example"]
ALLOWED = ["CSV", "Excel", "Google", "Enter", "Ctrl", *PEOPLES]
"""Names of keys and files, and what people wrote."""


def expect_korean(page: Page) -> None:
    """No word of Streamlit's stays English, once the browser has drawn the frame with it."""
    page.wait_for_function(f"(allowed) => ({LATIN})(allowed).length === 0", arg=ALLOWED, timeout=5_000)


def test_a_page_in_korean_has_no_word_of_streamlits_in_english(server: Server, page: Page) -> None:
    open_page(page, server, "/setup")
    expect_korean(page)
    described = page.locator('body > [id^="react-aria-description"]').first
    expect(described).to_have_text(re.compile("고른 날짜: 2022년"))
    page.get_by_role("button", name="달력 열기").click()
    page.get_by_role("button", name="다음 달").click()
    expect(page.get_by_role("heading", name=re.compile("^달력, 2022년 6월"))).to_be_attached()
    expect_korean(page)
    open_page(page, server, "/hand_in")
    page.get_by_role("combobox").first.click()
    page.get_by_role("option").first.wait_for()
    expect_korean(page)
    page.evaluate(ROWS)
    expect(page.locator("#rows span").last).to_have_text("모두 고르기")
    expect(page.locator("#rows span").first).to_have_text("Statistics")
    page.locator("#rows").evaluate("each => each.remove()")
    page.keyboard.press("Escape")
    page.locator("textarea").first.fill("https://example.kr")
    expect(page.get_by_test_id("InputInstructions").first).to_contain_text("Enter를 누르면")
    open_page(page, server, "/nowhere")
    expect(page.get_by_role("dialog").get_by_role("heading")).to_have_text("없는 페이지입니다")
    expect_korean(page)


# ---- icons and paper ----


def test_each_icon_of_the_small_font_is_drawn_as_one_sign(server: Server, page: Page) -> None:
    open_page(page, server)
    widths = page.evaluate(
        """async (names) => {
            await document.fonts.load('24px "Material Symbols Rounded"');
            const box = document.createElement("span");
            box.style.cssText = 'font: 24px "Material Symbols Rounded"; position: absolute; white-space: nowrap';
            document.body.append(box);
            return names.filter((name) => { box.textContent = name; return box.offsetWidth !== 24; });
        }""",
        NAMES.read_text(encoding="utf-8").split(),
    )
    assert widths == []


@pytest.mark.parametrize("address", ["/", "/settlement", "/curriculum"])
def test_a_page_in_the_dark_is_light_on_paper_without_what_can_be_pressed(
    server: Server, page: Page, address: str
) -> None:
    page.emulate_media(color_scheme="dark")
    open_page(page, server, address)
    assert page.evaluate(GROUND) == BLACK
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(GROUND) == WHITE
    for pressed in page.locator(".masthead, .sb a.action, button").all():
        expect(pressed).to_be_hidden()
    expect(page.locator(".sb h1")).to_have_css("color", "rgb(17, 17, 17)")
    main = page.get_by_test_id("stMain")
    assert main.evaluate("(main) => main.scrollHeight <= main.clientHeight")  # no part is cut off
    page.emulate_media(color_scheme="light", media="screen")

"""The board: choosing a cell by mouse, touch and keyboard, hovering, and another moment or language."""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from studylib.workbook.cells import Tab, Workbook
from tests.browser.conftest import Server, wait_until_drawn
from tests.browser.grid import Grid

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve(now="2022-05-10T11:00+09:00")


def details(page: Page, member: str, week: int) -> Locator:
    return page.locator(".card").filter(has_text=f"{member} · {week}주차")


def test_a_click_on_a_cell_opens_its_details_with_the_newest_link(
    server: Server, visit: Visit, console_errors: list[str]
) -> None:
    page = visit(server)
    board = Grid(page)
    page.evaluate("window.stayed = true")
    board.click("나래", 2)
    expect(details(page, "나래", 2)).to_contain_text("제출 4/11 (월) 23:12:48")
    expect(details(page, "나래", 2)).to_contain_text("✓ 제시간")
    link = details(page, "나래", 2).locator("dd").get_by_role("link")
    expect(link).to_have_text("narae.velog.example/fsdl/week-2")
    expect(link).to_have_attribute("href", "https://narae.velog.example/fsdl/week-2?v=2")
    expect(board.find("나래", 2)).to_have_attribute("aria-current", "true")
    assert parse_qs(urlsplit(page.url).query) == {"member": ["나래"], "week": ["2"]}

    # The page is the same one, and so is its way back.
    assert page.evaluate("window.stayed")
    board.click("다온", 3)
    expect(details(page, "다온", 3)).to_be_visible()
    page.go_back()
    expect(details(page, "나래", 2)).to_be_visible()
    expect(page.locator(".board [aria-current]")).to_have_accessible_name("나래, 2주차, 제시간")
    page.go_back()
    expect(page.get_by_text("칸을 고르면 자세한 내용이 보입니다.")).to_be_visible()
    expect(page.locator(".board [aria-current]")).to_have_count(0)
    assert not console_errors


def test_the_address_of_a_cell_opens_it_in_a_new_tab(
    server: Server, visit: Visit, context: BrowserContext
) -> None:
    page = visit(server)
    with context.expect_page() as opened:
        Grid(page).find("나래", 2).click(modifiers=["ControlOrMeta"])
    expect(details(opened.value, "나래", 2)).to_be_visible(timeout=30_000)
    expect(Grid(opened.value).find("나래", 2)).to_have_attribute("aria-current", "true")
    expect(page.locator(".board [aria-current]")).to_have_count(0)


def test_a_tap_on_a_cell_opens_its_details_on_a_phone(server: Server, phone: Page) -> None:
    page = phone
    page.goto(server.url)
    wait_until_drawn(page)
    Grid(page).tap("라온", 4)
    expect(details(page, "라온", 4)).to_contain_text("▲ 많이 지각")
    expect(details(page, "라온", 4)).to_contain_text("3,000원")
    link = details(page, "라온", 4).locator("dd").get_by_role("link")
    expect(link).to_have_attribute("href", "https://raon.github.example/fsdl/week-4")


@pytest.mark.parametrize(("member", "week"), [("가람", 1), ("다온", 5), ("마루", 6)])
def test_whoever_comes_by_the_link_to_a_cell_sees_it_above_its_details_on_a_phone(
    server: Server, phone: Page, member: str, week: int
) -> None:
    phone.goto(f"{server.url}/?{urlencode({'member': member, 'week': week})}")
    wait_until_drawn(phone)
    chosen, told = (
        phone.locator(".board [aria-current]"),
        phone.locator(".st-key-board > :nth-child(2) .card"),
    )
    expect(told).to_contain_text(member)
    phone.wait_for_function(
        "([cell, card]) => cell.getBoundingClientRect().bottom <= card.getBoundingClientRect().top",
        arg=[chosen.element_handle(), told.element_handle()],
    )
    expect(chosen).to_be_in_viewport()


def test_a_long_season_on_a_phone_shows_the_present_week_under_names_that_stay(
    serve: Callable[..., Server], phone: Page
) -> None:
    weeks = ((number,) for number in range(1, 31))
    season = Workbook(
        (
            Tab("설정", (("키", "값"), ("시작일", date(2022, 1, 5)))),
            Tab("멤버", (("이름",), *((f"멤버 {number:02}",) for number in range(1, 31)))),
            Tab("주차", (("주차",), *weeks)),
        )
    )
    page = phone
    page.goto(serve(now="2022-05-05T12:00+09:00", cells=season).url)
    wait_until_drawn(page)
    board = Grid(page)
    present = board.find("멤버 01", 18)
    expect(present).to_have_class(re.compile("open"))
    expect(present).to_be_in_viewport(ratio=1)
    expect(board.find("멤버 01", 19)).to_be_in_viewport(ratio=1)
    expect(board.find("멤버 01", 12)).to_be_in_viewport(ratio=1)
    size = present.bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 24
    frame = page.locator(".board")
    frame.evaluate(
        "(board) => { board.scrollIntoView({ block: 'end' }); board.scrollTop = board.scrollHeight; }"
    )
    name, week = (
        page.get_by_role("rowheader", name="멤버 30"),
        page.get_by_role("columnheader", name="18주차"),
    )
    expect(name).to_be_in_viewport(ratio=1)
    expect(week).to_be_in_viewport(ratio=1)


def test_cells_are_reached_named_and_opened_by_the_keyboard_alone(server: Server, visit: Visit) -> None:
    page = visit(server)
    focused = page.locator(":focus")
    page.locator(".board a[tabindex='0']").evaluate("(cell) => cell.focus()")
    for key, name in (
        ("Home", "가람, 1주차, 제시간"),
        ("ArrowDown", "나래, 1주차, 지각"),
        ("ArrowRight", "나래, 2주차, 제시간"),
        ("ArrowLeft", "나래, 1주차, 지각"),
        ("ArrowLeft", "나래, 1주차, 지각"),
        ("End", "나래, 12주차, 예정"),
        ("Control+Home", "가람, 1주차, 제시간"),
        ("ArrowUp", "가람, 1주차, 제시간"),
        ("Control+End", "마루, 12주차, 예정"),
        ("Home", "마루, 2주차, 지각"),
        ("ArrowUp", "라온, 2주차, 면제"),
    ):
        page.keyboard.press(key)
        expect(focused).to_have_accessible_name(name)
    page.keyboard.press("Enter")
    expect(details(page, "라온", 2)).to_contain_text("면제: 예비군 훈련")
    expect(focused).to_have_accessible_name("라온, 2주차, 면제")
    expect(page.locator(".board a:not([tabindex='-1'])")).to_have_count(1)


def test_hovering_over_a_cell_tells_deadline_time_reason_and_fine(server: Server, visit: Visit) -> None:
    page = visit(server)
    told = Grid(page).hover("라온", 4)
    for part in (
        "라온",
        "4주차",
        "마감 5/2 (월) 23:59:59",
        "제출 5/3 (화) 20:00:00",
        "20시간 늦음",
        "많이 지각 3,000원",
    ):
        expect(told).to_contain_text(part)
    Grid(page).hover("라온", 2)
    expect(told).to_contain_text("면제: 예비군 훈련")


def test_the_board_is_shown_as_it_stood_at_another_moment_until_back_to_now(
    server: Server, visit: Visit
) -> None:
    page = visit(server)
    board = Grid(page)
    board.expect("라온", 4, "▲")
    tool, asked = page.get_by_role("link", name="다른 시점 보기"), page.locator(".st-key-moment")
    tool.click()
    expect(asked).to_be_visible()
    expect(tool).to_be_focused()
    expect(tool).to_have_attribute("aria-current", "true")
    tool.click()
    expect(asked).to_have_count(0)
    page.go_back()
    expect(asked.get_by_role("button", name="이 시점의 현황 보기")).to_be_in_viewport(ratio=1)
    asked.get_by_role("spinbutton", name=re.compile("^(day, 날짜|날짜, 일)$")).click()
    page.get_by_role("button", name="2022년 5월 3일 화요일").click()
    asked.get_by_role("spinbutton", name=re.compile("^(시|hour), 시각")).click()
    page.keyboard.type("12")
    asked.get_by_role("button", name="이 시점의 현황 보기").click()
    expect(page.get_by_text("5/3 (화) 12:00:00 시점의 현황입니다.")).to_be_visible()
    board.expect("라온", 4, "!")
    board.expect("가람", 5, "…")
    expect(page).to_have_url(re.compile(r"as_of=2022-05-03T12"))

    # The other pages show that moment, too.
    page.get_by_role("navigation").get_by_role("link", name="벌금").click()
    expect(page.get_by_text("지금까지 시즌 합계 14,000원")).to_be_visible()
    expect(page.get_by_text("5/3 (화) 12:00:00 시점의 현황입니다.")).to_be_visible()
    page.get_by_role("button", name="지금으로 돌아가기").click()
    expect(page.get_by_text("지금까지 시즌 합계 17,000원")).to_be_visible()
    expect(page).not_to_have_url(re.compile("as_of"))
    page.get_by_role("navigation").get_by_role("link", name="현황").click()
    board.expect("라온", 4, "▲")


def test_an_address_with_as_of_shows_the_board_of_that_moment(server: Server, visit: Visit) -> None:
    page = visit(server, "/?as_of=2022-05-03T20:00:00")
    board = Grid(page)
    board.expect("라온", 4, "▲")
    visit(server, "/?as_of=2022-05-03T19:59:59")
    board.expect("라온", 4, "!")
    page.get_by_role("button", name="지금으로 돌아가기").click()
    expect(page.get_by_role("button", name="지금으로 돌아가기")).to_have_count(0)
    board.expect("라온", 5, "✓")

    visit(server, "/?as_of=yesterday")
    expect(page.get_by_text("“yesterday”는 시점으로 읽을 수 없습니다.")).to_be_visible()
    board.expect("라온", 5, "✓")


def test_the_other_language_is_one_click_away_and_stays_from_page_to_page(
    server: Server, visit: Visit
) -> None:
    page = visit(server, "/?as_of=2022-05-03T12:00:00")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("This is the board as of Tue 5/3 12:00:00.")).to_be_visible()
    expect(page.get_by_text("This is a sample season.")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Fines").click()
    expect(page.get_by_role("heading", name="Fines", exact=True)).to_be_visible()
    expect(page.get_by_text("The season so far: ₩14,000")).to_be_visible()
    page.get_by_role("link", name="한국어").click()
    expect(page.get_by_text("지금까지 시즌 합계 14,000원")).to_be_visible()
    expect(page.get_by_text("예시 시즌입니다.")).to_be_visible()

"""The board: choosing a cell by mouse, touch and keyboard, hovering, and another moment or language."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from studylib.workbook.cells import Tab, Workbook
from tests.browser.conftest import Server, choose, wait_until_drawn
from tests.browser.heatmap import Heatmap

Visit = Callable[..., Page]
CONTROLS = 30
"""More than there are on the board: a reader who presses Tab as often has been everywhere."""


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve(now="2022-05-10T11:00+09:00")


def details(page: Page, member: str, week: int) -> Locator:
    return page.locator(".card").filter(has_text=f"{member} · {week}주차")


def test_a_click_on_a_cell_opens_its_details_with_the_newest_link(
    server: Server, visit: Visit, console_errors: list[str]
) -> None:
    page = visit(server)
    board = Heatmap(page)
    board.click("나래", 2)
    expect(details(page, "나래", 2)).to_contain_text("제출 4/11 (월) 23:12:48")
    expect(details(page, "나래", 2)).to_contain_text("✓ 제시간")
    link = details(page, "나래", 2).locator("dd").get_by_role("link")
    expect(link).to_have_text("narae.velog.example/fsdl/week-2")
    expect(link).to_have_attribute("href", "https://narae.velog.example/fsdl/week-2?v=2")
    expect(page.get_by_role("combobox", name="멤버")).to_have_value("나래")
    expect(page.get_by_role("combobox", name="주차")).to_have_value("2주차")

    # The controls lead elsewhere, and a click on the cell leads back.
    choose(page, "멤버", "다온")
    expect(details(page, "다온", 2)).to_be_visible()
    board.click("나래", 2)
    expect(details(page, "나래", 2)).to_be_visible()

    # Who had not joined yet has no cell there, and the page says so.
    choose(page, "멤버", "마루")
    choose(page, "주차", "1주차")
    expect(page.get_by_text("마루 님은 그 주차의 판정 대상이 아닙니다.")).to_be_visible()
    assert not console_errors


def test_a_tap_on_a_cell_opens_its_details_on_a_phone(server: Server, phone: Page) -> None:
    page = phone
    page.goto(server.url)
    wait_until_drawn(page)
    Heatmap(page).tap("라온", 4)
    expect(details(page, "라온", 4)).to_contain_text("▲ 많이 지각")
    expect(details(page, "라온", 4)).to_contain_text("3,000원")
    link = details(page, "라온", 4).locator("dd").get_by_role("link")
    expect(link).to_have_attribute("href", "https://raon.github.example/fsdl/week-4")


def tab_to(page: Page, control: str) -> Locator:
    """Presses Tab until the control of that name has the focus."""
    box = page.get_by_role("combobox", name=control)
    for _ in range(CONTROLS):
        page.keyboard.press("Tab")
        if box.evaluate("(box) => box === document.activeElement"):
            break
    expect(box).to_be_focused()
    return box


def test_a_cell_is_chosen_wherever_it_is_clicked_however_wide_it_is(
    serve: Callable[..., Server], visit: Visit
) -> None:
    # Two weeks across a whole screen: each cell is over 500 px wide.
    season = Workbook(
        (
            Tab("설정", (("키", "값"), ("시작일", date(2022, 5, 4)))),
            Tab("멤버", (("이름",), ("가람",), ("나래",))),
            Tab("주차", (("주차",), (1,), (2,))),
        )
    )
    page = visit(serve(now="2022-05-05T12:00+09:00", cells=season))
    expect(page.get_by_text("아직 제출이 없습니다.")).to_be_visible()
    for week, aside in ((2, -240), (1, 240)):
        Heatmap(page).click("나래", week, aside)
        expect(details(page, "나래", week)).to_be_visible()


def test_member_and_week_are_reached_and_chosen_by_the_keyboard_alone(server: Server, visit: Visit) -> None:
    page = visit(server)
    member = tab_to(page, "멤버")
    for name in ("나래", "다온", "라온"):
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("option", name=name)).to_have_attribute("data-focused", "true")
    page.keyboard.press("Enter")
    expect(member).to_have_value("라온")
    week = tab_to(page, "주차")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("1주")
    expect(page.get_by_role("option", name="1주차", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(week).to_have_value("1주차")
    expect(details(page, "라온", 1)).to_contain_text("제출 4/4 (월) 23:59:59")


def test_hovering_over_a_cell_tells_deadline_time_reason_and_fine(server: Server, visit: Visit) -> None:
    page = visit(server)
    Heatmap(page).hover("라온", 4)
    told = page.locator(".hoverlayer .hovertext")
    for part in (
        "라온",
        "4주차",
        "마감 5/2 (월) 23:59:59",
        "제출 5/3 (화) 20:00:00",
        "20시간 늦음",
        "많이 지각 3,000원",
    ):
        expect(told).to_contain_text(part)
    Heatmap(page).hover("라온", 2)
    expect(told).to_contain_text("면제: 예비군 훈련")


def test_the_board_is_shown_as_it_stood_at_another_moment_until_back_to_now(
    server: Server, visit: Visit
) -> None:
    page = visit(server)
    board = Heatmap(page)
    board.expect("라온", 4, "▲")
    page.get_by_role("button", name="다른 시점 보기").click()
    asked = page.get_by_role("dialog", name="다른 시점 보기")
    for segment, digits in (("day, 날짜", "03"), (re.compile("^(시|hour), 시각"), "12")):
        asked.get_by_role("spinbutton", name=segment).click()
        page.keyboard.type(digits)
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
    board = Heatmap(page)
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
    expect(page.get_by_text("This is a sample season of an invented group.")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Fines").click()
    expect(page.get_by_role("heading", name="Fines", exact=True)).to_be_visible()
    expect(page.get_by_text("The season so far: ₩14,000")).to_be_visible()
    page.get_by_role("link", name="한국어").click()
    expect(page.get_by_text("지금까지 시즌 합계 14,000원")).to_be_visible()
    expect(page.get_by_text("가상의 모임으로 만든 예시 시즌입니다.")).to_be_visible()

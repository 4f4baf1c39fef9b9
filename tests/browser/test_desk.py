"""The leader's desk in the browser: what is done there shows everywhere, and two who write at once."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, TimeoutError, expect

from studylib.stores.opening import open_store
from studylib.workbook import sample
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.layouts import write_header
from studylib.workbook.presets.preset import TABS as RULES
from studylib.workbook.presets.preset import list_presets
from tests.browser.conftest import Server, choose, open_list, wait_until_drawn
from tests.browser.grid import Grid
from tests.browser.visits import COLOURS, expect_no_sideways_scrolling, switch_theme, violations
from tests.workbook.presets.seasons import SEASONS, make_workbook

Visit = Callable[..., Page]
APRIL = "10,000원"
"""What the pot of April comes to once 나래 is excused."""
DIFFERS = "지금의 제출과 규칙으로 다시 계산하면"
ROW = 35
"""Pixels between two rows of a table, which is drawn on a canvas."""


NOW = "2022-05-10T13:00+09:00"
"""Week 5 was due at midnight, and 나래 has not handed in."""


@pytest.fixture(scope="module")
def running(serve: Callable[..., Server]) -> Server:
    return serve(now=NOW)


@pytest.fixture
def server(running: Server) -> Server:
    """Give each test a season of its own on one server."""
    open_store(running.workbook).replace(sample.make_sample(datetime.fromisoformat(NOW)))
    return running


@pytest.fixture
def other(context: BrowserContext) -> Iterator[Page]:
    """The page of another leader."""
    other = context.new_page()
    yield other
    other.close()


def go_to(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
    wait_until_drawn(page)


def type_into(page: Page, row: int, column: int, text: str, *, rules: bool = False) -> None:
    """Types into a cell of the table in sight. Rows count from 0, columns (behind the row's number) from 1.

    Rules then hold from week 1 on.
    """
    page.bring_to_front()
    table = page.locator('[data-testid="stDataFrame"]:visible').first
    table.scroll_into_view_if_needed()
    expect(table.locator("canvas").first).to_be_visible()
    cell = page.locator(".gdg-input")
    for _ in range(10):  # The canvas is there before it listens.
        table.click(position={"x": 60, "y": ROW * (row + 1) + ROW / 2})
        if page.evaluate("document.activeElement.closest('canvas') !== null"):
            for _ in range(column):
                page.keyboard.press("ArrowRight")
            page.keyboard.press("Enter")
            with suppress(TimeoutError):
                cell.wait_for(timeout=1000)
                break
        page.keyboard.press("Escape")  # A second click on a cell opens it.
        page.wait_for_timeout(200)
    cell.fill(text)
    page.keyboard.press("Enter")
    if rules:
        choose_in(page, "tiers_from", re.compile("^1주차"))
    save = button(page, "저장").or_(button(page, "내 것으로 덮어쓰기"))
    expect(save).to_have_count(1)
    expect(save).to_be_enabled()


def choose_in(page: Page, form: str, option: str | re.Pattern[str]) -> None:
    """Chooses from the list of that key; several forms have one of the same name."""
    open_list(page.locator(f".st-key-{form}").get_by_role("combobox"))
    page.get_by_role("option", name=option).click()


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True).locator("visible=true")


def strip(page: Page, text: str) -> Locator:
    return page.locator(".strip:visible").filter(has_text=text)


def fact(page: Page, label: str) -> Locator:
    return page.locator(f'.fact:has(.label:text-is("{label}")) .value')


def test_a_member_is_excused_and_the_fine_goes_from_the_board_and_the_fines_until_that_is_undone(
    server: Server, visit: Visit, console_errors: list[str]
) -> None:
    page = visit(server)
    Grid(page).expect("나래", 3, "✕")
    go_to(page, "벌금")
    expect(page.locator(".lines li")).to_have_count(6)

    go_to(page, "관리")
    choose_in(page, "excuse_member", "나래")
    choose_in(page, "excuse_week", re.compile("^3주차"))
    page.get_by_role("textbox", name="사유 (선택)").fill("독감")
    button(page, "면제하기").click()
    expect(strip(page, "저장했습니다: 나래 님 3주차 면제")).to_be_visible()

    go_to(page, "벌금")
    expect(page.locator(".lines li")).to_have_count(5)
    go_to(page, "현황")
    Grid(page).expect("나래", 3, "–")

    go_to(page, "관리")
    open_tab(page, "변경 기록")
    button(page, "되돌리기").click()
    expect(strip(page, "저장했습니다: 되돌림: 나래 님 3주차 면제")).to_be_visible()
    go_to(page, "현황")
    Grid(page).expect("나래", 3, "✕")
    assert not console_errors


def test_a_deadline_is_extended_for_everybody(server: Server, visit: Visit) -> None:
    page = visit(server, "/desk")
    expect(button(page, "연장하기")).to_be_disabled()
    choose_in(page, "extend_week", re.compile("^6주차"))
    expect(page.get_by_text("지금 마감 5/16 (월) 23:59:59 → 새 마감 5/17 (화) 23:59:59")).to_be_visible()
    button(page, "연장하기").click()
    expect(strip(page, "저장했습니다: 6주차 마감 5/17 (화) 23:59:59")).to_be_visible()
    expect(button(page, "연장하기")).to_be_disabled()
    go_to(page, "현황")
    expect(page.get_by_text("마감 5/17 (화) 23:59:59").first).to_be_visible()


def test_what_was_just_saved_is_undone_and_redone_beside_it(
    server: Server, visit: Visit, console_errors: list[str]
) -> None:
    page = visit(server, "/desk")
    choose_in(page, "extend_week", re.compile("^6주차"))
    button(page, "연장하기").click()
    expect(strip(page, "저장했습니다: 6주차 마감 5/17 (화) 23:59:59")).to_be_visible()
    button(page, "되돌리기").click()
    expect(strip(page, "저장했습니다: 되돌림: 6주차 마감 5/17 (화) 23:59:59")).to_be_visible()
    choose_in(page, "extend_week", re.compile("^6주차"))
    expect(page.get_by_text("지금 마감 5/16 (월) 23:59:59 → 새 마감 5/17 (화) 23:59:59")).to_be_visible()
    button(page, "연장하기").click()
    expect(strip(page, "저장했습니다: 6주차 마감 5/17 (화) 23:59:59")).to_be_visible()
    button(page, "되돌리기").click()
    button(page, "되돌리기 취소").click()
    expect(strip(page, "저장했습니다: 되돌리기 취소: 6주차 마감 5/17 (화) 23:59:59")).to_be_visible()
    assert not console_errors


def test_a_tier_is_edited_in_its_table_and_that_is_undone(
    server: Server, visit: Visit, console_errors: list[str]
) -> None:
    page = visit(server)
    expect(fact(page, "이번 달 벌금")).to_have_text("3,000원")
    go_to(page, "관리")
    open_tab(page, "벌금")
    type_into(page, row=1, column=3, text="3,500원", rules=True)
    button(page, "저장").click()
    expect(strip(page, "저장했습니다: 벌금 탭 수정")).to_be_visible()
    go_to(page, "현황")
    expect(fact(page, "이번 달 벌금")).to_have_text("3,500원")

    go_to(page, "관리")
    open_tab(page, "변경 기록")
    expect(page.get_by_text("벌금 · 3행 — 금액: 3000 → 3,500원")).to_be_visible()
    button(page, "되돌리기").click()
    expect(strip(page, "저장했습니다: 되돌림")).to_be_visible()
    go_to(page, "현황")
    expect(fact(page, "이번 달 벌금")).to_have_text("3,000원")
    assert not console_errors


def test_an_answer_is_mended_and_counts_from_its_own_time(server: Server, visit: Visit) -> None:
    page = visit(server, "/desk")
    open_tab(page, "고칠 것")
    type_into(page, row=0, column=1, text="https://raon.example/6")
    button(page, "저장").click()
    expect(strip(page, "데이터를 모두 읽었습니다.")).to_be_visible()
    go_to(page, "현황")
    Grid(page).expect("라온", 6, "✓")


def test_an_answer_is_voided_and_shown_so_until_that_is_undone(
    server: Server, visit: Visit, console_errors: list[str]
) -> None:
    page = visit(server)
    Grid(page).expect("라온", 5, "✓")
    go_to(page, "관리")
    open_tab(page, "제출")
    choose(page, "무효 처리하거나 옮길 제출", re.compile("라온 · 5주차"))
    page.get_by_role("textbox", name="사유", exact=True).fill("4주차의 글")
    button(page, "무효").click()
    expect(strip(page, "저장했습니다: 무효 처리: 라온 · 5주차")).to_be_visible()
    expect(page.locator("tr:visible").filter(has_text="무효: 4주차의 글").locator(".void").first).to_have_css(
        "text-decoration-line", "line-through"
    )
    assert not violations(page)
    go_to(page, "현황")
    Grid(page).expect("라온", 5, "!")
    page.goto(f"{server.url}/member?name=라온")
    wait_until_drawn(page)
    expect(page.get_by_text("무효: 4주차의 글")).to_be_visible()

    visit(server, "/desk")
    open_tab(page, "변경 기록")
    button(page, "되돌리기").click()
    expect(strip(page, "저장했습니다: 되돌림: 무효 처리: 라온 · 5주차")).to_be_visible()
    go_to(page, "현황")
    Grid(page).expect("라온", 5, "✓")
    assert not console_errors


def test_a_name_typed_over_another_goes_into_every_tab(server: Server, visit: Visit) -> None:
    page = visit(server, "/desk")
    open_tab(page, "멤버")
    type_into(page, row=1, column=1, text="나래울")
    button(page, "저장").click()
    expect(strip(page, "저장했습니다: 나래 님 이름을 나래울로 바꿈")).to_be_visible()
    go_to(page, "현황")
    Grid(page).expect("나래울", 3, "✕")


def test_what_would_be_unreadable_is_refused_and_stays_typed(server: Server, visit: Visit) -> None:
    page = visit(server, "/desk")
    open_tab(page, "벌금")
    type_into(page, row=0, column=3, text="3.000원", rules=True)
    button(page, "저장").click()
    expect(strip(page, "“3.000원”")).to_be_visible()
    expect(button(page, "저장")).to_be_enabled()
    button(page, "입력한 내용 버리기").click()
    expect(strip(page, "“3.000원”")).to_have_count(0)
    expect(button(page, "저장")).to_have_count(1)  # The table before it is gone.
    expect(button(page, "저장")).to_be_disabled()


def test_of_two_edits_of_one_row_at_once_the_later_is_refused_and_nothing_is_lost(
    server: Server, visit: Visit, other: Page, console_errors: list[str]
) -> None:
    page = visit(server, "/desk")
    other.goto(f"{server.url}/desk")
    wait_until_drawn(other)
    open_tab(page, "벌금")
    open_tab(other, "벌금")
    type_into(other, row=0, column=3, text="1000", rules=True)
    type_into(page, row=0, column=3, text="2500", rules=True)
    button(page, "저장").click()
    expect(strip(page, "저장했습니다")).to_be_visible()

    other.bring_to_front()
    button(other, "저장").click()
    expect(strip(other, "그사이 벌금 탭 2행이 바뀌었습니다.")).to_be_visible()
    versions = other.locator(".card:visible").filter(has_text="벌금 · 2행")
    expect(versions.locator("dd")).to_have_text(["금액: 2000", "금액: 2500", "금액: 1000"])
    button(other, "내 것으로 덮어쓰기").click()
    expect(strip(other, "저장했습니다")).to_be_visible()
    open_tab(other, "변경 기록")
    expect(other.get_by_text("벌금 · 2행 — 금액: 2500 → 1000")).to_be_visible()
    expect(other.get_by_text("벌금 · 2행 — 금액: 2000 → 2500")).to_be_visible()
    assert not console_errors


TABS = (
    "고칠 것",
    "제출",
    "멤버",
    "주차",
    "휴식",
    "과제",
    "벌금",
    "커지는 벌금",
    "면제",
    "납부",
    "설정",
    "변경 기록",
)


def test_axe_finds_nothing_serious_in_any_part(server: Server, visit: Visit, page: Page) -> None:
    visit(server, "/desk")
    choose_in(page, "excuse_member", "나래")
    choose_in(page, "excuse_week", re.compile("^3주차"))
    button(page, "면제하기").click()
    expect(strip(page, "저장했습니다")).to_be_visible()
    assert not violations(page)
    for name in TABS:
        open_tab(page, name)
        assert not violations(page), name
    switch_theme(page)
    for name in ("매주 하는 일", *TABS):
        open_tab(page, name)
        assert not violations(page, COLOURS), name


def test_no_part_scrolls_sideways_on_a_phone(server: Server, phone: Page) -> None:
    phone.goto(f"{server.url}/desk")
    wait_until_drawn(phone)
    expect_no_sideways_scrolling(phone)
    for name in TABS:
        open_tab(phone, name)
        expect_no_sideways_scrolling(phone)


def month_of(page: Page, server: Server, month: str) -> Page:
    page.goto(f"{server.url}/settlement?month={month}")
    wait_until_drawn(page)
    return page


def test_a_closed_month_stands_when_a_tier_changes_and_the_difference_is_shown_until_that_is_undone(
    server: Server, visit: Visit, console_errors: list[str]
) -> None:
    page = visit(server, "/desk")
    choose_in(page, "excuse_member", "나래")
    choose_in(page, "excuse_week", re.compile("^3주차"))
    button(page, "면제하기").click()
    expect(strip(page, "저장했습니다: 나래 님 3주차 면제")).to_be_visible()
    month_of(page, server, "2022-04")
    expect(fact(page, "벌금 모음")).to_have_text(APRIL)

    page = visit(server, "/desk")
    choose_in(page, "close_month", re.compile("^2022년 4월"))
    button(page, "정산 마치기").click()
    expect(strip(page, "저장했습니다: 2022년 4월 정산 완료")).to_be_visible()

    open_tab(page, "벌금")
    type_into(page, row=2, column=3, text="9000", rules=True)
    button(page, "저장").click()
    expect(strip(page, "저장했습니다: 벌금 탭 수정")).to_be_visible()
    month_of(page, server, "2022-04")
    expect(fact(page, "벌금 모음")).to_have_text(APRIL)
    expect(strip(page, DIFFERS)).to_be_visible()

    visit(server, "/desk")
    open_tab(page, "변경 기록")
    button(page, "되돌리기").first.click()
    expect(strip(page, "저장했습니다: 되돌림: 벌금 탭 수정")).to_be_visible()
    month_of(page, server, "2022-04")
    expect(fact(page, "벌금 모음")).to_have_text(APRIL)
    expect(strip(page, DIFFERS)).to_have_count(0)
    assert not console_errors


def test_a_new_leader_starts_from_a_preset_and_the_fines_follow(server: Server, visit: Visit) -> None:
    preset, played = list_presets("ko")[3], SEASONS["post_and_review"]
    rules = {write_header(layout, "ko")[0] for layout in RULES}
    whole = make_workbook(preset, played)
    settings = Tab(whole.tabs[0].title, whole.tabs[0].rows[:4])
    kept = tuple(tab for tab in whole.tabs[1:] if tab.title not in rules)
    open_store(server.workbook).replace(Workbook((settings, *kept)))
    page = visit(server, "/desk")
    open_tab(page, "과제")
    choose(page, "규칙", preset.lines["ko"])
    page.get_by_role("button", name="이 행 쓰기").click()
    expect(page.locator(".strip").filter(has_text="저장했습니다: 규칙 적용")).to_be_visible()
    server.set_clock("2026-06-01T00:00+09:00")
    go_to(page, "벌금")
    for amount in played.fines.values():
        expect(page.locator(".lines li").filter(has_text=f"{amount:,}원").first).to_be_visible()
    expect(page.locator(".lines li")).to_have_count(len(played.fines))
    server.set_clock(NOW)


@pytest.mark.parametrize(
    ("link", "place"), [("납부 기록", "pay"), ("멤버 면제", "excuse"), ("정산", "close")]
)
def test_a_link_above_the_forms_leads_to_one_on_a_phone(
    server: Server, phone: Page, link: str, place: str
) -> None:
    phone.goto(f"{server.url}/desk")
    wait_until_drawn(phone)
    phone.locator(".jumps").get_by_role("link", name=link).tap()
    heading = phone.locator(f".st-key-weekly_{place} h2").first
    expect(heading).to_be_in_viewport()
    top = heading.evaluate("each => each.getBoundingClientRect().top")
    assert top > phone.locator(".masthead").evaluate("each => each.getBoundingClientRect().bottom")

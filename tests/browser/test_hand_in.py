"""Handing in a link, and what becomes of it on the board."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, choose, wait_until_drawn, wait_until_known
from tests.browser.grid import Grid
from tests.browser.visits import violations

# Week 5 was due at midnight; one can be late until noon of the next day. Week 6 opened at midnight.
LATE_WINDOW = "2022-05-10T11:00+09:00"
WEEK_5_CLOSED = "2022-05-11T12:00+09:00"
WEEK_6_CLOSED = "2022-05-18T12:00+09:00"

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def running(serve: Callable[..., Server]) -> Server:
    return serve(now=LATE_WINDOW)


@pytest.fixture
def server(running: Server) -> Server:
    """The server, in the late window of week 5 at the beginning of each test."""
    running.set_clock(LATE_WINDOW)
    return running


def hand_in(page: Page, link: str) -> None:
    page.get_by_role("textbox", name="노트 링크").fill(link)
    page.get_by_role("button", name="제출").click()


def go_to(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=name).click()


def fact(page: Page, label: str) -> Locator:
    return page.locator(f'.fact:has(.label:text-is("{label}")) .value')


def details(page: Page, member: str, week: int) -> Locator:
    return page.locator(".card").filter(has_text=f"{member} · {week}주차")


def test_who_just_missed_a_week_hands_it_in_late_and_everybody_sees_the_cell_and_the_fine(
    server: Server, visit: Visit, hurried: Page, console_errors: list[str]
) -> None:
    # Somebody else has the board open, and leaves it open.
    other = hurried
    other.goto(server.url)
    wait_until_drawn(other)
    Grid(other).expect("나래", 5, "!")
    expect(fact(other, "이번 달 벌금")).to_have_text("3,000원")

    page = visit(server, "/hand_in")
    choose(page, "멤버", "나래")
    expect(page.get_by_role("combobox", name="주차")).to_have_value(re.compile("^5주차"))
    expect(page.get_by_text("마감 5/9 (월) 23:59:59 · 11시간 늦음")).to_be_visible()
    hand_in(page, "https://narae.example/5")
    judged = page.get_by_role("status").filter(has_text="나래 · 5주차")
    expect(judged).to_contain_text("▲ 지각")
    expect(judged).to_contain_text("11시간 늦음 · 벌금 2,000원")
    expect(judged).to_contain_text("5/10 (화) 11:00:00에 제출되었습니다")
    expect(page.get_by_role("textbox", name="노트 링크")).to_be_empty()

    go_to(page, "현황")
    Grid(page).expect("나래", 5, "▲")
    expect(fact(page, "이번 달 벌금")).to_have_text("5,000원")
    expect(page.locator(".strip").filter(has_text="5주차")).not_to_contain_text("나래")

    other.clock.fast_forward("01:00")
    Grid(other).expect("나래", 5, "▲")
    expect(fact(other, "이번 달 벌금")).to_have_text("5,000원")

    # Who has not handed in when the late window closes is absent; nobody has to reload the page for it.
    Grid(other).expect("다온", 5, "!")
    server.set_clock(WEEK_5_CLOSED)
    other.clock.fast_forward("01:00")
    Grid(other).expect("다온", 5, "✕")
    expect(fact(other, "이번 달 벌금")).to_have_text("9,000원")
    assert not console_errors


def test_who_hands_in_before_the_deadline_pays_nothing_once_it_has_passed(
    server: Server, visit: Visit
) -> None:
    page = visit(server, "/hand_in")
    choose(page, "멤버", "라온")
    expect(page.get_by_role("combobox", name="주차")).to_have_value(re.compile("^6주차"))
    expect(page.get_by_text("마감 5/16 (월) 23:59:59 · 6일 13시간 남음")).to_be_visible()
    hand_in(page, "https://raon.example/6\nhttps://raon.example/6/lab")
    judged = page.get_by_role("status").filter(has_text="라온 · 6주차")
    expect(judged).to_contain_text("✓ 제시간")
    expect(judged).to_contain_text("마감 6일 13시간 전")
    expect(judged).not_to_contain_text("벌금")

    server.set_clock(WEEK_6_CLOSED)
    visit(server)
    Grid(page).expect("라온", 6, "✓")
    Grid(page).expect("마루", 6, "✕")
    Grid(page).click("라온", 6)
    expect(details(page, "라온", 6).locator("dt:text-is('벌금') + dd")).to_have_text("없음")
    expect(details(page, "라온", 6).locator("dd").get_by_role("link")).to_have_text(
        ["raon.example/6", "raon.example/6/lab"]
    )
    Grid(page).click("마루", 6)
    expect(details(page, "마루", 6).locator("dt:text-is('벌금') + dd")).to_have_text("4,000원")


def test_a_second_link_keeps_the_first_time_and_is_the_one_shown(server: Server, visit: Visit) -> None:
    page = visit(server, "/hand_in")
    choose(page, "멤버", "가람")
    hand_in(page, "https://garam.example/second")
    judged = page.get_by_role("status").filter(has_text="가람 · 6주차")
    expect(judged).to_contain_text("✓ 제시간")
    expect(judged).to_contain_text("처음 제출한 5/9 (월) 20:52:00")

    go_to(page, "현황")
    Grid(page).click("가람", 6)
    expect(details(page, "가람", 6)).to_contain_text("제출 5/9 (월) 20:52:00")
    new_link = details(page, "가람", 6).locator("dd").get_by_role("link")
    expect(new_link).to_have_attribute("href", "https://garam.example/second")


def test_a_text_that_is_no_link_is_refused_with_a_sentence_and_stays_to_be_fixed(
    server: Server, visit: Visit
) -> None:
    page = visit(server, "/hand_in")
    hand_in(page, "https://maru.example/6")
    expect(page.locator(".strip").filter(has_text="먼저 이름을 골라 주세요.")).to_be_visible()
    choose(page, "멤버", "마루")
    for bad in ("노션에 올렸어요", "javascript:alert(1)", "data:text/html,x", "https://a.example/my note.md"):
        hand_in(page, bad)
        expect(page.locator(".strip").filter(has_text=f"“{bad}”는 링크가 아닙니다.")).to_be_visible()
        expect(page.get_by_role("textbox", name="노트 링크")).to_have_value(bad)
    hand_in(page, "")
    expect(page.locator(".strip").filter(has_text="링크가 없습니다.")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="마루")).to_have_count(0)

    go_to(page, "현황")
    Grid(page).expect("마루", 6, "…")


def test_a_week_to_come_asks_first_and_what_was_handed_in_is_taken_back(
    server: Server, visit: Visit, phone: Page, console_errors: list[str]
) -> None:
    page = visit(server, "/hand_in")
    choose(page, "멤버", "마루")
    choose(page, "주차", re.compile("^9주차"))
    hand_in(page, "https://maru.example/9")
    question = page.get_by_role("alert").filter(
        has_text="9주차는 아직 시작 전입니다. 5/31 (화)에 시작합니다."
    )
    expect(question).to_contain_text("지금 열린 주차: 6주차")
    expect(page.get_by_role("status").filter(has_text="마루")).to_have_count(0)
    assert not violations(page)
    page.get_by_role("button", name="그래도 9주차로 제출").click()
    expect(page.get_by_role("status").filter(has_text="마루 · 9주차")).to_contain_text("✓ 제시간")
    expect(page.get_by_text("5/10 (화) 11:10:00까지 취소할 수 있습니다.")).to_be_visible()
    assert not violations(page)

    phone.goto(f"{server.url}/hand_in")  # Another visitor cannot take it back.
    wait_until_drawn(phone)
    expect(phone.get_by_role("button", name="취소하기")).to_have_count(0)

    page.get_by_role("button", name="취소하기").click()
    expect(page.get_by_role("status").filter(has_text="마루 님이 9주차 제출을 취소함")).to_be_visible()
    expect(page.get_by_role("textbox", name="노트 링크")).to_have_value("https://maru.example/9")
    go_to(page, "현황")
    Grid(page).expect("마루", 9, "")
    assert not console_errors


# ---- on a phone ----


@dataclass
class Finger:
    """Taps on a phone, and counts them."""

    taps: int = 0

    def tap(self, on: Locator) -> None:
        on.tap()
        self.taps += 1


def cold_link(phone: Page, address: str) -> Page:
    """Open a link on the same phone later, in a new tab."""
    page = phone.context.new_page()
    page.goto(address)
    wait_until_drawn(page)
    return page


def test_who_is_known_hands_in_from_a_cold_link_in_four_taps_and_can_undo_it(
    server: Server, phone: Page
) -> None:
    phone.goto(f"{server.url}/hand_in")
    wait_until_drawn(phone)
    choose(phone, "멤버", "다온")
    expect(phone.get_by_text("다온 님으로 보고 있습니다.")).to_be_visible()
    wait_until_known(phone)

    page, finger = cold_link(phone, server.url), Finger()
    own = page.locator(".panel .own li").first
    expect(own).to_contain_text("5주차")
    expect(own).to_contain_text("지금 제출하면 벌금 2,000원, 오늘 12:00부터 3,000원")
    expect(page.locator(".panel")).to_be_in_viewport(ratio=1)
    finger.tap(page.get_by_role("link", name="제출하기"))
    expect(page.get_by_role("combobox", name="멤버")).to_have_value("다온")
    expect(page.get_by_text("지금 제출하면 벌금 2,000원, 오늘 12:00부터 3,000원")).to_be_visible()
    field = page.get_by_role("textbox", name="노트 링크")
    finger.tap(field)
    page.keyboard.insert_text("[5주차 정리] https://daon.example/5.")
    finger.tap(page.get_by_role("button", name="제출", exact=True))
    card = page.get_by_role("status").filter(has_text="다온 · 5주차")
    expect(card).to_contain_text("▲ 지각")
    expect(card.get_by_role("link")).to_have_attribute("href", "https://daon.example/5")
    assert finger.taps <= 4

    finger.tap(page.get_by_role("button", name="취소하기"))
    expect(page.get_by_text("다온 님이 5주차 제출을 취소함")).to_be_visible()
    expect(field).to_have_value("https://daon.example/5")
    page.close()


def test_who_is_somebody_else_says_so_and_is_asked_again(server: Server, phone: Page) -> None:
    phone.goto(f"{server.url}/hand_in")
    wait_until_drawn(phone)
    choose(phone, "멤버", "라온")
    expect(phone.get_by_text("라온 님으로 보고 있습니다.")).to_be_visible()
    wait_until_known(phone)
    page = cold_link(phone, server.url)
    expect(page.locator(".panel")).to_contain_text("라온 님")
    page.get_by_role("link", name="제가 아닙니다").tap()
    expect(page.locator(".panel")).not_to_contain_text("라온 님")
    wait_until_known(page, known=False)
    page.close()
    page = cold_link(phone, f"{server.url}/hand_in?name=나래")
    expect(page.get_by_role("combobox", name="멤버")).to_have_value("나래")
    page.close()
    page = cold_link(phone, server.url)
    page.get_by_role("link", name="내 기록 보기").tap()
    choose(page, "멤버", "마루")
    expect(page.locator(".panel")).to_contain_text("마루 님")
    wait_until_known(page)
    page.close()
    page = cold_link(phone, f"{server.url}/hand_in")
    expect(page.get_by_role("combobox", name="멤버")).to_have_value("마루")
    page.close()

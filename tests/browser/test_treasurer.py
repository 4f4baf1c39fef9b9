"""The evening of a treasurer on a phone, by touch: ten payments and the close of a month."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from studylib.workbook.cells import Tab, Workbook
from tests.browser.conftest import Server, wait_until_drawn
from tests.browser.visits import expect_no_sideways_scrolling, violations

MOST_TAPS = 6
NAMES = ("가람", "나래", "다온", "라온", "마루", "바다", "새롬", "아라", "자람", "차오름")


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    """Ten members owe 4,000원 each of April to the kitty. Nothing of May is due yet."""
    settings = (
        ("키", "값"),
        ("스터디", "밤샘 스터디"),
        ("시작일", date(2022, 4, 6)),
        ("정산 방식", "적립"),
        ("정산 방법", "모임통장"),
        ("계좌", "카카오뱅크 3333-01-1234567"),
    )
    cells = Workbook(
        (
            Tab("설정", settings),
            Tab("멤버", (("이름",), *((name,) for name in NAMES))),
            Tab("주차", (("주차", "제목"), (1, "시작"), (2, "둘"))),
            Tab("휴식", (("시작", "끝"), (date(2022, 4, 13), date(2022, 5, 10)))),
            Tab("설문지 응답 시트1", (("타임스탬프", "이름", "주차", "링크"),)),
        )
    )
    return serve(now="2022-05-02T21:00+09:00", cells=cells)


class Taps:
    """Taps on a page, counted."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, button: Locator) -> None:
        self.count += 1
        button.tap()


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def test_ten_payments_and_the_close_of_a_month_take_few_taps(server: Server, phone: Page) -> None:
    taps = Taps()
    phone.goto(f"{server.url}/settlement")
    wait_until_drawn(phone)
    expect(phone.get_by_role("listitem").filter(has_text="글 보냄")).to_have_attribute("aria-current", "step")
    expect(button(phone, "글 보냄으로 표시")).to_be_in_viewport(ratio=1)
    taps.on(button(phone, "글 보냄으로 표시"))
    expect(phone.get_by_text("납부 0/10")).to_be_visible()
    expect(phone.get_by_text("카카오뱅크 3333-01-1234567").first).to_be_visible()
    expect(phone.get_by_role("checkbox", name="→")).to_have_count(10)
    expect(button(phone, "모두 받음")).to_have_count(1)  # not also that of the step before
    expect(button(phone, "모두 받음")).to_be_in_viewport()
    expect_no_sideways_scrolling(phone)
    assert violations(phone) == []

    taps.on(button(phone, "모두 받음 10건 · 40,000원"))
    expect(phone.get_by_text("납부 10/10")).to_be_visible()
    taps.on(button(phone, "정산 마치기"))
    expect(phone.get_by_text("에 정산을 마쳤습니다.")).to_be_visible()
    assert violations(phone) == []
    assert taps.count <= MOST_TAPS

    phone.reload()
    wait_until_drawn(phone)
    figures = phone.get_by_role("table", name="멤버별 벌금과 분배").locator("tbody tr td:last-child")
    assert figures.all_inner_texts() == ["없음"] * 10


def test_a_double_click_records_once_and_one_undo_takes_it_back(server: Server, page: Page) -> None:
    """The last due month, whose text is not sent: the ticks are there already."""
    server.set_clock("2022-05-20T21:00+09:00")
    page.goto(f"{server.url}/settlement?month=2022-05")
    wait_until_drawn(page)
    page.get_by_text("가람", exact=False).and_(page.locator("label p")).click()
    button(page, "표시한 1건 기록 · 4,000원").dblclick()
    expect(page.get_by_text("납부 1/10")).to_be_visible()
    expect(page.get_by_role("checkbox", name="→")).to_have_count(9)
    button(page, "되돌리기").click()
    expect(page.get_by_text("납부 0/10")).to_be_visible()
    expect(page.get_by_role("checkbox", name="→")).to_have_count(10)

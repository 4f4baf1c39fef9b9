"""The settlement and the record of a member in the browser: links, downloads, other rules."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from studylib.workbook.cells import Tab, Workbook
from tests.browser.conftest import Server, choose, wait_until_drawn
from tests.browser.hostile import BOLD, TAG, expect_letters_alone, hostile
from tests.browser.visits import HAND, expect_no_sideways_scrolling, expect_nothing_serious

Visit = Callable[..., Page]
NOW = "2022-06-01T12:00+09:00"


def group() -> Workbook:
    """Three members, four weeks, two months, of which April is closed with other figures than today's answers give."""
    return Workbook(
        (
            Tab("설정", (("키", "값"), ("스터디", "밤샘 스터디"), ("시작일", date(2022, 4, 20)))),
            Tab("멤버", (("이름", "당번 순서"), ("하나", 1), ("두리", 2), ("=세찬", 3))),
            Tab(
                "주차",
                (
                    ("주차", "제목", "블로그 글"),
                    (1, "시작", "https://blog.example/1"),
                    (2, "둘"),
                    (3, "셋"),
                    (4, "넷"),
                ),
            ),
            Tab(
                "납부",
                (
                    ("납부일", "월", "이름", "금액", "메모"),
                    (date(2022, 5, 3), "2022-04", "두리", 4000, "현금"),
                ),
            ),
            Tab(
                "정산",
                (
                    ("월", "이름", "벌금", "분배", "이월", "정산일시"),
                    ("2022-04", "하나", 0, 7999, 1, datetime(2022, 5, 2, 21)),
                    ("2022-04", "두리", 4000, 0, 1, datetime(2022, 5, 2, 21)),
                    ("2022-04", "=세찬", 4000, 0, 1, datetime(2022, 5, 2, 21)),
                ),
            ),
            Tab(
                "설문지 응답 시트1",
                (
                    ("타임스탬프", "이름", "주차", "링크"),
                    (datetime(2022, 4, 26, 21), "하나", 1, "https://hana.example/1"),
                    (datetime(2022, 5, 4, 1), "두리", 2, "https://duri.example/2"),
                    (datetime(2022, 5, 9, 20), "하나", 2, "https://hana.example/2"),
                    (datetime(2022, 5, 10, 20), "하나", 3, "https://hana.example/3"),
                ),
            ),
        )
    )


RULES = "what_if=late%3A12%3A2000%2C%EB%A7%8E%EC%9D%B4%3A36%3A3000%2Cabsent%3A%3A60000&pot=equal"
VIEWS = (
    "settlement?month=2022-04",
    "settlement?lang=en",
    f"settlement?{RULES}",
    f"settlement?lang=en&{RULES}",
    "member?name=두리",
    "member?name=두리&lang=en",
)
"""All that the two pages have to show."""


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve(now=NOW, cells=group())


def table(page: Page, name: str) -> Locator:
    return page.get_by_role("table", name=name)


def rows(page: Page, name: str) -> list[str]:
    """The rows of the tables of that name that are seen."""
    expect(table(page, name).first).to_be_visible()
    return table(page, name).locator("tbody tr").all_inner_texts()


def test_a_month_is_shown_by_its_address_and_chosen_on_the_page(
    server: Server, visit: Visit, console_errors: list[str]
) -> None:
    page = visit(server, "/settlement?month=2022-04")
    expect(page.get_by_text("5/2 (월) 21:00:00에 정산을 마쳤습니다.")).to_be_visible()
    expect(table(page, "멤버별 벌금과 분배").locator("tbody tr")).to_have_count(3)
    expect(table(page, "멤버별 차이")).to_contain_text("지금 8,000원")
    choose(page, "월", "2022년 5월")
    expect(page.get_by_text("정산은 아직 마치지 않았습니다.")).to_be_visible()
    assert parse_qs(urlsplit(page.url).query) == {"month": ["2022-05"]}
    page.get_by_role("link", name="두리").first.click()
    expect(page.get_by_role("heading", name="두리")).to_be_visible()
    assert not console_errors


def test_other_rules_are_the_same_table_for_whom_the_link_is_sent_to(
    server: Server, visit: Visit, context: BrowserContext, console_errors: list[str]
) -> None:
    page = visit(server, "/settlement")
    page.get_by_role("tab", name="규칙을 바꾼다면").click()
    amount = page.get_by_role("spinbutton", name="구간 2 벌금 (원)")
    amount.fill("6000")
    amount.press("Enter")
    expect(table(page, "멤버별 차이").first).to_contain_text("바꾸면")
    choose(page, "정산 방식", "1/n")
    page.wait_for_url("**pot=equal*")
    expect(page.get_by_role("button", name="실제 규칙으로")).to_be_visible()
    page.wait_for_function("() => document.querySelector('[data-test-script-state=notRunning]')")
    mine = rows(page, "멤버별 차이")
    assert len(mine) > 3

    other = context.new_page()
    other.goto(page.url)
    wait_until_drawn(other)
    assert rows(other, "멤버별 차이") == mine
    expect(other.get_by_role("tab", name="규칙을 바꾼다면")).to_have_attribute("aria-selected", "true")
    other.close()

    page.get_by_role("button", name="실제 규칙으로").click()
    expect(page.get_by_text("지금은 실제 규칙입니다.")).to_be_visible()
    expect(amount).to_have_value("4000")
    assert "what_if" not in page.url
    assert not console_errors


def test_a_link_with_rules_that_cannot_be_read_says_so_and_shows_the_real_ones(
    server: Server, visit: Visit
) -> None:
    page = visit(server, "/settlement?what_if=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&lang=en")
    expect(page.get_by_text("“<img src=x onerror=alert(1)>” is no tier.")).to_be_visible()
    expect(page.get_by_text("These are the real rules.")).to_be_visible()
    expect(page.locator('img[src="x"]')).to_have_count(0)


def downloaded(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_downloads_are_a_csv_and_a_spreadsheet(server: Server, visit: Visit) -> None:
    page = visit(server, "/settlement?month=2022-04")
    name, data = downloaded(page, "CSV 내려받기")
    assert name.endswith(" 정산 2022-04.csv")
    assert "2022년 4월,정산 완료,'=세찬,4000," in data.decode()
    name, data = downloaded(page, "Excel 내려받기 (.xlsx)")
    assert name.endswith(" 정산 2022-04.xlsx")
    assert data.startswith(b"PK")


def test_the_record_is_opened_by_its_link_and_by_choosing_a_name(
    server: Server, visit: Visit, console_errors: list[str]
) -> None:
    page = visit(server, "/member?name=두리&lang=en")
    expect(page.get_by_role("combobox", name="Member")).to_have_value("두리")
    expect(page.get_by_text("for April 2022 · 현금")).to_be_visible()
    expect(page.get_by_role("link", name="duri.example/2")).to_be_visible()
    choose(page, "Member", "하나")
    expect(page.get_by_role("heading", name="하나")).to_be_visible()
    expect(page.get_by_role("link", name="blog.example/1")).to_be_visible()
    assert parse_qs(urlsplit(page.url).query) == {"name": ["하나"], "lang": ["en"]}
    page.reload()
    wait_until_drawn(page)
    expect(page.get_by_role("heading", name="하나")).to_be_visible()
    assert not console_errors


def test_the_board_leads_to_the_record(server: Server, visit: Visit) -> None:
    page = visit(server, "/?member=하나&week=4")
    page.get_by_role("link", name="하나 · 4주차").click()
    expect(page.get_by_role("heading", name="나의 기록")).to_be_visible()
    expect(page.get_by_role("combobox", name="멤버")).to_have_value("하나")


def test_every_view_can_be_read_by_all_and_scrolls_sideways_on_no_phone(
    server: Server, visit: Visit, page: Page, console_errors: list[str]
) -> None:
    for view in VIEWS:
        visit(server, f"/{view}")
        expect(page.locator(".foot")).to_be_visible()
        expect_nothing_serious(page)
    assert not console_errors


def test_hostile_names_are_shown_letter_by_letter(
    serve: Callable[..., Server], visit: Visit, page: Page
) -> None:
    server = serve(now="2022-04-20T10:00+09:00", cells=hostile())
    page.set_viewport_size(HAND)
    for view in ("settlement", "settlement?pot=keep"):
        visit(server, f"/{view}")
        expect(page.get_by_role("link", name=BOLD).first).to_be_visible()
        expect_no_sideways_scrolling(page)
        expect_letters_alone(page)
    for name in (TAG, BOLD):  # an address holds no name as long as the longest
        visit(server, f"/member?{urlencode({'name': name})}")
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
        expect_no_sideways_scrolling(page)
        expect_letters_alone(page)

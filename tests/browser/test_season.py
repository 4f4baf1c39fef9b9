"""The season in the browser: from its page to a certificate, on a phone, for screen readers, and on paper."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from studylib.workbook.cells import Tab, Workbook
from tests.browser.conftest import Server, wait_until_drawn
from tests.browser.jumps import AT_MOST, WATCH, find_shift
from tests.browser.visits import expect_no_sideways_scrolling, expect_nothing_serious

Visit = Callable[..., Page]
PAGE_OF_PDF = re.compile(rb"/Type\s*/Page\b(?!s)")


def over() -> Workbook:
    """A season of 60 members that is over. The first 50 did all of its weeks, and five more the third."""
    names = [f"멤버{at}" for at in range(60)]
    answers = [
        (datetime(2022, 4, 12, 21) + week * timedelta(days=7), name, week + 1, "https://n.kr/1")
        for week in range(3)
        for name in names[: 55 if week == 2 else 50]
    ]
    return Workbook(
        (
            Tab("settings", (("key", "value"), ("starts_on", date(2022, 4, 6)), ("name", "밤샘 스터디"))),
            Tab("members", (("name",), *((name,) for name in names))),
            Tab("weeks", (("week",), (1,), (2,), (3,))),
            Tab("answers", (("Timestamp", "name", "week", "link"), *answers)),
        )
    )


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve(now="2022-05-10T11:00+09:00", cells=over())


def test_a_name_leads_to_a_certificate_whose_link_leads_back_to_it(server: Server, phone: Page) -> None:
    phone.add_init_script(WATCH)
    phone.goto(f"{server.url}/season")
    wait_until_drawn(phone)
    assert find_shift(phone.evaluate("window.jumps")) < AT_MOST
    expect_no_sideways_scrolling(phone)
    phone.locator(".completed").get_by_role("link", name="멤버7", exact=True).tap()
    phone.wait_for_url("**/certificate?*")
    wait_until_drawn(phone)
    expect(phone.get_by_role("heading", name="완주증")).to_be_visible()
    assert find_shift(phone.evaluate("window.jumps")) < AT_MOST
    expect_no_sideways_scrolling(phone)
    link = phone.get_by_role("button", name="링크 복사").get_attribute("data-text") or ""
    assert link.startswith(f"{server.url}/certificate?")
    phone.goto(link)
    wait_until_drawn(phone)
    expect(phone.locator(".member")).to_have_text("멤버7")


def test_axe_finds_nothing_serious_on_a_certificate(server: Server, visit: Visit) -> None:
    page = visit(server, "/certificate?name=멤버7")
    expect(page.locator(".sheet")).to_be_visible()
    expect_nothing_serious(page)


def test_the_button_prints_all_members_and_a_certificate_is_one_sheet(server: Server, visit: Visit) -> None:
    page = visit(server, "/season")
    last = page.get_by_role("table", name="멤버별").get_by_role("link", name="멤버59", exact=True)
    expect(last).to_be_hidden()
    look = "(all) => all.map((each) => each.getBoundingClientRect().height)"
    tall = page.locator(".column").evaluate_all(look)
    assert tall[1:] == pytest.approx([tall[0], tall[0] / 2], abs=1)
    page.evaluate(
        "() => { window.print = () => { dispatchEvent(new Event('beforeprint')); window.printed = true } }"
    )
    page.get_by_role("button", name="인쇄하기").click()
    assert page.evaluate("window.printed")
    expect(last).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(last).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="인쇄하기")).to_be_hidden()
    page = visit(server, "/certificate?name=멤버7")
    expect(page.locator(".sheet")).to_be_visible()
    assert len(PAGE_OF_PDF.findall(page.pdf(format="A4"))) == 1

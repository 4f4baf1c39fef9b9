"""Google fails while the board is open, and is well again. The stand-in, in Google's place, runs beside the server."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from studylib.config import studies
from studylib.stores.google import session
from studylib.stores.google.key import KEY_FILE
from tests.browser.conftest import Server
from tests.browser.grid import Grid
from tests.browser.waiting import expect_nothing_serious_anew, look_until, stay
from tests.pages.workbooks import group
from tests.stand_ins.googlesheets.server import Google
from tests.web.outages import FAULTS, NEW, assert_discreet, key

Visit = Callable[..., Page]
NOW = datetime.fromisoformat("2022-05-11T12:30:00+09:00")


@pytest.fixture
def google() -> Iterator[Google]:
    """Google, which answers the service account alone."""
    with Google(group(), quota=None) as google:
        yield google


@pytest.fixture
def server(google: Google, serve: Callable[..., Server], tmp_path: Path) -> Server:
    """A cold server of the sheet, with the account's key."""
    (tmp_path / "key.json").write_text(json.dumps(key(google)))
    environment = {
        "HOME": str(tmp_path),
        session.ELSEWHERE: google.url,
        KEY_FILE: str(tmp_path / "key.json"),
        studies.VARIABLE: google.address,
    }
    return serve(now=NOW.isoformat(), environment=environment)


@pytest.fixture
def page(hurried: Page) -> Page:
    """A board that stays open."""
    return hurried


def put_clock(server: Server, seconds: float) -> None:
    """So many seconds after ``NOW``."""
    server.set_clock((NOW + timedelta(seconds=seconds)).isoformat())


def banner(page: Page) -> Locator:
    return page.get_by_role("alert").filter(has_text="사본")


def test_an_open_board_gets_the_banner_by_itself_and_loses_it_by_itself(
    google: Google,
    server: Server,
    visit: Visit,
    page: Page,
    context: BrowserContext,
    console_errors: list[str],
) -> None:
    visit(server)
    Grid(page).expect("세찬", 3, "✕")
    expect(page.get_by_role("alert")).to_have_count(0)
    stay(page)

    google.fault("503")
    put_clock(server, 61)
    look_until(page, lambda: expect(banner(page)).to_be_visible(timeout=2_000))
    expect(banner(page)).to_contain_text("5/11 (수) 12:30:00의 사본(1분 1초 전)을 보여 드립니다.")
    expect(banner(page)).to_contain_text(FAULTS["503"][0])
    expect(page.get_by_text("5/11 (수) 12:30:00에 데이터를 읽었습니다")).to_be_visible()
    Grid(page).expect("세찬", 3, "✕")
    expect_nothing_serious_anew(context, page.url, FAULTS["503"][0])

    put_clock(server, 3_661)
    look_until(page, lambda: expect(banner(page)).to_contain_text("사본(1시간 1분 전)", timeout=2_000))

    google.fix()
    google.spreadsheet.tab("Form Responses 1").append_answer(*NEW)
    put_clock(server, 3_700)
    look_until(page, lambda: expect(page.get_by_role("alert")).to_have_count(0, timeout=2_000))
    Grid(page).expect("세찬", 3, "▲")
    expect(page.get_by_text("5/11 (수) 13:31:40에 데이터를 읽었습니다")).to_be_visible()
    assert not console_errors
    assert_discreet(google, server.log)


def test_the_page_of_a_sheet_that_is_not_shared_becomes_the_board_once_it_is(
    google: Google,
    server: Server,
    visit: Visit,
    page: Page,
    context: BrowserContext,
    console_errors: list[str],
) -> None:
    google.spreadsheet.shared = None
    visit(server, "/?lang=en")
    why = f"In the sheet, choose Share, and add {google.key()['client_email']} as a viewer."
    expect(page.get_by_text(why)).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    expect(page.get_by_role("heading")).to_have_text(["Studyboard"])
    expect(page.locator(".foot, .board, .stException")).to_have_count(0)
    expect_nothing_serious_anew(context, page.url, why)
    stay(page)

    google.spreadsheet.shared = "viewer"
    put_clock(server, 15)
    look_until(page, lambda: expect(page.locator(".foot")).to_be_visible(timeout=5_000))
    Grid(page).expect("세찬", 3, "✕")
    assert not console_errors
    assert_discreet(google, server.log)


def test_a_click_reads_the_sheet_at_once(
    google: Google, server: Server, visit: Visit, console_errors: list[str]
) -> None:
    page = visit(server, "/fines")
    google.spreadsheet.tab("Form Responses 1").append_answer(*NEW)
    put_clock(server, 10)
    page.get_by_role("button", name="지금 다시 읽기").click()
    expect(page.get_by_text("5/11 (수) 12:30:10에 데이터를 읽었습니다")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="세찬")).to_contain_text("3,000원")
    assert not console_errors

"""From nothing to a board of one's own, in the browser: each press is counted, and no file is edited."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from studylib.config import studies
from studylib.stores.google import session
from studylib.stores.google.key import KEY_FILE
from studylib.stores.opening import open_store
from studylib.workbook import reader
from studylib.workbook.cells import Workbook
from tests.browser.conftest import Server, wait_until_drawn
from tests.browser.grid import Grid
from tests.browser.visits import expect_nothing_serious
from tests.pages.workbooks import group
from tests.stand_ins.googlesheets.server import Google
from tests.web.outages import key

Visit = Callable[..., Page]
NOW = "2022-05-10T13:00+09:00"
MOST_CLICKS = 15
MEMBERS = "김가람, garam@school.example\n이나래\n박다온"
COUNT = """
addEventListener("pointerdown", () => {
    sessionStorage.setItem("clicks", 1 + Number(sessionStorage.getItem("clicks")));
}, { capture: true });
"""
"""Counts each press of the pointer, over all pages of the tab."""


@pytest.fixture
def visit(page: Page) -> Visit:
    """Open an address in a tab that counts presses."""
    page.add_init_script(COUNT)

    def visit(server: Server, address: str = "/") -> Page:
        page.goto(server.url + address)
        wait_until_drawn(page)
        return page

    return visit


def count_clicks(page: Page) -> int:
    return int(page.evaluate("sessionStorage.getItem('clicks')"))


def press(page: Page, button: Locator) -> None:
    button.click()
    wait_until_drawn(page)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def fill_in(page: Page, name: str, members: str) -> None:
    """Click into each field and type, as people do. Leaving the last one sends it."""
    page.get_by_role("textbox", name="스터디 이름").click()
    page.keyboard.insert_text(name)
    page.get_by_role("textbox", name="멤버, 한 줄에 한 명").click()
    page.keyboard.insert_text(members)
    page.keyboard.press("Tab")


def expect_own_board(page: Page, members: list[str], weeks: int) -> None:
    """Go to the board, which has the members and weeks that were typed."""
    press(page, page.get_by_role("link", name="현황 보기"))
    for member in members:
        Grid(page).expect(member, 1, "")
        Grid(page).expect(member, weeks, "")


def test_a_study_of_ones_own_takes_the_place_of_the_sample(
    serve: Callable[..., Server], visit: Visit, console_errors: list[str]
) -> None:
    server = serve(now=NOW)
    page = visit(server)
    press(page, page.get_by_role("link", name="내 스터디 시작하기"))
    fill_in(page, "새벽 스터디", MEMBERS)
    expect(page.get_by_text("멤버 3명 · 스터디장: 김가람")).to_be_visible()
    press(page, page.locator("label").filter(has_text="과제는 일요일 밤 10시까지."))
    expect(page.get_by_text("첫 마감: 5/22 (일) 21:59:59")).to_be_visible()
    press(page, button(page, "예시 지우고 시작하기"))
    press(page, button(page, "네, 시작합니다"))
    expect(page.get_by_role("heading", name="새벽 스터디를 시작했습니다")).to_be_visible()
    expect_own_board(page, ["김가람", "이나래", "박다온"], 12)
    assert count_clicks(page) <= MOST_CLICKS
    assert not console_errors


def test_the_form_and_what_comes_after_it_have_no_serious_fault_for_anybody(
    serve: Callable[..., Server], visit: Visit
) -> None:
    server = serve(now=NOW, cells=Workbook(()))
    page = visit(server, "/setup")
    expect_nothing_serious(page)
    fill_in(page, "새벽 스터디", MEMBERS)
    press(page, button(page, "시작하기"))
    expect(page.get_by_role("heading", name="새벽 스터디를 시작했습니다")).to_be_visible()
    expect_nothing_serious(page)


def test_the_next_season_begins_from_the_desk_and_the_one_before_is_backed_up(
    serve: Callable[..., Server], visit: Visit, console_errors: list[str]
) -> None:
    server = serve(now=NOW, cells=group())
    page = visit(server, "/desk")
    press(page, page.get_by_role("link", name="다음 기수 준비하기"))
    press(page, button(page, "다음 기수 시작하기"))
    press(page, button(page, "네, 시작합니다"))
    expect_own_board(page, ["하나", "두리", "세찬"], 5)
    assert count_clicks(page) <= MOST_CLICKS
    assert len(list((server.folder / "backups").iterdir())) == 1
    study, _ = reader.read(open_store(server.workbook).fetch())
    assert study.submissions.empty
    assert [member.email for member in study.members] == ["hana@school.kr", "duri@school.kr", None]
    assert not console_errors


@pytest.fixture
def google() -> Iterator[Google]:
    """Google with an empty sheet, in the place of its own."""
    with Google(Workbook(()), quota=None) as google:
        yield google


def test_an_empty_sheet_becomes_a_study_of_ones_own(
    serve: Callable[..., Server], visit: Visit, google: Google, tmp_path: Path
) -> None:
    (tmp_path / "key.json").write_text(json.dumps(key(google)))
    secrets = tmp_path / ".streamlit/secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text("[sheet]\nwrite = true\nrefresh_seconds = 5\n")
    secrets.chmod(0o600)
    environment = {
        "HOME": str(tmp_path),
        session.ELSEWHERE: google.url,
        KEY_FILE: str(tmp_path / "key.json"),
        studies.VARIABLE: google.address,
    }
    page = visit(serve(now=NOW, environment=environment))
    press(page, page.get_by_role("link", name="내 스터디 시작하기"))
    fill_in(page, "새벽 스터디", MEMBERS)
    press(page, button(page, "시작하기"))
    expect(page.locator(".aside").filter(has_text="확장 프로그램 > Apps Script")).to_be_visible()
    expect_own_board(page, ["김가람", "이나래", "박다온"], 12)
    assert count_clicks(page) <= MOST_CLICKS

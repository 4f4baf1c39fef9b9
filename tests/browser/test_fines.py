"""The fines in the browser: the download and the filters."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ROOT, Server, choose, wait_until_drawn

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve(now="2022-05-10T11:00+09:00")


def printed(server: Server, as_of: str) -> bytes:
    """What the command line prints of the same workbook, as of the server's clock."""
    options = ["--workbook", server.workbook, "fines", "--format", "csv", "--as-of", as_of]
    command = [sys.executable, "-m", "studylib", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout


def downloaded(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def lines(page: Page) -> Locator:
    return page.locator(".lines li")


def test_a_download_for_scripts_is_what_the_command_line_prints_and_others_follow_the_filters(
    server: Server, visit: Visit, console_errors: list[str]
) -> None:
    expected = printed(server, "2022-05-10T11:00")
    assert expected.decode("utf-8-sig").count("\r\n") == 7  # the header and six fines

    page = visit(server, "/fines")
    page.get_by_text("스크립트용 (고정된 영어 열 이름)").click()
    wait_until_drawn(page)
    assert downloaded(page, "CSV 내려받기") == ("fines.csv", expected)

    visit(server, "/fines?lang=en")
    page.get_by_role("button", name="Filter").click()
    choose(page, "Member", "나래")
    expect(lines(page)).to_have_count(2)
    page.keyboard.press("Escape")
    name, data = downloaded(page, "Download CSV")
    assert name == "예시 스터디 벌금 2022-04.csv"
    assert data.decode("utf-8-sig").splitlines()[-1].startswith("합계,")
    assert downloaded(page, "Download Excel (.xlsx)")[1].startswith(b"PK")
    assert not console_errors


def test_filters_leave_the_fines_that_are_asked_for(server: Server, visit: Visit) -> None:
    page = visit(server, "/fines")
    expect(lines(page)).to_have_count(6)
    page.get_by_role("radio", name="2022년 4월").click()
    expect(lines(page)).to_have_count(5)
    page.get_by_role("button", name="필터").click()
    choose(page, "판정", "결석")
    expect(lines(page)).to_have_count(2)
    page.keyboard.press("Escape")
    choose(page, "멤버", "다온")
    expect(lines(page)).to_have_count(1)
    expect(lines(page)).to_contain_text("제출 4/21 (목) 12:00:00 · 2일 12시간 늦음 · 결석 4,000원")


def test_what_a_fine_is_for_is_two_taps_away(server: Server, visit: Visit) -> None:
    page = visit(server, "/fines?by=member&month=2022-04")
    expect(page.get_by_role("radio", name="멤버별")).to_be_checked()
    group = page.locator("details", has_text="다온")
    expect(lines(page).first).to_be_hidden()
    group.locator("summary").click()
    group.get_by_role("link", name="3주차").first.click()
    expect(page.locator(".card")).to_contain_text("다온")
    expect(page.locator('.board [aria-current="true"]')).to_be_visible()

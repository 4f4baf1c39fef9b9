"""The questions in the browser: an open page that follows GitHub, through an outage, too; the stand-in beside it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from studylib.questions import access
from tests.browser.conftest import Server, wait_until_drawn
from tests.browser.waiting import expect_nothing_serious_anew, look_until, stay
from tests.pages.workbooks import group
from tests.stand_ins import github
from tests.stand_ins.github import GitHub

NOW = datetime.fromisoformat("2022-05-11T12:30:00+09:00")


@pytest.fixture
def hub() -> Iterator[GitHub]:
    with GitHub() as hub:
        yield hub


@pytest.fixture
def server(hub: GitHub, serve: Callable[..., Server], tmp_path: Path) -> Server:
    settings = (("name", "밤샘"), ("starts_on", date(2022, 4, 6)), ("repository", "https://github.com/g/S"))
    environment = {"HOME": str(tmp_path), access.API: hub.url, access.TOKEN: "", access.SERVER: ""}
    return serve(now=NOW.isoformat(), cells=group(settings=settings), environment=environment)


def put_clock(server: Server, seconds: float) -> None:
    server.set_clock((NOW + timedelta(seconds=seconds)).isoformat())


def test_an_open_page_follows_github_and_tells_of_an_outage_until_it_is_over(
    hub: GitHub, server: Server, hurried: Page, context: BrowserContext
) -> None:
    hub.ask("GRU와 LSTM은 어떻게 다른가요? " * 6, NOW - timedelta(hours=1), answers=("a",))
    page = hurried
    page.goto(f"{server.url}/questions")
    wait_until_drawn(page)
    link = page.get_by_role("link", name="GRU와 LSTM은")
    expect(link).to_have_attribute("href", "https://github.com/g/S/issues/1")
    expect(page.get_by_role("link", name="질문하기")).to_have_attribute(
        "href", "https://github.com/g/S/issues/new"
    )
    stay(page)
    hub.ask("나중 질문", NOW)
    put_clock(server, 300)
    look_until(page, lambda: expect(page.get_by_role("link", name="나중 질문")).to_be_visible(timeout=1000))
    hub.fault = lambda method, path: github.BAD_GATEWAY
    put_clock(server, 600)
    alert = page.get_by_role("alert")
    look_until(page, lambda: expect(alert).to_contain_text("장애가 있습니다(502)", timeout=1000))
    expect(link).to_be_visible()
    expect_nothing_serious_anew(context, page.url, "GRU와 LSTM은")
    hub.fault = lambda method, path: None
    put_clock(server, 900)
    look_until(page, lambda: expect(alert).to_have_count(0, timeout=1000))
    expect(link).to_be_visible()

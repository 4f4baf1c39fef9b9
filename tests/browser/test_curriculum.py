"""The curriculum in the browser: the calendar as a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Server


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve(now="2022-05-10T12:00+09:00")


@pytest.mark.parametrize(("query", "words"), [("", "6주차"), ("?lang=en", "Week 6")])
def test_the_calendar_comes_as_a_file(
    server: Server, page: Page, visit: Callable[..., Page], query: str, words: str
) -> None:
    visit(server, f"/curriculum{query}")
    with page.expect_download() as started:
        page.get_by_role("button", name=".ics").click()
    assert started.value.suggested_filename == "deadlines.ics"
    text = Path(started.value.path()).read_text()
    assert text.startswith("BEGIN:VCALENDAR")
    assert words in text

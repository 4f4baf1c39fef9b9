"""A preview for a request: who waits for it, and what happens if it fails."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from starlette.requests import Request

from studylib.web import preview_request
from studylib.web.parameters import find_longest
from studylib.web.preview import Preview, PreviewRequest, write_neutral
from studylib.web.waiting_room import WaitingRoom
from tests.web import app_agents

FOUND = Preview("en", "Night", "Board · Night", "Night · Week 1", "Due")


def find(agent: str = "", query: str = "") -> Preview:
    headers = [(b"host", b"study.example"), (b"user-agent", agent.encode())]
    scope = {"type": "http", "path": "/", "query_string": query.encode(), "headers": headers, "client": None}
    with ThreadPoolExecutor() as pool:  # see tests/web/test_cold_server.py
        return pool.submit(lambda: asyncio.run(preview_request.find_for(Request(scope), ""))).result()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Let every preview wait for this."""
    ready = Event()
    monkeypatch.setattr(preview_request, "ROOM", WaitingRoom())
    monkeypatch.setattr(preview_request, "find_preview", lambda asked: FOUND if ready.wait(30) else None)
    yield ready
    ready.set()


def test_a_visitors_page_does_not_wait_for_a_slow_workbook(slow: Event) -> None:
    assert find(app_agents.DESK, "lang=en") == write_neutral("", "en")


def test_a_scraper_waits_a_while(slow: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview_request, "PATIENCE", 0.01)
    assert find(app_agents.KAKAOTALK_SCRAP) == write_neutral("", None)
    monkeypatch.setattr(preview_request, "PATIENCE", 30.0)
    slow.set()
    assert find(app_agents.KAKAOTALK_SCRAP) == FOUND


def test_only_scrapers_make_us_read(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[PreviewRequest] = []

    def remember(asked: PreviewRequest) -> Preview:
        seen.append(asked)
        return FOUND

    monkeypatch.setattr(preview_request, "find_preview", remember)
    for agent in (app_agents.DESK, app_agents.KAKAOTALK, app_agents.KAKAOTALK_SCRAP):
        assert find(agent) == FOUND
    assert [each.reads for each in seen] == [False, False, True]


def test_a_bug_costs_no_page(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(preview_request, "find_preview", lambda asked: 1 // 0)
    assert find() == write_neutral("", None)
    assert "The preview of a page could not be written." in caplog.text


def test_parameters_are_cut_and_those_of_others_left_out() -> None:
    scope = {
        "type": "http",
        "query_string": f"study={'x' * 500}&code=123456&token=y&lang=".encode(),
        "headers": [],
    }
    query = preview_request.read_query(Request(scope))
    assert query.keys() == {"study"}
    assert len(query["study"]) == find_longest("study")
